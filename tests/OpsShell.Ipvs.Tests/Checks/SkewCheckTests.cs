using System.Collections.Immutable;
using System.Globalization;
using OpsShell.Core.Findings;
using OpsShell.Ipvs.Checks;

namespace OpsShell.Ipvs.Tests.Checks;

public sealed class SkewCheckTests
{
    private static ImmutableArray<Finding> Judge(string service, params (int Weight, int Connections)[] servers) => CheckNodes.Healthy
        .WithTable($"{service}\n" + string.Concat(servers.Select((server, index) =>
            string.Create(CultureInfo.InvariantCulture, $"  -> 0AF4{index:X4}:1F90      Masq    {server.Weight}      {server.Connections} 0\n"))))
        .Run(new SkewCheck());

    [Fact]
    public void Uneven_connections_are_a_warning_with_both_ends()
    {
        var finding = Assert.Single(Judge("TCP  0A600005:0050 rr", (1, 300), (1, 10), (1, 20)));
        Assert.Equal(FindingStatus.Warning, finding.Status);
        Assert.Contains("TCP 10.96.0.5:80", finding.Title, StringComparison.Ordinal);
        Assert.Contains(finding.Evidence, item => item.Value.Contains("10 (10.244.0.1:8080) to 300 (10.244.0.0:8080)", StringComparison.Ordinal));
        Assert.DoesNotContain("conn_reuse_mode is 0", finding.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    // Even; too few connections; different weights are not compared; weight 0 takes none; other schedulers are uneven by design.
    [InlineData("TCP  0A600005:0050 rr", 1, 100, 1, 110)]
    [InlineData("TCP  0A600005:0050 rr", 1, 40, 1, 0)]
    [InlineData("TCP  0A600005:0050 wrr", 1, 100, 5, 500)]
    [InlineData("TCP  0A600005:0050 rr", 0, 0, 1, 500)]
    [InlineData("TCP  0A600005:0050 sh", 1, 10, 1, 500)]
    [InlineData("TCP  0A600005:0050 wlc", 1, 10, 1, 500)]
    public void What_is_no_skew_is_not_judged_one(string service, int weight, int connections, int otherWeight, int otherConnections) =>
        Assert.Equal(FindingStatus.Ok, Assert.Single(Judge(service, (weight, connections), (otherWeight, otherConnections))).Status);

    [Fact]
    public void Affinity_explains_it()
    {
        var finding = Assert.Single(Judge("TCP  0A600005:0050 rr persistent 2700000 FFFFFFFF", (1, 300), (1, 10)));
        Assert.Equal((FindingStatus.Info, "affinity"), (finding.Status, finding.Subject));
    }

    [Fact]
    public void A_mode_that_keeps_reused_ports_on_old_servers_is_named()
    {
        var node = CheckNodes.Old.WithTable("TCP  0A600005:0050 rr\n  -> 0AF40001:1F90 Masq 1 300 0\n  -> 0AF40002:1F90 Masq 1 3 0\n");
        Assert.Contains("conn_reuse_mode is 0", Assert.Single(node.Run(new SkewCheck())).Explanation, StringComparison.Ordinal);
    }
}
