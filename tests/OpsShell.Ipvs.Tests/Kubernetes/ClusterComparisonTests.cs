using OpsShell.Ipvs.Compare;
using OpsShell.Ipvs.Facts;
using OpsShell.Ipvs.Kubernetes;
using OpsShell.Ipvs.Tests.Compare;
using OpsShell.Testing;

namespace OpsShell.Ipvs.Tests.Kubernetes;

public sealed class ClusterComparisonTests
{
    private static readonly string[] _node1 =
    [
        "TCP 10.96.1.1:80 rr persistent 150000 FFFFFFFF", "-> 10.244.1.1:8080 1", "-> 10.244.2.1:8080 1",
        "SCTP 10.96.1.1:9000 rr persistent 150000 FFFFFFFF", "-> 10.244.1.1:9000 1", "-> 10.244.2.1:9000 1",
        "TCP 10.96.1.2:80 rr", "-> 10.244.1.2:8080 1",
        "TCP 10.96.1.3:80 rr", "-> 10.244.1.3:8080 1", "-> 10.244.2.3:8080 1",
        "TCP 198.51.100.3:80 rr", "-> 10.244.1.3:8080 1",
        "TCP 203.0.113.3:80 rr", "-> 10.244.1.3:8080 1",
        "TCP 192.0.2.7:30080 rr", "-> 10.244.1.3:8080 1",
        "UDP 10.96.1.4:8125 rr", "-> 10.244.1.4:8125 1",
        "TCP 10.96.1.5:80 rr", "-> 10.244.1.5:80 1", "-> 10.244.2.5:80 1",
        "TCP [fd00:96::5]:80 rr", "-> [fd00:244:1::5]:80 1",
    ];

    private static readonly KubeCluster _cluster = KubeFixture.Read(KubeFixture.Policies);

    [Fact]
    public void ANodeThatFollowsDoesNotDiffer() => Assert.Empty(Compare("node1", _node1));

    [Theory]
    [InlineData("-> 10.244.1.2:8080 1", null, "Warning MissingRealServer TCP 10.96.1.2:80 10.244.1.2:8080 'Masq, weight 1' '' demo/ending")]
    [InlineData("-> 10.244.1.2:8080 1", "-> 10.244.1.2:8080 0", "Warning WrongWeight TCP 10.96.1.2:80 10.244.1.2:8080 '1' '0' demo/ending")]
    [InlineData("-> 10.244.1.2:8080 1", "-> 10.244.1.2:8080 100", "Warning WrongWeight TCP 10.96.1.2:80 10.244.1.2:8080 '1' '100' demo/ending")]
    [InlineData("TCP 10.96.1.2:80 rr", "TCP 10.96.1.2:80 sh", "Warning WrongScheduler TCP 10.96.1.2:80  'rr' 'sh' demo/ending")]
    [InlineData("TCP 10.96.1.2:80 rr", "TCP 10.96.1.2:80 rr persistent 150000 FFFFFFFF", "Warning WrongPersistence TCP 10.96.1.2:80  'none' '600 s' demo/ending")]
    [InlineData("TCP 10.96.1.1:80 rr persistent 150000 FFFFFFFF", "TCP 10.96.1.1:80 rr", "Warning WrongPersistence TCP 10.96.1.1:80  '600 s' 'none' demo/plain:http")]
    [InlineData("TCP 10.96.1.1:80 rr persistent 150000 FFFFFFFF", "TCP 10.96.1.1:80 rr persistent 75000 FFFFFFFF", "Warning WrongPersistence TCP 10.96.1.1:80  '600 s' '300 s' demo/plain:http")]
    [InlineData("-> 10.244.2.5:80 1", null, "Info MissingRealServer TCP 10.96.1.5:80 10.244.2.5:80 'Masq, weight 1' '' demo/zoned:http")]
    public void ADifferenceIsNamed(string line, string? replacement, string difference) =>
        Assert.Equal([difference], Compare("node1", [.. _node1.SelectMany(one => one != line ? [one] : replacement is null ? Array.Empty<string>() : [replacement])]));

