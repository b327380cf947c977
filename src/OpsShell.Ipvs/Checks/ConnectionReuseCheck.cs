using System.Collections.Immutable;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Ipvs.Facts;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Ipvs.Checks;

/// <summary>Whether a client that uses a port again is stalled for a second, or sent to a real server that is gone.</summary>
public sealed class ConnectionReuseCheck : IpvsCheck
{
    private const string Measure = "'Test-OpsIpvsConnectionReuse' measures it with a few connections from one source port.";

    private const string Busy = "A client that opens more than some 235 connections a second to one service meets this for certain (28,232 local ports / 120 s that IPVS remembers a closed connection).";

    private const string Stall =
        "IPVS remembers a closed connection for 120 s, a client's kernel its port for 60 s, so clients use ports that IPVS still knows. This kernel then drops the SYN: connecting takes 1 s (3 s, 7 s if it happens again) instead of a millisecond, and no counter of IPVS shows it. " + Busy;

    private const string Stuck =
        "With conn_reuse_mode=0 a client that uses a port again reaches the real server of its old connection. New replicas get none of such clients' load, as old entries are used over and over.";

    private const string StuckDead =
        Stuck + " A pod that is being removed (weight 0) goes on getting their connections too, so during rolling updates they see resets and time-outs until the entry expires.";

    /// <inheritdoc/>
    public override CheckInfo Info { get; } = new(
        "ipvs/conn-reuse",
        "Reused client ports: stalls of 1 s, or traffic to old servers",
        "Decides by net.ipv4.vs.conn_reuse_mode, expire_nodest_conn, conntrack and the kernel's fixes f0a5e4d7a594 and c95c07836fa4, and says what kube-proxy writes there when it starts.",
        "Documentation/networking/ipvs-sysctl.rst (conn_reuse_mode); kubernetes issues 70747, 81775, 93297");

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [IpvsTable.Fact, IpvsSysctls.Fact, NodeIdentity.Fact, KubeProxy.Fact];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Evaluate(CheckContext context, IpvsTable table)
    {
        var (sysctls, node) = (context.Get(IpvsSysctls.Fact), context.Get(NodeIdentity.Fact));
        var known = context.TryGet(KubeProxy.Fact, out var proxy, out var noProxy);
        var state = ConnectionReuseState.Of(sysctls, node);
        var writer = ReuseModeWriters.Of(proxy, node.KernelVersion);
        ImmutableArray<Evidence> evidence =
        [
            .. new[] { "conn_reuse_mode", "expire_nodest_conn", "conntrack", ConnectionReuseState.VendorSetting }
                .Where(name => sysctls[name] is not null).Select(name => Seen(IpvsSysctls.Path(name), name, Shortened(sysctls[name]!, 20))),
            Seen("/proc/sys/kernel/osrelease", "fix f0a5e4d7a594", $"{state.SynFix}: {state.SynFixReason}"),
            Seen("/proc/sys/kernel/osrelease", "fix c95c07836fa4", $"{state.DeadServerFix}: {state.DeadServerFixReason}"),
            Seen(KubeProxy.Source, "rules kept by", known ? proxy!.Owner : $"not known: {noProxy!.Reason}"),
            .. known && proxy is { ProcessId: not null, VersionNumber: null } ? [Seen(KubeProxy.Source, "version", $"not known: {proxy.VersionSource}")] : ImmutableArray<Evidence>.Empty,
        ];
        yield return Judge(context, state, writer, evidence);
    }

