using System.Globalization;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;
using OpsShell.Ipvs.Facts;
using OpsShell.Ipvs.Tests.Facts;
using OpsShell.Testing;

namespace OpsShell.Ipvs.Tests.Checks;

/// <summary>The nodes of tests/fixtures/nodes that have IPVS, and variants of them.</summary>
internal static class CheckNodes
{
    internal static readonly string[] Names = ["k8s-opencloudos8-5.4", "k8s-opencloudos9-6.6", "k8s-centos7-3.10", "k8s-128cpu-5.4", "debian12-6.1-lab", "debian12-6.12-lab"];

    private static readonly Dictionary<string, ProbeItem> Commands = new() { ["ip-addr"] = NodeAddresses.Command, ["kube-proxy"] = KubeProxy.Item };

    /// <summary>kube-proxy in IPVS mode on 6.6, all in order.</summary>
    internal static FixtureNode Healthy => Load("k8s-opencloudos9-6.6");

    /// <summary>The same on 5.4 of a vendor, with ills.</summary>
    internal static FixtureNode Old => Load("k8s-opencloudos8-5.4");

    internal static FixtureNode Load(string name) =>
        name == ManyServicesNode.Name ? ManyServicesNode.AddTo(FixtureNode.Load(name, Commands)) : FixtureNode.Load(name, Commands);

    /// <summary>The node with other virtual services; the text is what follows the heading.</summary>
    internal static FixtureNode WithTable(this FixtureNode node, string body, string? second = null) =>
        node.With(IpvsTable.Source, IpvsText.Heading + body, second is null ? null : IpvsText.Heading + second);

    internal static FixtureNode WithSysctl(this FixtureNode node, string name, string value) => node.With(IpvsSysctls.Path(name), value + "\n");

    /// <summary>The node with addresses as <c>eth0 192.168.10.5/24</c>, one to a line.</summary>
    internal static FixtureNode WithAddresses(this FixtureNode node, params string[] addresses) =>
        node.WithAnswer(NodeAddresses.Command, "exit 0\n" + string.Concat(addresses.Select(Line)));

    /// <summary>A node on which kube-proxy has nothing to do with IPVS.</summary>
    internal static FixtureNode WithoutKubeIpvs0(this FixtureNode node) =>
        node.Replace(NodeAddresses.InterfaceSource, "kube-ipvs0: 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0\n", "");

    /// <summary>The one finding about a subject.</summary>
    internal static Finding About(this IEnumerable<Finding> findings, string subject) => Assert.Single(findings, finding => finding.Subject == subject);

    /// <summary>A line for a message of a test that fails.</summary>
    internal static string Text(this IEnumerable<Finding> findings) => string.Join("; ", findings.Select(finding => $"{finding.Status} {finding.Subject} {finding.Title}"));

    private static string Line(string address, int index)
    {
        var words = address.Split(' ');
        var family = words[1].Contains(':', StringComparison.Ordinal) ? "inet6" : "inet";
        return string.Create(CultureInfo.InvariantCulture, $"{index + 1}: {words[0]}    {family} {words[1]} scope global {words[0]}\\       valid_lft forever preferred_lft forever\n");
    }
}
