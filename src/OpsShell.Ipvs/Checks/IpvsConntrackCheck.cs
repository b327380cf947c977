using System.Collections.Immutable;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;
using OpsShell.Ipvs.Facts;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Ipvs.Checks;

/// <summary>IPVS and connection tracking: whether entries are kept, how much of the table they take, and failed insertions.</summary>
public sealed class IpvsConntrackCheck : IpvsCheck
{
    private const string CountSource = "/proc/sys/net/netfilter/nf_conntrack_count";
    private const string MaxSource = "/proc/sys/net/netfilter/nf_conntrack_max";
    private const string StatSource = "/proc/net/stat/nf_conntrack";

    // Defaults of kube-proxy (pkg/proxy/apis/config/v1alpha1/defaults.go).
    private const long DefaultMaxPerCore = 32768;
    private const long DefaultMinimum = 131072;

    private static readonly Threshold Fill = new(
        "ipvs/conntrack.fill-warning", 75, "%", "Entries, of nf_conntrack_max, when half of them or more can be IPVS' own", "as node/conntrack.fill-warning");

    private static readonly Threshold Share = new(
        "ipvs/conntrack.share", 50, "%", "IPVS connections, of all entries, from which a full table is called IPVS' doing", "OpsShell");

    private static readonly Threshold InsertFailed = new(
        "ipvs/conntrack.insert-failed-warning", 1, "1/s", "Entries that could not be inserted (insert_failed)",
        "OpsShell: each is a dropped packet; for DNS over UDP a wait of 5 s");

    /// <inheritdoc/>
    public override CheckInfo Info { get; } = new(
        "ipvs/conntrack",
        "IPVS with connection tracking: setting, share of the table, limit",
        "Compares net.ipv4.vs.conntrack with what the owner of the rules needs, IPVS' connections with the entries, and nf_conntrack_max with kube-proxy's conntrack.maxPerCore and min.",
        "kubernetes pkg/proxy/ipvs/proxier.go (sysctlVSConnTrack); Documentation/networking/ipvs-sysctl.rst (conntrack)");

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [IpvsTable.Fact, IpvsSysctls.Fact, KubeProxy.Fact, Conntrack.Fact, ConntrackStat.Fact, NodeIdentity.Fact];

    /// <inheritdoc/>
    public override ImmutableArray<Threshold> Thresholds => [Fill, Share, InsertFailed];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Evaluate(CheckContext context, IpvsTable table)
    {
        context.TryGet(KubeProxy.Fact, out var proxy, out _);
        yield return context.TryGet(IpvsSysctls.Fact, out var sysctls, out var noSysctls)
            ? Setting(context, sysctls, proxy)
            : context.Unknown("net.ipv4.vs.conntrack", noSysctls, "setting");
        if (!context.TryGet(Conntrack.Fact, out var conntrack, out var noConntrack))
        {
            yield return noConntrack.Status == ProbeStatus.Missing
                ? context.Finding(FindingStatus.NotApplicable, "This node does not track connections: the module nf_conntrack is not loaded", [Seen(CountSource, "status", noConntrack.Reason)], "table")
                : context.Unknown("The table of tracked connections", noConntrack, "table");
            yield break;
        }
        yield return Usage(context, table, conntrack, sysctls?.Number("conntrack"));
        if (proxy?.OwnsRules == true)
            yield return Limit(context, conntrack, proxy);
        yield return context.TryGet(ConntrackStat.Fact, out var samples, out var noSamples)
            ? Insertions(context, samples)
            : context.Unknown("Failed insertions", noSamples, "insert-failed");
    }

    private static Finding Setting(CheckContext context, IpvsSysctls sysctls, KubeProxy? proxy)
    {
        ImmutableArray<Evidence> evidence =
        [
            Seen(IpvsSysctls.Path("conntrack"), "conntrack", Shortened(sysctls["conntrack"] ?? "not there", 20)),
            Seen(KubeProxy.Source, "rules kept by", proxy?.Owner ?? "not known"),
        ];
        const string meaning = "Without it IPVS' connections have no tracking entry, so the packet filter cannot masquerade them: clients on the node, hairpin traffic and node ports get replies from the wrong address, or none.";
        return (sysctls.Number("conntrack"), proxy?.OwnsRules) switch
        {
            (null, _) => context.Finding(FindingStatus.Unknown, "net.ipv4.vs.conntrack cannot be judged: it is not there (kernel without CONFIG_IP_VS_NFCT) or is no number", evidence, "setting"),
            (not 0, _) => context.Finding(FindingStatus.Ok, "IPVS keeps tracking entries (net.ipv4.vs.conntrack)", evidence, "setting"),
            (_, true) => context.Finding(
                FindingStatus.Warning, "net.ipv4.vs.conntrack is 0, and kube-proxy needs 1", evidence, "setting", meaning + " kube-proxy sets 1 when it starts; something set it back since.",
                "'sysctl -w net.ipv4.vs.conntrack=1' (Repair-OpsIpvs -Check ipvs/conntrack), and look for the line in /etc/sysctl.d."),
            (_, null) => context.Finding(
                FindingStatus.Unknown, "net.ipv4.vs.conntrack is 0, and whether kube-proxy keeps the rules is not known", evidence, "setting", meaning, "With kube-proxy: 'sysctl -w net.ipv4.vs.conntrack=1'."),
            _ => context.Finding(FindingStatus.Ok, "net.ipv4.vs.conntrack is 0, and no kube-proxy needs it", evidence, "setting"),
        };
    }

