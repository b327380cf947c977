using OpsShell.Core.Findings;
using OpsShell.Ipvs.Facts;
using OpsShell.Ipvs.Tests.Checks;

namespace OpsShell.Ipvs.Tests.Facts;

public sealed class CounterLifeTests
{
    [Theory]
    [InlineData("debian12-6.12-lab", "run_estimation", "0", "net.ipv4.vs.run_estimation is 0")]
    [InlineData("debian12-6.12-lab", "est_cpulist", "", "net.ipv4.vs.est_cpulist is empty")]
    [InlineData("debian12-6.12-lab", "est_cpulist", "1", null)]
    [InlineData("debian12-6.1-lab", "run_estimation", "0", "net.ipv4.vs.run_estimation is 0")]
    [InlineData("k8s-opencloudos8-5.4", "estimation_timer_work", "1", null)]
    public void Counters_stand_still_by_whatever_stops_the_estimator(string node, string setting, string value, string? expected)
    {
        var facts = new FactSet(CheckNodes.Load(node).WithSysctl(setting, value).Probe(IpvsSysctls.Fact.Items));
        var reason = CounterLife.Frozen(null, facts.Get(IpvsSysctls.Fact));
        if (expected is null)
            Assert.Null(reason);
        else
            Assert.StartsWith(expected, reason, StringComparison.Ordinal);
    }
}
