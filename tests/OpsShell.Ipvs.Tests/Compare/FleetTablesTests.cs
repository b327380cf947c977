using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Ipvs.Compare;

namespace OpsShell.Ipvs.Tests.Compare;

public sealed class FleetTablesTests
{
    private static readonly string[] _usual = ["TCP 10.96.0.1:80 rr", "-> 10.244.1.1:8080 1", "-> 10.244.2.1:8080 1", "UDP 10.96.0.10:53 rr", "-> 10.244.2.5:53 1"];

    private static readonly LocalAddresses _addresses = LocalAddresses.Parse(
        "Main:\n  |-- 192.0.2.0\n    /24 link UNICAST\n  |-- 192.0.2.7\n    /32 host LOCAL\n  |-- 192.0.2.8\n    /32 host LOCAL\n  |-- 10.96.0.1\n    /32 host LOCAL\n", "");

    [Fact]
    public void EqualNodesDoNotDiffer() => Assert.Empty(Compare([_usual, _usual, [.. _usual[3..], .. _usual[..3]]]));

    [Fact]
    public void TheMajorityIsRight() => Assert.Equal(
        [
            "Warning MissingService TCP 10.96.0.1:80  'rr, 2 real servers' '' 1",
            "Warning ExtraService TCP 10.96.0.2:80  '' 'rr, 0 real servers' 3",
            "Warning MissingRealServer UDP 10.96.0.10:53 10.244.2.5:53 'Masq, weight 1' '' 2",
            "Warning ExtraRealServer UDP 10.96.0.10:53 10.244.9.9:53 '' 'Masq, weight 1' 2",
            "Warning WrongScheduler UDP 10.96.0.10:53  'rr' 'wrr' 3",
        ],
        Compare([_usual, _usual[3..], [.. _usual[..4], "-> 10.244.9.9:53 1"], [.. _usual[..3], "TCP 10.96.0.2:80 rr", "UDP 10.96.0.10:53 wrr", "-> 10.244.2.5:53 1"]]));

    [Fact]
    public void WeightsAndPersistenceAreCompared() => Assert.Equal(
        [
            "Warning WrongWeight TCP 10.96.0.1:80 10.244.2.1:8080 '1' '0' 1",
            "Warning WrongPersistence TCP 10.96.0.1:80  'none' '10800 s' 2",
        ],
        Compare([_usual, [.. _usual[..2], "-> 10.244.2.1:8080 0", .. _usual[3..]], ["TCP 10.96.0.1:80 rr persistent 2700000 FFFFFFFF", .. _usual[1..]]]));

    // One kernel counts 250 jiffies a second, the other 1000.
    [Fact]
    public void PersistenceIsComparedInSeconds() => Assert.Empty(
        Compare([["TCP 10.96.0.1:80 rr persistent 2700000 FFFFFFFF"], ["TCP 10.96.0.1:80 rr persistent 10800000 FFFFFFFF"]]));

    [Fact]
    public void ADrainingServerIsInfo() => Assert.Equal(
        ["Info ExtraRealServer TCP 10.96.0.1:80 10.244.3.1:8080 '' 'Masq, weight 0' 2"],
        Compare([_usual, _usual, [.. _usual[..3], "-> 10.244.3.1:8080 0", .. _usual[3..]]]));

    // Two of four have it: at least half.
    [Fact]
    public void OfATieThePresentIsRight() =>
        Assert.Equal(["Warning MissingService UDP 10.96.0.10:53  'rr, 1 real server' '' 2,3"], Compare([_usual, _usual, _usual[..3], _usual[..3]]));

    [Fact]
    public void ANamedReferenceIsRightAgainstAll() =>
        Assert.Equal(["Warning ExtraService UDP 10.96.0.10:53  '' 'rr, 1 real server' 0,1"], Compare([_usual, _usual, _usual[..3]], reference: 2));

    [Fact]
    public void NodePortsOfOtherAddressesAreTheSame()
    {
        string[] one = ["TCP 192.0.2.7:30080 rr", "-> 10.244.1.1:8080 1", "TCP 192.0.2.8:30080 rr", "-> 10.244.1.1:8080 1"];
        Assert.Equal("TCP <node>:30080", Assert.Single(Services(one)).Key.ToString());
        Assert.Equal(Services(one[..2]), Services(one[2..]));
    }

