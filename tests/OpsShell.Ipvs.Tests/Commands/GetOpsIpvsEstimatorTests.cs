using OpsShell.Core.Findings;
using OpsShell.Core.Probing;
using OpsShell.Ipvs.Facts;
using OpsShell.Ipvs.Tests.Checks;
using OpsShell.Testing;
using OpsShell.Tests.PowerShellRuns;

namespace OpsShell.Ipvs.Tests.Commands;

public sealed class GetOpsIpvsEstimatorTests : IDisposable
{
    private readonly OpsRunspace _shell = new("OpsShell.Fleet", "OpsShell.Ipvs");

    public void Dispose() => _shell.Dispose();

    private static OpsIpvsEstimator Of(FixtureNode node) =>
        OpsIpvsEstimator.Of("node1", new FactSet(node.Probe(OpsIpvsEstimator.Needs.SelectMany(fact => fact.Items))));

    [Fact]
    public void A_timer_that_is_on_has_a_pause()
    {
        var estimator = Of(CheckNodes.Load(ManyServicesNode.Name));
        Assert.Equal((100_001L, 50_000, 50_000, 128), (estimator.Estimators, estimator.VirtualServices, estimator.RealServers, estimator.PossibleCpus));
        Assert.Equal((EstimatorDesign.Timer, true, "/proc/sys/net/ipv4/vs/estimation_timer_work"), (estimator.Design, estimator.Enabled, estimator.EnabledSource));
        Assert.Equal((0.512, 1.152), (Math.Round(estimator.PauseMin!.Value.TotalSeconds, 3), Math.Round(estimator.PauseMax!.Value.TotalSeconds, 3)));
        Assert.Equal((IpvsCountersState.Live, ""), (estimator.CountersState, estimator.CountersReason));
    }

    [Fact]
    public void Off_has_neither_pause_nor_cpu_time()
    {
        var estimator = Of(CheckNodes.Old);
        Assert.Equal((false, null, null, null, null), (estimator.Enabled, estimator.PauseMin, estimator.PauseMax, estimator.CpuPercentMin, estimator.CpuPercentMax));
        Assert.True(estimator.WorkMax > estimator.WorkMin && estimator.WorkMin > TimeSpan.Zero);
        Assert.Equal(IpvsCountersState.Frozen, estimator.CountersState);
    }

    [Fact]
    public void Threads_have_cpu_time_and_no_pause()
    {
        var estimator = Of(CheckNodes.Healthy);
        Assert.Equal((EstimatorDesign.Kthreads, null, null), (estimator.Design, estimator.PauseMin, estimator.PauseMax));
        Assert.True(estimator.CpuPercentMax > estimator.CpuPercentMin && estimator.CpuPercentMin > 0);
    }

    [Fact]
    public void Counters_that_cannot_be_read_leave_the_forecast()
    {
        var estimator = Of(CheckNodes.Healthy.WithError(IpvsCpuStatistics.Source, ProbeStatus.Denied, "Permission denied"));
        Assert.Equal(IpvsCountersState.Unknown, estimator.CountersState);
        Assert.Contains("Permission denied", estimator.CountersReason, StringComparison.Ordinal);
        Assert.Throws<FactUnavailableException>(() => Of(CheckNodes.Healthy.Without("/sys/devices/system/cpu/possible")));
    }

    [Fact]
    public void The_cmdlet_reads_a_mounted_root()
    {
        var run = _shell.Run($"Get-OpsIpvsEstimator 'root:{FixtureNode.RootFolder("k8s-opencloudos8-5.4")}' -SampleInterval 0.1");
        Assert.Empty(run.Errors);
        var estimator = Assert.IsType<OpsIpvsEstimator>(Assert.Single(run.Output).BaseObject);
        Assert.Equal((8, false), (estimator.PossibleCpus, estimator.Enabled));
        // A copy of files stands still, which is not to be taken for rest.
        Assert.Equal(IpvsCountersState.Unknown, estimator.CountersState);
    }

    [Fact]
    public void A_node_without_ipvs_is_an_error_and_the_others_go_on()
    {
        var run = _shell.Run($"Get-OpsIpvsEstimator 'root:{FixtureNode.RootFolder("opencloudos8-5.4")}', 'root:{FixtureNode.RootFolder("k8s-opencloudos9-6.6")}'");
        Assert.Single(run.Output);
        Assert.StartsWith("FactUnavailable", Assert.Single(run.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }
}
