using OpsShell.Core.Findings;
using OpsShell.Core.Probing;
using OpsShell.Ipvs.Checks;
using OpsShell.Ipvs.Facts;
using OpsShell.Testing;

namespace OpsShell.Ipvs.Tests.Checks;

public sealed class EstimatorCheckTests
{
    private static Finding Pause(FixtureNode node, ThresholdSet? thresholds = null) => Assert.Single(node.Run(new EstimatorPauseCheck(), thresholds));

    private static Finding Frozen(FixtureNode node) => Assert.Single(node.Run(new FrozenCountersCheck()));

    // 26 services with 76 servers and the total: what the file of the old node has.
    private static FixtureNode OldWith(int cpus) => CheckNodes.Old.WithSysctl("estimation_timer_work", "1").With("/sys/devices/system/cpu/possible", $"0-{cpus - 1}\n");

    [Fact]
    public void Fifty_thousand_services_on_128_cpus_are_critical()
    {
        var finding = Pause(CheckNodes.Load(ManyServicesNode.Name));
        Assert.Equal(FindingStatus.Critical, finding.Status);
        Assert.Equal("The estimator of IPVS holds up one CPU for 0.51 to 1.15 s every 2 s", finding.Title);
        Assert.Contains("100001 x 128", finding.Explanation, StringComparison.Ordinal);
        Assert.Contains("sysctl -w net.ipv4.vs.estimation_timer_work=0", finding.Remedy, StringComparison.Ordinal);
        Assert.Contains("Repair-OpsIpvs -Check ipvs/estimator-pause", finding.Remedy, StringComparison.Ordinal);
    }

    // Estimators times CPUs times 65 ns: 5 ms and 20 ms are the bounds.
    [Theory]
    [InlineData(700, FindingStatus.Ok)]
    [InlineData(800, FindingStatus.Warning)]
    [InlineData(2900, FindingStatus.Warning)]
    [InlineData(3100, FindingStatus.Critical)]
    public void The_middle_of_the_range_is_judged(int cpus, FindingStatus status)
    {
        var finding = Pause(OldWith(cpus));
        Assert.True(status == finding.Status, $"{finding.Title} {string.Join(", ", finding.Evidence)}");
    }

    [Fact]
    public void Thresholds_are_data()
    {
        var check = new EstimatorPauseCheck();
        var mine = ThresholdSet.Create([new("ipvs/estimator-pause.pause-critical", 0.01)], check.Thresholds);
        Assert.Equal(FindingStatus.Critical, Pause(OldWith(8), mine).Status);
    }