    [Theory]
    [InlineData("-> 10.244.3.1:8080 0")]
    public void ADrainingServerIsNoDifference(string line) => Assert.Empty(Compare("node1", [_node1[0], line, .. _node1[1..]]));

    [Fact]
    public void AnEndedServerIsExtra() => Assert.Equal(
        ["Warning ExtraRealServer TCP 10.96.1.1:80 10.244.3.1:8080 '' 'Masq, weight 1' demo/plain:http"], Compare("node1", [_node1[0], "-> 10.244.3.1:8080 1", .. _node1[1..]]));

    [Fact]
    public void AServiceOfNobodyIsExtra() =>
        Assert.Equal(["Warning ExtraService TCP 10.96.1.6:80  '' 'rr, 0 real servers' "], Compare("node1", [.. _node1, "TCP 10.96.1.6:80 rr"]));

    [Fact]
    public void MissingServicesAreNamed() => Assert.Equal(
        ["Warning MissingService TCP 10.96.1.1:80  '2 real servers in the cluster' '' demo/plain:http"], Compare("node1", _node1[3..]));

    // A node with one address that has a NodePort has all; a node with none has none (nodePortAddresses).
    [Fact]
    public void NodePortsAreAskedOfAddressesThatHaveAny()
    {
        var cluster = _cluster with
        {
            Services = [.. _cluster.Services.Select(service => service.Name == "plain" ? service with { Ports = [.. service.Ports.Select(port => port with { NodePort = port.Name == "http" ? (ushort)30081 : (ushort)0 })] } : service)],
        };
        Assert.Equal(["Warning MissingService TCP <node>:30081  '2 real servers in the cluster' '' demo/plain:http"], Compare("node1", _node1, cluster));
        string[] withoutNodePorts = [.. _node1[..15], .. _node1[17..]];
        Assert.Empty(Compare("node1", withoutNodePorts, cluster));
        Assert.Empty(new ClusterComparison(new Expectation(cluster), null, excludeNodePort: true).Compare(TableText.Parse(_node1), "node1"));
    }

    // Without the name, which endpoints are local is not known: the node may be right.
    [Fact]
    public void AnUnknownNodeIsGivenTheBenefitOfTheDoubt() => Assert.All(Compare("stranger", _node1), line => Assert.StartsWith("Info ", line, StringComparison.Ordinal));

    [Fact]
    public void ANamedSchedulerIsExpected() => Assert.All(
        new ClusterComparison(new Expectation(_cluster), "lc", false).Compare(TableText.Parse(_node1), "node1"),
        deviation => Assert.Equal((IpvsDifferenceKind.WrongScheduler, "lc", "rr"), (deviation.Kind, deviation.Expected, deviation.Actual)));

    [Fact]
    public void TheRecordedNodeFollowsItsCluster()
    {
        var text = File.ReadAllBytes(Path.Combine(FixtureNode.RootFolder("k8s-opencloudos8-5.4"), "proc/net/ip_vs"));
        var comparison = new ClusterComparison(new Expectation(KubeFixture.Read(KubeFixture.EdgeSh)), null, false);
        Assert.Empty(comparison.Compare(IpvsTableParser.Parse(text), "edge-sh-07"));
    }

    private static List<string> Compare(string hostName, string[] lines, KubeCluster? cluster = null)
    {
        var tally = new DeviationTally(1);
        foreach (var deviation in new ClusterComparison(new Expectation(cluster ?? _cluster), null, false).Compare(TableText.Parse(lines), hostName))
            tally.Add(deviation, 0);
        return [.. tally.Sorted.Select(found => found.Deviation).Select(one => $"{one.Status} {one.Kind} {one.Service} {one.RealServer} '{one.Expected}' '{one.Actual}' {one.KubernetesName}")];
    }
}
