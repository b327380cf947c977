using System.Collections.Immutable;
using OpsShell.Core.Changes;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;
using OpsShell.Ipvs.Plans;
using OpsShell.Ipvs.Plans.Remedies;
using OpsShell.Ipvs.Tests.Checks;
using OpsShell.Testing;

namespace OpsShell.Ipvs.Tests.Plans;

public sealed class RemedyTests
{
    private static FixtureNode Node(string name) => FixtureNode.Load(name, ImmutableDictionary<string, ProbeItem>.Empty);

    private static RemedyPlan Plan(IpvsRemedy remedy, FixtureNode node) =>
        remedy.Plan(new FactSet(node.Probe(remedy.Needs.SelectMany(fact => fact.Items))), []);

    [Fact]
    public void The_estimator_is_turned_off_by_the_switch_that_the_kernel_has()
    {
        var node = Node("k8s-opencloudos8-5.4");
        Assert.Equal("0", Plan(new EstimatorRemedy(), node).Sysctls["net.ipv4.vs.estimation_timer_work"]);
        Assert.Equal("0", Plan(new EstimatorRemedy(), node.With("/proc/sys/net/ipv4/vs/run_estimation", "1\n")).Sysctls["net.ipv4.vs.run_estimation"]);
        var none = Plan(new EstimatorRemedy(), node.Without("/proc/sys/net/ipv4/vs/estimation_timer_work"));
        Assert.Empty(none.Sysctls);
        Assert.Contains("no switch", Assert.Single(none.Refusals), StringComparison.Ordinal);
        var threads = Plan(new EstimatorRemedy(), node.With("/proc/sys/net/ipv4/vs/est_cpulist", "0-7\n"));
        Assert.Empty(threads.Sysctls);
        Assert.Contains("kernel threads", Assert.Single(threads.Refusals), StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_that_is_big_enough_stays()
    {
        var plan = Plan(new ConnectionTableRemedy(), Node("k8s-opencloudos8-5.4").Replace("/proc/net/ip_vs", "size=4096", "size=1048576"));
        Assert.Equal(RemedyPlan.Nothing, plan);
    }

    [Fact]
    public void Settings_are_set_now_and_kept()
    {
        var node = Node("k8s-opencloudos8-5.4");
        var plan = Plan(new ExpireRemedy(), node);
        var steps = RemedySteps.Of(plan, new RemedyFiles(null, null, "/usr/lib/systemd/systemd-sysctl"));
        Assert.Equal(
            ["/proc/sys/net/ipv4/vs/expire_nodest_conn", "/proc/sys/net/ipv4/vs/expire_quiescent_template", SysctlDropIn.Path, SysctlDropIn.RulePath],
            steps.Select(step => step.Target));
        Assert.Equal(["1", "1"], steps.OfType<ParameterStep>().Select(step => step.Value));
        var withoutUdev = RemedySteps.Of(plan, new RemedyFiles(null, null, null));
        Assert.Equal(ModuleDropIn.Path, withoutUdev[^1].Target);
    }

    [Fact]
    public void A_parameter_that_the_kernel_lacks_is_refused_by_name()
    {
        var plan = Plan(new ExpireRemedy(), Node("k8s-opencloudos8-5.4").Without("/proc/sys/net/ipv4/vs/expire_nodest_conn"));
        Assert.Contains("net.ipv4.vs.expire_nodest_conn", Assert.Single(plan.Refusals), StringComparison.Ordinal);
        Assert.Equal(["net.ipv4.vs.expire_quiescent_template"], plan.Sysctls.Keys);
    }

    [Theory, InlineData("0", 1), InlineData("1", 1), InlineData("3", 0)]
    public void A_mode_of_1_is_kept_across_reboots_too_and_another_choice_is_left(string mode, int settings)
    {
        var plan = Plan(new ConnectionReuseRemedy(), CheckNodes.Load("k8s-opencloudos9-6.6").With("/proc/sys/net/ipv4/vs/conn_reuse_mode", mode + "\n"));
        Assert.Empty(plan.Refusals);
        Assert.Equal(settings, plan.Sysctls.Count);
    }

    [Fact]
    public void Only_what_the_chosen_findings_are_about_is_changed()
    {
        var node = Node("k8s-opencloudos8-5.4");
        RemedyPlan Of(IpvsRemedy remedy, params string[] subjects) =>
            remedy.Plan(new FactSet(node.Probe(remedy.Needs.SelectMany(fact => fact.Items))), subjects);

        Assert.Equal(["net.ipv4.vs.expire_quiescent_template"], Of(new ExpireRemedy(), "expire_quiescent_template").Sysctls.Keys);
        Assert.Equal(["net.ipv4.vs.conntrack"], Of(new ConntrackRemedy(), "setting", "table").Sysctls.Keys);
        var full = Of(new ConntrackRemedy(), "table", "insert-failed");
        Assert.Empty(full.Sysctls);
        Assert.Contains("insert-failed, table", Assert.Single(full.Refusals), StringComparison.Ordinal);
        // Addresses that are missing are no reason to take others off.
        var missing = Of(new KubeIpvs0Remedy(), "missing");
        Assert.Empty(missing.Steps);
        Assert.Single(missing.Notes);
        // What no finding is about must not be called repaired.
        Assert.Contains("finds nothing about expire_nodes", Assert.Single(Of(new ExpireRemedy(), "expire_nodes").Refusals), StringComparison.Ordinal);
        Assert.Contains("leftover was asked for", Assert.Single(Of(new KubeIpvs0Remedy(), "leftover").Refusals), StringComparison.Ordinal);
    }
}