    // A virtual address has no subnet; a service port of a load balancer within the subnet is no NodePort.
    [Theory]
    [InlineData("TCP 10.96.0.1:30080 rr")]
    [InlineData("TCP 192.0.2.7:80 rr")]
    [InlineData("TCP 198.51.100.1:30080 rr")]
    public void OtherServicesKeepTheirAddress(string line) => Assert.Equal(line[..^3], Assert.Single(Services([line])).Key.ToString());

    [Fact]
    public void ANodePortThatDiffersOnOneAddressShows() =>
        Assert.Equal(["TCP <node>:30080", "TCP 192.0.2.8:30080"], Services(["TCP 192.0.2.7:30080 rr", "-> 10.244.1.1:8080 1", "TCP 192.0.2.8:30080 rr"]).Keys.Select(name => name.ToString()));

    [Fact]
    public void NodePortsAreLeftOut() => Assert.Empty(NodeServices.Of(TableText.Parse("TCP 192.0.2.7:30080 rr"), new NodePorts(_addresses, 30000, 32767), excludeNodePort: true));

    [Fact]
    public void OnlyWhatPersistsStays()
    {
        var first = Tally([_usual, _usual[3..], _usual[..3]], reference: 0);
        var second = Tally([_usual, _usual, _usual[..3]], reference: 0);
        Assert.Equal(["Warning MissingService UDP 10.96.0.10:53  'rr, 1 real server' '' 2"], Lines(DeviationTally.Persisting(first, second, new NodeSet(3))));
        Assert.Equal(
            ["Warning MissingService TCP 10.96.0.1:80  'rr, 2 real servers' '' 1", "Warning MissingService UDP 10.96.0.10:53  'rr, 1 real server' '' 2"],
            Lines(DeviationTally.Persisting(first, second, NodeSet.Of(3, 1))));
    }

    // 10,000 services of 200 nodes, each node with a server of its own in one service: what is kept grows with the differences.
    [Fact]
    public void ManyNodesAreFoldedAsTheyCome()
    {
        const int nodes = 200;
        var tables = new FleetTables(nodes);
        var lines = Enumerable.Range(0, 10_000).SelectMany(number => (string[])[$"TCP 10.{96 + (number >> 16)}.{(number >> 8) & 255}.{number & 255}:80 rr", $"-> 10.244.{number >> 8}.{number & 255}:8080 1"]).ToArray();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var node = 0; node < nodes; node++)
        {
            lines[^1] = $"-> 10.245.0.{node}:8080 1";
            tables.Add(node, Services(lines));
        }
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        var tally = tables.Compare(tables.Nodes);
        Assert.Equal(nodes, tally.Sorted.Count());
        Assert.All(tally.Sorted, found => Assert.Equal((IpvsDifferenceKind.ExtraRealServer, 1), (found.Deviation.Kind, found.Nodes.Count)));
        // One table takes 3 MB, and 200 would take 600; the other tests of this process keep some of their own.
        Assert.InRange(kept, long.MinValue, 150 << 20);
    }

    private static Dictionary<ServiceName, ServiceDefinition> Services(string[] lines) =>
        NodeServices.Of(TableText.Parse(lines), new NodePorts(_addresses, 30000, 32767), excludeNodePort: false);

    private static List<string> Compare(string[][] nodes, int? reference = null) => Lines(Tally(nodes, reference));

    private static DeviationTally Tally(string[][] nodes, int? reference = null)
    {
        var tables = new FleetTables(nodes.Length);
        for (var node = 0; node < nodes.Length; node++)
            tables.Add(node, Services(nodes[node]));
        return tables.Compare(reference is { } one ? NodeSet.Of(nodes.Length, one) : tables.Nodes);
    }

    private static List<string> Lines(DeviationTally tally) =>
    [
        .. tally.Sorted.Select(found =>
            $"{found.Deviation.Status} {found.Deviation.Kind} {found.Deviation.Service} {found.Deviation.RealServer} '{found.Deviation.Expected}' '{found.Deviation.Actual}' {string.Join(',', found.Nodes.Members)}"),
    ];
}
