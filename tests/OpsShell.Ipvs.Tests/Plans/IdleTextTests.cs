using OpsShell.Ipvs.Plans;

namespace OpsShell.Ipvs.Tests.Plans;

public sealed class IdleTextTests
{
    [Fact]
    public void What_was_asked_for_is_named_with_why_nothing_is_done_and_refusals_speak_for_themselves()
    {
        var plans = new Dictionary<string, RemedyPlan>
        {
            ["ipvs/expire"] = RemedyPlan.Set(("net.ipv4.vs.expire_nodest_conn", "1")),
            ["ipvs/conn-reuse"] = RemedyPlan.Refuse("kube-proxy writes it."),
        };
        Assert.Equal(
            "ipvs/expire: all is as the remedy wants it already; ipvs/strict-arp, ipvs/conntrack: nothing found that needs a repair.",
            IdleText.Of(["ipvs/strict-arp", "ipvs/conntrack"], plans));
        plans.Remove("ipvs/expire");
        Assert.Equal("", IdleText.Of([], plans));
        Assert.Equal("", IdleText.Of([], new Dictionary<string, RemedyPlan>()));
    }
}