    [Fact]
    public void Off_is_no_pause_and_says_what_it_would_be()
    {
        var finding = Pause(CheckNodes.Load(ManyServicesNode.Name).WithSysctl("estimation_timer_work", "0"));
        Assert.Equal(FindingStatus.Ok, finding.Status);
        Assert.Contains("off", finding.Title, StringComparison.Ordinal);
        Assert.Contains("0.51 to 1.15 s", finding.Title, StringComparison.Ordinal);
        Assert.Contains("ipvs/frozen-counters", finding.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Threads_take_cpu_time_and_make_no_pause()
    {
        var node = CheckNodes.Load(ManyServicesNode.Name).WithSysctl("est_nice", "0").WithSysctl("est_cpulist", "0-127").WithSysctl("run_estimation", "1");
        var finding = Pause(node);
        Assert.Equal(FindingStatus.Info, finding.Status);
        Assert.Contains("25.6 to 57.6 % of a CPU", finding.Title, StringComparison.Ordinal);
        Assert.Equal(FindingStatus.Ok, Pause(CheckNodes.Healthy).Status);
    }

    [Theory]
    [InlineData("run_estimation", "0", "run_estimation=0")]
    [InlineData("est_cpulist", "", "est_cpulist=empty")]
    public void A_kernel_with_threads_that_are_stopped_is_told_from_one_that_works(string setting, string value, string told)
    {
        var node = CheckNodes.Load("debian12-6.12-lab");
        var working = Pause(node);
        Assert.Equal((FindingStatus.Ok, "The estimator runs in threads, without a pause; they take less than 0.01 % of a CPU"), (working.Status, working.Title));
        // The captured totals are whole. Then nine requests came that the estimator did not count; its last rate stays.
        var stopped = node.WithSysctl(setting, value).Replace(IpvsCpuStatistics.Source, "~       52      1A7      19F             6EF3", "~       49      1A0      198             6E90");
        Assert.Contains("The estimator is off; no pause (on, it would work 0.8 to 1.8 µs every 2 s)", Pause(stopped).Title, StringComparison.Ordinal);
        var frozen = Assert.Single(stopped.Run(new FrozenCountersCheck()));
        Assert.Equal((FindingStatus.Info, $"The statistics of IPVS stand still: the estimator is off ({told})"), (frozen.Status, frozen.Title));
    }

    [Fact]
    public void A_kernel_without_a_switch_is_told_what_else_helps()
    {
        var finding = Pause(CheckNodes.Load(ManyServicesNode.Name).Without(IpvsSysctls.Path("estimation_timer_work")));
        Assert.Equal(FindingStatus.Critical, finding.Status);
        Assert.Contains("no switch", finding.Remedy, StringComparison.Ordinal);
        Assert.Contains(finding.Evidence, item => item.Value.Contains("no run_estimation", StringComparison.Ordinal));
    }

    [Fact]
    public void A_switch_that_cannot_be_read_counts_as_on_and_is_said()
    {
        var finding = Pause(CheckNodes.Load(ManyServicesNode.Name).WithError(IpvsSysctls.Path("estimation_timer_work"), ProbeStatus.Denied, "Permission denied"));
        Assert.Equal(FindingStatus.Critical, finding.Status);
        Assert.Contains("unless it is off", finding.Title, StringComparison.Ordinal);
        Assert.Contains(finding.Evidence, item => item.Value == "Permission denied");
    }

    [Fact]
    public void Frozen_by_the_vendors_default()
    {
        var finding = Frozen(CheckNodes.Old);
        Assert.Equal(FindingStatus.Info, finding.Status);
        Assert.Contains("estimation_timer_work=0", finding.Title, StringComparison.Ordinal);
        Assert.Contains("node_ipvs_", finding.Explanation, StringComparison.Ordinal);
        Assert.Contains("wlc", finding.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Frozen_although_on_is_a_warning()
    {
        var finding = Frozen(CheckNodes.Old.WithSysctl("estimation_timer_work", "1") with { SampleSpan = TimeSpan.FromSeconds(4) });
        Assert.Equal(FindingStatus.Warning, finding.Status);
        Assert.Contains("no switch says so", finding.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void Readings_too_close_together_are_unknown_and_say_the_way_out()
    {
        var finding = Frozen(CheckNodes.Old.WithSysctl("estimation_timer_work", "1"));
        Assert.Equal(FindingStatus.Unknown, finding.Status);
        Assert.Contains("-SampleInterval 4", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Zeroed_statistics_are_not_frozen()
    {
        var node = CheckNodes.Healthy.With(IpvsCpuStatistics.Source, Percpu(0x100000000, 0x1000), Percpu(0x100002000, 0x3000));
        var finding = Frozen(node);
        Assert.Equal(FindingStatus.Ok, finding.Status);
        Assert.Contains("ipvsadm -Z", finding.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void No_second_reading_is_unknown_unless_it_is_off()
    {
        var none = CheckNodes.Healthy.WithError(IpvsCpuStatistics.Source, ProbeStatus.Denied, "Permission denied");
        Assert.Equal(FindingStatus.Unknown, Frozen(none).Status);
        Assert.Equal(FindingStatus.Info, Frozen(none.WithSysctl("run_estimation", "0")).Status);
    }

    private static string Percpu(long row, long total) => $"""
               Total Incoming Outgoing         Incoming         Outgoing
        CPU    Conns  Packets  Packets            Bytes            Bytes
          0        1        1        0 {row:X} 0
          ~        1        1        0 {total:X} 0

             Conns/s   Pkts/s   Pkts/s          Bytes/s          Bytes/s
                   1        1        0             2000 0

        """;
}
