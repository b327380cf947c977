using OpsShell.Core.Probing;
using OpsShell.Ipvs.Facts;
using OpsShell.Testing;

namespace OpsShell.Ipvs.Tests.Checks;

/// <summary>Nodes for the checks of traffic: the fixtures, and one with a table of the test's own.</summary>
internal static class TrafficNodes
{
    internal const string Heading = """
        IP Virtual Server version 1.2.1 (size=4096)
        Prot LocalAddress:Port Scheduler Flags
          -> RemoteAddress:Port Forward Weight ActiveConn InActConn

        """;

    internal static readonly string[] Names = ["k8s-opencloudos8-5.4", "k8s-opencloudos9-6.6", "k8s-centos7-3.10", "k8s-128cpu-5.4", "debian12-6.1-lab"];

    internal static FixtureNode Load(string name)
    {
        var node = FixtureNode.Load(name, new Dictionary<string, ProbeItem> { ["kube-proxy"] = KubeProxy.Item, ["ip-addr"] = NodeAddresses.Command });
        return name == ManyServicesNode.Name ? ManyServicesNode.AddTo(node) : node;
    }

    /// <summary>A healthy node of kernel 6.6 with other lines in its table.</summary>
    internal static FixtureNode WithTable(string lines, string? second = null) =>
        Load("k8s-opencloudos9-6.6").With(IpvsTable.Source, Heading + lines, second is null ? null : Heading + second);
}
