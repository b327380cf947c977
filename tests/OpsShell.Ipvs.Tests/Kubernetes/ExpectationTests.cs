using OpsShell.Ipvs.Facts;
using OpsShell.Ipvs.Kubernetes;

namespace OpsShell.Ipvs.Tests.Kubernetes;

/// <summary>What kube-proxy makes of tests/fixtures/kubernetes/policies.yaml, rule by rule.</summary>
public sealed class ExpectationTests
{
    private static readonly Expectation _expectation = new(KubeFixture.Read(KubeFixture.Policies));

    [Fact]
    public void EveryAddressAndPortIsAService()
    {
        string[] expected =
        [
            "TCP 10.96.1.1:80 demo/plain:http", "SCTP 10.96.1.1:9000 demo/plain:stats", "TCP 10.96.1.2:80 demo/ending", "TCP 10.96.1.3:80 demo/edge:http",
            "UDP 10.96.1.4:8125 demo/agent:udp", "TCP 10.96.1.5:80 demo/zoned:http", "TCP 198.51.100.3:80 demo/edge:http", "TCP 203.0.113.3:80 demo/edge:http",
            "TCP [fd00:96::5]:80 demo/zoned:http",
        ];
        Assert.Equal(expected, _expectation.Services.OrderBy(service => service.Key).Select(service => $"{service.Key} {service.Value.KubernetesName}"));
        Assert.Equal((IpvsProtocol.TCP, false, (ushort)30080), Assert.Single(_expectation.NodePorts.Keys));
    }

    // service, node, its servers.
    [Theory]
    [InlineData("10.96.1.1:80", "node1", "10.244.1.1:8080 10.244.2.1:8080")]
    [InlineData("10.96.1.2:80", "node1", "10.244.1.2:8080")]
    [InlineData("10.96.1.3:80", "node1", "10.244.1.3:8080 10.244.2.3:8080")]
    [InlineData("203.0.113.3:80", "node1", "10.244.1.3:8080")]
    [InlineData("198.51.100.3:80", "node2.example.org", "10.244.2.3:8080")]
    [InlineData("203.0.113.3:80", "node3", "10.244.1.3:8080 10.244.2.3:8080")]
    [InlineData("10.96.1.5:80", "node1", "10.244.1.5:80 10.244.2.5:80")]
    [InlineData("[fd00:96::5]:80", "node1", "[fd00:244:1::5]:80")]
    public void EndpointsFollowThePolicy(string service, string node, string servers)
    {
        var endpoint = System.Net.IPEndPoint.Parse(service);
        var key = new IpvsServiceKey(IpvsProtocol.TCP, new IpvsEndpoint(IpvsAddress.From(endpoint.Address), (ushort)endpoint.Port));
        Assert.Equal(servers, string.Join(' ', _expectation.Services[key].Servers.For(node).Servers));
    }

    // A service that takes nothing from outside has no endpoints on a node that has none.
    [Theory]
    [InlineData("node1", "10.244.1.4:8125")]
    [InlineData("node2", "")]
    public void AnInternalPolicyLocalKeepsToTheNode(string node, string servers)
    {
        Assert.True(IpvsAddress.TryParse("10.96.1.4", out var address));
        var expected = _expectation.Services[new IpvsServiceKey(IpvsProtocol.UDP, new IpvsEndpoint(address, 8125))];
        Assert.Equal((servers, ""), (string.Join(' ', expected.Servers.For(node).Servers), expected.Servers.For(node).Doubt));
        Assert.Contains("not known", expected.Servers.For(null).Doubt, StringComparison.Ordinal);
    }

    // Of a service with internal policy Local, only the port that is also a NodePort takes endpoints of other nodes.
    [Fact]
    public void WhetherItIsExternalIsAskedOfEachPort()
    {
        var cluster = KubeFixture.Read(KubeFixture.Policies);
        var expectation = new Expectation(cluster with
        {
            Services = [.. cluster.Services.Select(service => service.Name == "plain"
                ? service with { InternalPolicyLocal = true, Ports = [.. service.Ports.Select(port => port with { NodePort = port.Name == "http" ? (ushort)30081 : (ushort)0 })] }
                : service)],
        });
        string Servers(IpvsProtocol protocol, ushort port) => string.Join(' ', expectation.Services.Single(service => service.Key.Protocol == protocol
            && service.Key.Endpoint.Port == port && service.Value.KubernetesName.StartsWith("demo/plain", StringComparison.Ordinal)).Value.Servers.For("node9").Servers);
        Assert.Equal("10.244.1.1:8080 10.244.2.1:8080", Servers(IpvsProtocol.TCP, 80));
        Assert.Equal("", Servers(IpvsProtocol.SCTP, 9000));
    }

    [Theory]
    [InlineData("node1", "node1")]
    [InlineData("NODE1", "node1")]
    [InlineData("node1.example.org", "node1")]
    [InlineData("node2.example.org", "node2.example.org")]
    [InlineData("node2.other.org", null)]
    [InlineData("node9", null)]
    [InlineData(null, null)]
    public void ANodeIsKnownByItsHostName(string? hostName, string? name) => Assert.Equal(name, _expectation.NodeName(hostName));

    [Theory]
    [InlineData("10.96.1.1", 600)]
    [InlineData("10.96.1.3", null)]
    public void AffinityIsPersistence(string address, int? seconds)
    {
        Assert.True(IpvsAddress.TryParse(address, out var parsed));
        Assert.Equal(seconds, _expectation.Services[new IpvsServiceKey(IpvsProtocol.TCP, new IpvsEndpoint(parsed, 80))].AffinitySeconds);
    }

    [Fact]
    public void AffinityWithoutTimeLastsThreeHours() => Assert.Contains(
        10800, new Expectation(KubeFixture.Read(KubeFixture.Policies, "    sessionAffinityConfig:\n      clientIP:\n        timeoutSeconds: 600\n", "")).Services.Values.Select(service => service.AffinitySeconds ?? 0));
}
