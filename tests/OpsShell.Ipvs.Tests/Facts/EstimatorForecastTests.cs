using System.Collections.Immutable;
using OpsShell.Core.Facts;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Tests.Facts;

public sealed class EstimatorForecastTests
{
    private static readonly EstimatorSwitch On = new(true, "run_estimation", "/proc/sys/net/ipv4/vs/run_estimation", "1");

    private static IpvsSysctls Sysctls(params (string Name, string Value)[] values) =>
        new(values.ToImmutableSortedDictionary(value => value.Name, value => value.Value, StringComparer.Ordinal));

    // The measurements that the constants come from: estimators, CPUs, milliseconds. The first is a lower bound ("more than 200 ms").
    [Theory]
    [InlineData(50_000, 0, 104, 200)]
    [InlineData(383, 0, 128, 3.06)]
    [InlineData(1_055, 0, 128, 5.69)]
    public void Published_measurements_lie_in_the_range(int services, int servers, int cpus, double milliseconds)
    {
        var forecast = new EstimatorForecast(services, servers, cpus, EstimatorDesign.Timer, On);
        // 38 ns were measured at least, where 40 ns are the least here.
        Assert.InRange(milliseconds, forecast.LeastWork.TotalMilliseconds * 0.95, forecast.MostWork.TotalMilliseconds);
    }

    [Fact]
    public void Work_is_estimators_times_cpus()
    {
        var forecast = new EstimatorForecast(50_000, 50_000, 128, EstimatorDesign.Timer, On);
        Assert.Equal((100_001L, 12_800_128L), (forecast.Estimators, forecast.Visits));
        Assert.Equal(512, forecast.LeastWork.TotalMilliseconds, 0.1);
        Assert.Equal(832, forecast.MiddleWork.TotalMilliseconds, 0.1);
        Assert.Equal(1152, forecast.MostWork.TotalMilliseconds, 0.1);
        // 0.512 s of every 2.512 s.
        Assert.Equal(20.4, forecast.CpuPercent(forecast.LeastWork), 0.1);
        var threads = forecast with { Design = EstimatorDesign.Kthreads };
        Assert.Equal(25.6, threads.CpuPercent(threads.LeastWork), 0.1);
    }

    [Theory]
    [InlineData("1", true)]
    [InlineData("2", true)]
    [InlineData("-1", true)]
    [InlineData("0", false)]
    [InlineData("", null)]
    [InlineData("yes", null)]
    [InlineData("99999999999999999999", null)]
    public void Any_number_but_0_is_on(string value, bool? on)
    {
        foreach (var name in EstimatorSwitch.Names)
        {
            var found = EstimatorSwitch.Of(Sysctls((name, value)));
            Assert.Equal((on, name, $"/proc/sys/net/ipv4/vs/{name}", value), (found.On, found.Name, found.Source, found.Value));
        }
    }

    [Fact]
    public void Without_a_switch_it_always_runs()
    {
        var forecast = EstimatorForecast.Of(new IpvsTable("1.2.1", 4096, []), CpuList.Parse("0-3\n"), Sysctls(("conn_reuse_mode", "1")));
        Assert.Equal((true, "", "/proc/sys/net/ipv4/vs"), (forecast.Switch.On, forecast.Switch.Name, forecast.Switch.Source));
        Assert.Equal((1L, 4, EstimatorDesign.Timer, true), (forecast.Estimators, forecast.PossibleCpus, forecast.Design, forecast.Pauses));
    }

    [Fact]
    public void A_switch_that_cannot_be_read_is_not_known()
    {
        var sysctls = Sysctls(("conn_reuse_mode", "1")) with { Unread = ImmutableSortedDictionary<string, string>.Empty.Add("run_estimation", "Permission denied") };
        var found = EstimatorSwitch.Of(sysctls);
        Assert.Equal((null, "run_estimation", "Permission denied"), (found.On, found.Name, found.Value));
        Assert.True(new EstimatorForecast(1, 1, 1, EstimatorDesign.Timer, found).Pauses);
    }

    [Fact]
    public void Threads_stand_still_without_a_cpu()
    {
        var none = EstimatorSwitch.Of(Sysctls(("run_estimation", "1"), ("est_cpulist", ""), ("est_nice", "0")));
        Assert.Equal((false, "est_cpulist"), (none.On, none.Name));
        var off = EstimatorSwitch.Of(Sysctls(("run_estimation", "0"), ("est_cpulist", ""), ("est_nice", "0")));
        Assert.Equal((false, "run_estimation"), (off.On, off.Name));
    }

    [Theory]
    [InlineData("est_nice", EstimatorDesign.Kthreads)]
    [InlineData("est_cpulist", EstimatorDesign.Kthreads)]
    [InlineData("run_estimation", EstimatorDesign.Timer)]
    public void The_design_is_told_by_files(string name, EstimatorDesign design)
    {
        var table = new IpvsTable("1.2.1", 4096, []);
        Assert.Equal(design, EstimatorForecast.Of(table, CpuList.Parse("0"), Sysctls((name, "0"))).Design);
        var unread = Sysctls() with { Unread = ImmutableSortedDictionary<string, string>.Empty.Add(name, "denied") };
        Assert.Equal(design, EstimatorForecast.Of(table, CpuList.Parse("0"), unread).Design);
    }
}
