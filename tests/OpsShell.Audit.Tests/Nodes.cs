using OpsShell.Audit.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;
using OpsShell.Testing;

namespace OpsShell.Audit.Tests;

/// <summary>The nodes of tests/fixtures/nodes.</summary>
internal static class Nodes
{
    private static readonly Dictionary<string, ProbeItem> Commands = new()
    {
        ["stat"] = FilesystemUsage.Item,
        ["dmesg"] = KernelLog.Item,
        ["clock"] = ClockSync.Item,
        ["systemctl"] = FailedUnits.Item,
    };

    internal static FixtureNode Healthy => Load("opencloudos9-6.6");

    internal static FixtureNode Sick => Load("sick-6.6");

    internal static FixtureNode Load(string name) =>
        name == ManyServicesNode.Name ? ManyServicesNode.AddTo(FixtureNode.Load(name, Commands)) : FixtureNode.Load(name, Commands);

    /// <summary>The one finding about a subject.</summary>
    internal static Finding About(this IEnumerable<Finding> findings, string subject) => Assert.Single(findings, finding => finding.Subject == subject);

    internal static FindingStatus Worst(this IEnumerable<Finding> findings) =>
        findings.Select(finding => finding.Status).Where(status => status <= FindingStatus.Critical).DefaultIfEmpty(FindingStatus.Unknown).Max();
}
