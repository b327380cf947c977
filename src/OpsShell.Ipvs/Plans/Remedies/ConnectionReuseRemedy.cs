using System.Collections.Immutable;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Ipvs.Checks;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Plans.Remedies;

/// <summary>Has new connections from reused ports scheduled anew, where the kernel does so without dropping their SYN.</summary>
public sealed class ConnectionReuseRemedy : IpvsRemedy
{
    private const string Mode = "net.ipv4.vs.conn_reuse_mode";
    private const string Vendor = "net.ipv4.vs." + ConnectionReuseState.VendorSetting;

    /// <inheritdoc/>
    public override string Check => "ipvs/conn-reuse";

    /// <inheritdoc/>
    public override string Description => "Sets net.ipv4.vs.conn_reuse_mode to 1 where the kernel has the fix for it and kube-proxy leaves it.";

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [IpvsSysctls.Fact, NodeIdentity.Fact, KubeProxy.Fact];

    /// <inheritdoc/>
    public override RemedyPlan Plan(FactSet facts, IReadOnlyCollection<string> subjects)
    {
        var (sysctls, node, proxy) = (facts.Get(IpvsSysctls.Fact), facts.Get(NodeIdentity.Fact), facts.Get(KubeProxy.Fact));
        var state = ConnectionReuseState.Of(sysctls, node);
        if (!state.HasMode)
            return RemedyPlan.Refuse($"This kernel has no {Mode}: reused ports keep their old server. A kernel of 4.1 or later with commit f0a5e4d7a594 schedules them anew.");
        // The vendor's own fix needs no other value of the mode.
        if (sysctls.Number(ConnectionReuseState.VendorSetting) == 0)
            return RemedyPlan.Set((Vendor, "1")).And(ToModeOne(state with { SynFix = Presence.Yes }, ReuseModeWriters.Of(proxy, node.KernelVersion)));
        return ToModeOne(state, ReuseModeWriters.Of(proxy, node.KernelVersion));
    }

    private static RemedyPlan ToModeOne(ConnectionReuseState state, ReuseModeWriter writer) => (state.SynFix, writer) switch
    {
        (Presence.No, _) => RemedyPlan.Refuse($"{Mode}=1 would stall reused ports 1 s on this kernel ({state.SynFixReason}), and 0 keeps them on their old server. Move to a kernel with commits f0a5e4d7a594 and c95c07836fa4 (5.16; 5.4.163, 4.19.219)."),
        (Presence.Unknown, _) => RemedyPlan.Refuse($"Whether {Mode}=1 is right here is not known: {state.SynFixReason}. Set it on one node ('sysctl -w {Mode}=1') and measure with Test-OpsIpvsConnectionReuse."),
        (_, ReuseModeWriter.WritesZero) => RemedyPlan.Refuse($"kube-proxy writes 0 to {Mode} each time it starts (before v1.22 on every kernel, later on kernels numbered below 5.9) and has no field to stop it. Move to kube-proxy v1.22 or later on a kernel of 5.9 or later, or write 1 from a postStart hook of kube-proxy's DaemonSet."),
        (_, ReuseModeWriter.Unknown) => Set(state) with { Notes = [$"Whether something writes 0 to {Mode} when it starts is not known: kube-proxy does before v1.22 and on kernels numbered below 5.9, kube-router does. See after its next start that it still is 1."] },
        _ => Set(state),
    };

    // A 1 that was set by hand, or by a run that ended in the middle, is kept too; 2 and 3 were chosen by somebody.
    private static RemedyPlan Set(ConnectionReuseState state) => state.Mode is 0 or 1 ? RemedyPlan.Set((Mode, "1")) : RemedyPlan.Nothing;
}