    private static Finding Judge(CheckContext context, ConnectionReuseState state, ReuseModeWriter writer, ImmutableArray<Evidence> evidence)
    {
        Finding Found(FindingStatus status, string title, string explanation = "", string remedy = "") =>
            context.Finding(status, title, evidence, "", explanation, remedy);
        return ConnectionReuseVerdict.Of(state) switch
        {
            ConnectionReuseOutcome.Sound => writer == ReuseModeWriter.WritesZero
                ? Found(FindingStatus.Info, $"Reused ports are scheduled anew (conn_reuse_mode={state.Mode}), until kube-proxy starts again and writes 0", Stuck, Lasting(writer))
                : Found(FindingStatus.Ok, $"Reused ports are scheduled anew without delay (conn_reuse_mode={state.Mode})"),
            ConnectionReuseOutcome.SynDropped => Found(
                FindingStatus.Warning, $"New connections from reused ports stall 1 s (conn_reuse_mode={state.Mode} on a kernel without the fix)", Stall,
                "Use a kernel with commit f0a5e4d7a594 (5.9; 5.4.59, 4.19.140, 4.14.194). " + VendorSwitch(state) + "'sysctl -w net.ipv4.vs.conn_reuse_mode=0' avoids the stall and instead keeps such clients on their old server: better where clients open many short connections, worse for rolling updates."),
            ConnectionReuseOutcome.SynPerhapsDropped => Found(
                FindingStatus.Unknown, $"Whether reused ports stall 1 s is not known: conn_reuse_mode={state.Mode}, and {state.SynFixReason}", "If the kernel lacks it: " + Stall, Measure),
            ConnectionReuseOutcome.OldServer => Found(
                FindingStatus.Warning, $"Reused ports keep their old server, also one that is being removed (conn_reuse_mode=0, {WhyDead(state)})", StuckDead, ToModeOne(state, writer)),
            ConnectionReuseOutcome.OldServerPerhapsDead => Found(
                FindingStatus.Warning, "Reused ports keep their old server, perhaps also one that is being removed (conn_reuse_mode=0)",
                StuckDead + $" Whether the last holds here is not known: {state.DeadServerFixReason}.", ToModeOne(state, writer) + " ipvs/dead-real-server-traffic sees such traffic when it happens."),
            ConnectionReuseOutcome.NoRebalancing => Found(
                FindingStatus.Warning, "Reused ports keep their old server; new replicas get little of busy clients (conn_reuse_mode=0)", Stuck, ToModeOne(state, writer)),
            ConnectionReuseOutcome.NoSetting => Found(
                FindingStatus.Info, "This kernel has no conn_reuse_mode: reused ports keep their old server", Stuck, "A kernel of 4.1 or later with commit f0a5e4d7a594 (5.9; 5.4.59, 4.19.140, 4.14.194) schedules them anew."),
            _ => Found(FindingStatus.Unknown, "Connection reuse cannot be judged: conn_reuse_mode is no number of 0 or more", remedy: "'sysctl net.ipv4.vs.conn_reuse_mode'"),
        };
    }

    private static string WhyDead(ConnectionReuseState state) =>
        state.ExpireNoDestination == true ? "kernel without c95c07836fa4" : "expire_nodest_conn is not 1";

    private static string VendorSwitch(ConnectionReuseState state) =>
        state.SynFixReason.Contains(ConnectionReuseState.VendorSetting, StringComparison.Ordinal)
            ? $"This kernel has a fix of its own: 'sysctl -w net.ipv4.vs.{ConnectionReuseState.VendorSetting}=1'. "
            : "";

    private static string ToModeOne(ConnectionReuseState state, ReuseModeWriter writer) => state.SynFix switch
    {
        Presence.Yes => "'sysctl -w net.ipv4.vs.conn_reuse_mode=1' (Repair-OpsIpvs -Check ipvs/conn-reuse): this kernel does not stall on it. " + Lasting(writer),
        Presence.No => "Mode 1 would stall such connections 1 s on this kernel. " + VendorSwitch(state) + "Use a kernel with commits f0a5e4d7a594 and c95c07836fa4 (5.16; 5.4.163, 4.19.219), then conn_reuse_mode=1. "
            + Lasting(writer),
        _ => $"Mode 1 is right if this kernel has commit f0a5e4d7a594: set 'sysctl -w net.ipv4.vs.conn_reuse_mode=1' on one node and measure: {Measure} " + Lasting(writer),
    };

    private static string Lasting(ReuseModeWriter writer) => writer switch
    {
        ReuseModeWriter.WritesZero => "kube-proxy writes 0 each time it starts (before v1.22 on every kernel, later on kernels numbered below 5.9, with fix or without) and has no field to stop it: write the value again after it starts (postStart hook of its DaemonSet, or a systemd unit), or move to a kernel of 5.9 or later with kube-proxy v1.22 or later.",
        ReuseModeWriter.Leaves => "This kube-proxy leaves the value, so a 0 comes from a sysctl.d file or an older kube-proxy: make 1 last with a file in /etc/sysctl.d.",
        ReuseModeWriter.None => "Make it last with a file in /etc/sysctl.d, applied after the module ip_vs is loaded.",
        _ => "Whether something writes 0 when it starts is not known: kube-proxy (also inside k3s) does before v1.22 and on kernels numbered below 5.9, kube-router does.",
    };
}
