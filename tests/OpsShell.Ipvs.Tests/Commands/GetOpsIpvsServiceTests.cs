using OpsShell.Core.Findings;
using OpsShell.Core.Probing;
using OpsShell.Ipvs.Facts;
using OpsShell.Testing;
using OpsShell.Tests.PowerShellRuns;

namespace OpsShell.Ipvs.Tests.Commands;

public sealed class GetOpsIpvsServiceTests : IDisposable
{
    private const string Vip = "10.96.77.1";
    private static readonly string _node = $"root:{FixtureNode.RootFolder("k8s-opencloudos8-5.4")}";

    private readonly OpsRunspace _shell = new("OpsShell.Fleet", "OpsShell.Ipvs");

    public void Dispose() => _shell.Dispose();

    private IReadOnlyList<OpsIpvsService> Services(string parameters) => [.. _shell.Run($"Get-OpsIpvsService '{_node}' {parameters}").Of<OpsIpvsService>()];

    [Fact]
    public void All_services_are_listed_with_their_servers()
    {
        var services = Services("");
        Assert.Equal((26, 76), (services.Count, services.Sum(service => service.RealServerCount)));
        var persistent = Assert.Single(services, service => service.TimeoutJiffies is not null);
        Assert.Equal((2700000UL, 10800.0, 32, ""), (persistent.TimeoutJiffies, persistent.PersistenceSeconds, persistent.PersistenceNetmask, persistent.Note));
        Assert.Equal("TCP 10.96.0.1:443", services[0].Service);
        Assert.Null(services[0].Rate);
    }

    [Theory]
    [InlineData("-VirtualAddress 10.96.0.10", 2)]
    [InlineData("-VirtualAddress 10.96.0.10 -Protocol UDP", 1)]
    [InlineData("-VirtualAddress 10.96.0.0/24", 3)]
    [InlineData("-VirtualAddress '10.96.0.*'", 3)]
    [InlineData("-VirtualPort 53", 2)]
    [InlineData("-RealServerAddress 192.168.10.12", 1)]
    [InlineData("-Scheduler 'w*'", 0)]
    [InlineData("-Protocol SCTP, FWM", 0)]
    public void Filters_choose(string parameters, int expected) => Assert.Equal(expected, Services(parameters).Count);

    [Fact]
    public void Real_servers_are_listed_flat()
    {
        var servers = _shell.Run($"Get-OpsIpvsService '{_node}' -RealServer -VirtualAddress {Vip} -RealServerAddress 10.244.4.77").Of<OpsIpvsRealServer>();
        var server = Assert.Single(servers);
        Assert.Equal(("10.244.4.77:8080", 0, 14L, 9L, $"TCP {Vip}:80"), (server.Server, server.Weight, server.ActiveConnections, server.InactiveConnections, server.Service));
    }

