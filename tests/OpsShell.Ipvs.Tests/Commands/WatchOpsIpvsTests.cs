using OpsShell.Testing;
using OpsShell.Tests.PowerShellRuns;

namespace OpsShell.Ipvs.Tests.Commands;

/// <summary>What Watch-OpsIpvs says of nodes that do not live; live ones are in the lab.</summary>
public sealed class WatchOpsIpvsTests : IDisposable
{
    private readonly OpsRunspace _shell = new("OpsShell.Fleet", "OpsShell.Ipvs");

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void Files_whose_clock_stands_still_are_an_error_and_not_an_endless_wait()
    {
        var run = _shell.Run($"Watch-OpsIpvs 'root:{FixtureNode.RootFolder("k8s-opencloudos8-5.4")}' -Interval 0.5 -Count 1");
        Assert.Empty(run.Output);
        var error = Assert.Single(run.Errors);
        Assert.StartsWith("NotSupported", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("clock (/proc/uptime) stands still", error.ErrorDetails.Message, StringComparison.Ordinal);
    }
}