    private static Finding Usage(CheckContext context, IpvsTable table, Conntrack conntrack, long? setting)
    {
        var connections = (ulong)table.Connections;
        ImmutableArray<Evidence> evidence =
        [
            Seen(IpvsTable.Source, "connections of IPVS", connections), Seen(CountSource, "nf_conntrack_count", conntrack.Count), Seen(MaxSource, "nf_conntrack_max", conntrack.Max),
        ];
        // IPVS connections can outlive their entries, so the share may come out above the truth, never above all.
        var share = setting is 0 || conntrack.Count == 0 ? 0 : Math.Min(100, 100.0 * connections / conntrack.Count);
        var title = $"{Count(connections, "IPVS connection")} beside {conntrack.Count} tracking entries of {(conntrack.Max == 0 ? "unlimited" : conntrack.Max)} ({Percent(share)} at most are IPVS' own)";
        return conntrack.FillPercent is { } fill && fill >= context[Fill] && share >= context[Share]
            ? context.Finding(
                FindingStatus.Warning, title, evidence, "table",
                $"The table of tracked connections is {Percent(fill)} full, mostly with connections through IPVS. When it is full the first packet of each new connection is dropped, and closed connections fill it for up to 120 s.",
                "Get-OpsIpvsConnection shows which clients and services. Raise conntrack.maxPerCore of kube-proxy (or 'sysctl -w net.netfilter.nf_conntrack_max'), lower net.netfilter.nf_conntrack_tcp_timeout_time_wait, let clients keep connections open.")
            : context.Finding(FindingStatus.Ok, title, evidence, "table");
    }

    private static Finding Limit(CheckContext context, Conntrack conntrack, KubeProxy proxy)
    {
        if (proxy.Configuration is not { } configuration)
            return context.Finding(FindingStatus.Unknown, $"kube-proxy's limit of tracked connections is not known: {proxy.ConfigurationReason}", [Seen(KubeProxy.Source, "configuration", proxy.ConfigurationReason)], "limit");
        if (!context.TryGet(NodeIdentity.Fact, out var node, out _) || node.Cpu is not { } cpu)
            return context.Finding(FindingStatus.Unknown, "kube-proxy's limit of tracked connections is not known: the number of CPUs is not told", [Seen("/proc/cpuinfo", "processors", "not told")], "limit");
        var (perCore, minimum) = (configuration.ConntrackMaxPerCore ?? DefaultMaxPerCore, configuration.ConntrackMin ?? DefaultMinimum);
        var wanted = perCore <= 0 ? 0 : Math.Max(perCore > long.MaxValue / cpu.Logical ? long.MaxValue : perCore * cpu.Logical, minimum);
        ImmutableArray<Evidence> evidence =
        [
            Seen(MaxSource, "nf_conntrack_max", conntrack.Max),
            Seen(KubeProxy.Source, $"conntrack.maxPerCore, min ({proxy.ConfigurationSource})", $"{Said(configuration.ConntrackMaxPerCore, DefaultMaxPerCore)}, {Said(configuration.ConntrackMin, DefaultMinimum)}"),
            Seen("/proc/cpuinfo", "processors", (ulong)cpu.Logical),
        ];
        if (wanted == 0)
            return context.Finding(FindingStatus.Ok, "kube-proxy leaves nf_conntrack_max alone (conntrack.maxPerCore is 0)", evidence, "limit");
        return conntrack.Max == 0 || conntrack.Max >= (ulong)wanted
            ? context.Finding(FindingStatus.Ok, $"nf_conntrack_max is {(conntrack.Max == 0 ? "unlimited" : conntrack.Max)}, kube-proxy wants {wanted} or more", evidence, "limit")
            : context.Finding(
                FindingStatus.Warning, $"nf_conntrack_max is {conntrack.Max}, less than the {wanted} that kube-proxy sets when it starts", evidence, "limit",
                "Something lowered the limit after kube-proxy started, or kube-proxy may not write it (read-only /proc/sys). The table gets full earlier than planned, and then new connections through this node fail.",
                $"'sysctl -w net.netfilter.nf_conntrack_max={wanted}', and look for the line in /etc/sysctl.d; or say the smaller limit in kube-proxy's conntrack.maxPerCore and conntrack.min.");
    }

    private static string Said(long? value, long otherwise) => value?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? $"{otherwise} (default)";

    private static Finding Insertions(CheckContext context, Samples<ConntrackStat> samples)
    {
        if (Samples.Delta(samples.First["insert_failed"], samples.Second["insert_failed"]) is not { } failed)
            return context.Finding(FindingStatus.Unknown, "Failed insertions cannot be judged: the counter is missing or went backwards", [Seen(StatSource, "insert_failed", "missing or went backwards")], "insert-failed");
        var rate = failed / samples.Seconds;
        ImmutableArray<Evidence> evidence = [Seen(StatSource, "insert_failed", $"{Rate(rate)} ({samples.Second["insert_failed"]} since boot)")];
        return rate < context[InsertFailed]
            ? context.Finding(FindingStatus.Ok, $"Tracking entries are inserted ({samples.Second["insert_failed"]} failed since boot)", evidence, "insert-failed")
            : context.Finding(
                FindingStatus.Warning, $"{Rate(rate)} tracking entries could not be inserted, and their packets were dropped", evidence, "insert-failed",
                "Two packets of one flow raced, or two connections wanted the same address and port after masquerading. Through IPVS this hits DNS over UDP first (A and AAAA asked from one port: a wait of 5 s), then masqueraded connections of busy nodes.",
                "DNS: a cache on the node (NodeLocal DNSCache), or 'options single-request-reopen' in the pods' resolv.conf. Masquerading: random ports in full ('--random-fully', kube-proxy since v1.16 with iptables 1.6.2).");
    }
}