    [Fact]
    public void A_wrong_address_says_what_is_expected()
    {
        var error = _shell.Fail($"Get-OpsIpvsService '{_node}' -VirtualAddress 10.96");
        Assert.StartsWith("AddressInvalid", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("10.96.0.0/12", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_node_without_IPVS_is_an_error_that_says_so()
    {
        var run = _shell.Run($"Get-OpsIpvsService 'root:{FixtureNode.RootFolder("opencloudos8-5.4")}'");
        Assert.Empty(run.Output);
        var error = Assert.Single(run.Errors);
        Assert.StartsWith("FactUnavailable", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("ip_vs", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recorded_root_has_no_rates_and_says_so()
    {
        var service = Assert.Single(Services($"-Rate -SampleInterval 1 -VirtualAddress {Vip}"));
        Assert.Null(service.Rate);
        Assert.Contains("no rates", service.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_is_nice_to_read()
    {
        var text = _shell.Show($"Get-OpsIpvsService '{_node}' -VirtualAddress {Vip}, 10.96.156.17");
        Assert.Contains("TCP 10.96.77.1:80", text, StringComparison.Ordinal);
        Assert.Contains("10800 s", text, StringComparison.Ordinal);
        Assert.Contains("2/3", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_HZ_persistence_has_no_seconds_but_a_note()
    {
        var node = Node().Without("/proc/sys/net/ipv4/route");
        var service = Assert.Single(Reading(node).Services(All), service => service.TimeoutJiffies is not null);
        Assert.Null(service.PersistenceSeconds);
        Assert.Contains("2700000 jiffies", service.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_ipvsadm_only_connections_change()
    {
        // Of the fixture: the drained server goes from 14 to 17 active connections.
        var server = Assert.Single(Rates(Node()).RealServers(All), server => server.Server == "10.244.4.77:8080");
        Assert.Equal((3L, "/proc/net/ip_vs"), (server.Rate!.ActiveChange, server.Rate.Source));
        Assert.Null(server.Rate.ConnectionsPerSecond);
        Assert.Contains("only changes of connections: ipvsadm", server.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_root_the_note_says_how_to_have_rates()
    {
        var node = Node().WithoutAnswer(_ipvsadm.Items[0], ProbeStatus.Denied, "Can't initialize ipvs: Permission denied (you must be root)\\nAre you sure that IP Virtual Server is built in the kernel or as module?");
        Assert.EndsWith(": Can't initialize ipvs: Permission denied (you must be root); -Become works as root", Rates(node).Services(All).First().Note, StringComparison.Ordinal);
    }

    [Fact]
    public void With_ipvsadm_rates_are_per_second()
    {
        var service = Assert.Single(Rates(Live().WithAnswer(_ipvsadm.Items[0], Answer())).Services(All), service => service.VirtualAddress == Vip);
        Assert.Equal((5.0, 10.0, "", 2.0), (service.Rate!.ConnectionsPerSecond, service.Rate.IncomingPacketsPerSecond, service.Note, service.Rate.Seconds));
        Assert.Equal(IpvsadmSamples.Source, service.Rate.Source);
        // Of a counter that went backwards nothing is known.
        Assert.Null(service.Rate.OutgoingPacketsPerSecond);
    }

    [Fact]
    public void Counters_that_stand_still_are_no_rates()
    {
        var service = Assert.Single(Rates(Node().WithAnswer(_ipvsadm.Items[0], Answer())).Services(All), service => service.VirtualAddress == Vip);
        Assert.Null(service.Rate!.ConnectionsPerSecond);
        Assert.Contains("estimation_timer_work is 0", service.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void One_mark_of_two_families_has_no_rates_and_says_why()
    {
        const string marks = "FWM  00000007 wlc\n  -> 0AC90302:0000      Tunnel  1      0          0\nFWM  00000007 sh\nTCP  0A600001:01BB rr";
        var node = Live().Replace("/proc/net/ip_vs", "TCP  0A600001:01BB rr", marks).WithAnswer(_ipvsadm.Items[0], Answer());
        Assert.All(Rates(node).Services(All), service => Assert.Equal(service.FirewallMark is not null, service.Note.Contains("two services have firewall mark 7", StringComparison.Ordinal)));
        Assert.Contains("two services have firewall mark 7", Rates(node).RealServers(All).Single(server => server.Protocol == IpvsProtocol.FWM).Note, StringComparison.Ordinal);
    }

    private static readonly Fact<Core.Facts.Samples<IpvsadmStatistics>> _ipvsadm = IpvsadmSamples.Fact(TimeSpan.FromSeconds(2));

    private static ServiceFilter All => new([], [], [], [], []);

    private static FixtureNode Node() => FixtureNode.Load("k8s-opencloudos8-5.4", Commands);

    private static FixtureNode Live() => Node().With("/proc/sys/net/ipv4/vs/estimation_timer_work", "1\n");

    // The answers of its commands belong to other checks.
    private static IReadOnlyDictionary<string, ProbeItem> Commands { get; } =
        Directory.GetFiles(Path.Combine(FixtureNode.RootFolder("k8s-opencloudos8-5.4"), "..", "commands")).ToDictionary(file => Path.GetFileName(file), file => ProbeItem.Command(Path.GetFileName(file)));

    private static ServiceReading Reading(FixtureNode node) => ServiceReading.Of("node1", new FactSet(node.Probe(ServiceReading.Facts.SelectMany(fact => fact.Items))));

    private static ServiceReading Rates(FixtureNode node) =>
        ServiceReading.WithRates("node1", new FactSet(node.Probe(ServiceReading.RateFacts(_ipvsadm).SelectMany(fact => fact.Items))), _ipvsadm);

    private static string Answer()
    {
        string Reading(string uptime, int number, int outgoing) => $"""
            {uptime} 1.0
            IP Virtual Server version 1.2.1 (size=4096)
            Prot LocalAddress:Port               Conns   InPkts  OutPkts  InBytes OutBytes
              -> RemoteAddress:Port
            TCP  {Vip}:80  {number} {2 * number} {outgoing} 0 0

            """;
        return $"exit 0\n{Reading("500.00", 100, 9)}----\n{Reading("502.00", 110, 8)}";
    }
}
