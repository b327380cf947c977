using System.Collections.Immutable;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Ipvs.Facts;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Ipvs.Checks;

/// <summary>kube-proxy's IPVS mode is on its way out; what on this node would be different in nftables mode.</summary>
public sealed class DeprecationCheck : IpvsCheck
{
    // NFTablesKubeProxyKernelVersion in pkg/util/kernel/constants.go of Kubernetes.
    private static readonly Version LeastKernel = new(5, 13);

    /// <inheritdoc/>
    public override CheckInfo Info { get; } = new(
        "ipvs/deprecation",
        "End of kube-proxy's IPVS mode, and what nftables mode lacks",
        "On nodes with kube-ipvs0: says what the plan is, and lists what the table shows that kube-proxy's nftables mode does otherwise or not at all. The kernel is judged by its release, because kube-proxy judges it so.",
        "KEP-5495 (kubernetes/enhancements#5495, #6120), KEP-3866; https://kubernetes.io/docs/reference/networking/virtual-ips/");

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [IpvsTable.Fact, NodeAddresses.Fact, LoadedModules.Fact, KernelRelease.Fact];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Evaluate(CheckContext context, IpvsTable table)
    {
        var addresses = context.Get(NodeAddresses.Fact);
        if (!addresses.HasKubeIpvs0)
            return [context.Finding(FindingStatus.NotApplicable, "There is no kube-ipvs0: IPVS is not kube-proxy's here, and the kernel keeps it", [Seen(NodeAddresses.InterfaceSource, NodeAddresses.KubeIpvs0, "not there")])];
        return [Plan(context), Kernel(context), Readiness(context, table, addresses)];
    }

    private static Finding Plan(CheckContext context) => context.Finding(
        FindingStatus.Info, "kube-ipvs0 tells of kube-proxy's IPVS mode, which is deprecated since Kubernetes 1.35", [Seen(NodeAddresses.InterfaceSource, NodeAddresses.KubeIpvs0, "there")], "plan",
        "The plan: a warning at start since 1.35; the feature gate KubeProxyIPVS from 1.37, on; off by default from 1.40, when kube-proxy refuses to start in IPVS mode unless the gate is set; gone in 1.43. Bugs of the mode are no longer worked on. The kernel's IPVS itself stays.",
        "Plan the change to 'mode: nftables' (stable since 1.33) before 1.40; it needs the node drained or rebooted, as rules of both modes must not mix ('kube-proxy --cleanup').");

    private static Finding Kernel(CheckContext context)
    {
        if (!context.TryGet(KernelRelease.Fact, out var release, out var reason))
            return context.Unknown("Whether this kernel bears nftables mode", reason, "kernel");
        if (release.Version is not { } version)
            return context.Finding(FindingStatus.Unknown, "Whether this kernel bears nftables mode cannot be judged: its release does not begin with numbers", [Seen(KernelRelease.Source, "release", Shortened(release.Text, 60))], "kernel");
        var evidence = ImmutableArray.Create(Seen(KernelRelease.Source, "release", Shortened(release.Text, 60)), NfTables(context));
        return version >= LeastKernel
            ? context.Finding(FindingStatus.Info, $"The kernel is new enough for nftables mode ({version.ToString(2)}, needs {LeastKernel})", evidence, "kernel")
            : context.Finding(
                FindingStatus.Info, $"kube-proxy refuses nftables mode on this kernel ({version.ToString(2)}, needs {LeastKernel})", evidence, "kernel",
                "kube-proxy compares the release and ends with 'kube-proxy in nftables mode requires kernel 5.13 or later': it takes an old kernel for the sign of an old nft program on the node, which rules of a newer one would break.",
                "Move the node to OpenCloudOS 9 (6.6) first, or stay with IPVS or iptables mode until then. KUBE_PROXY_NFTABLES_SKIP_KERNEL_VERSION_CHECK=1 in kube-proxy's environment skips the comparison: only where nft of the node is 1.0.1 or newer, or is not used at all.");
    }

    private static Evidence NfTables(CheckContext context)
    {
        var state = context.TryGet(LoadedModules.Fact, out var modules, out var reason) ? modules.Has("nf_tables") switch
        {
            true => "loaded or built in",
            false => "not loaded ('modprobe -n nf_tables' tells whether the kernel has it)",
            null => "not known",
        } : reason.Reason;
        return Seen(LoadedModules.Source, "nf_tables", state);
    }

    private static Finding Readiness(CheckContext context, IpvsTable table, NodeAddresses addresses)
    {
        ImmutableArray<Evidence> evidence = [.. Dependencies(table, addresses)];
        return evidence.IsEmpty
            ? context.Finding(
                FindingStatus.Info, "Nothing in the table of IPVS depends on what nftables mode lacks", [Seen(IpvsTable.Source, "virtual services", (ulong)table.Services.Length)], "readiness",
                "nftables mode chooses endpoints at random where rr takes turns; sessionAffinity, SCTP and IPv6 are there. Virtual addresses no longer answer to ping.")
            : context.Finding(
                FindingStatus.Info, $"{Count((ulong)evidence.Length, "feature")} of IPVS in use that nftables mode lacks or has otherwise", evidence, "readiness",
                "kube-proxy's nftables mode chooses an endpoint at random, all of one weight, by address translation only. What stands below is lost or changes with the mode; rules that are not kube-proxy's (ipvsadm, keepalived) stay in IPVS and are not touched.",
                "Decide for each: load that must be even by connections (lc, wlc) or bound to a client (sh: sessionAffinity ClientIP) can be balanced by clients, a mesh or an ingress; NodePorts on other addresses want nodePortAddresses; foreign rules keep their owner.");
    }

    private static IEnumerable<Evidence> Dependencies(IpvsTable table, NodeAddresses addresses)
    {
        foreach (var scheduler in table.Services.GroupBy(service => service.Scheduler).Where(group => group.Key is not ("rr" or "none")).OrderBy(group => group.Key, StringComparer.Ordinal))
            yield return Services($"scheduler {scheduler.Key} (nftables mode: at random)", [.. scheduler]);
        (string What, Func<IpvsService, bool> Has)[] properties =
        [
            ("weights other than 0 and 1 (not kube-proxy's)", service => service.RealServers.Any(server => server.Weight > 1)),
            ("direct routing or tunnel (not kube-proxy's)", service => service.RealServers.Any(server => server.Forward is IpvsForward.Route or IpvsForward.Tunnel)),
            ("firewall mark (not kube-proxy's)", service => service.Key.Protocol == IpvsProtocol.FWM),
            ("protocol AH or ESP (not kube-proxy's)", service => service.Key.Protocol is IpvsProtocol.AH or IpvsProtocol.ESP),
            ("scheduling by packet (ops, not kube-proxy's)", service => service.OnePacket),
            ("affinity of whole networks (not kube-proxy's)", service => service.Persistence?.NetmaskBits is { } bits && bits != (service.Key.Endpoint.Address.IsIPv6 ? 128 : 32)),
        ];
        foreach (var (what, has) in properties)
        {
            if (table.Services.Where(has).ToArray() is { Length: > 0 } services)
                yield return Services(what, services);
        }
        var own = addresses.OnOthers.Select(one => one.Address).ToHashSet();
        var nodePorts = table.Services.Where(service => service.Key.Protocol != IpvsProtocol.FWM).Select(service => service.Key.Endpoint.Address).Where(own.Contains).Distinct().Order().ToArray();
        if (nodePorts.Count(address => !address.IsIPv6) > 1 || nodePorts.Count(address => address.IsIPv6) > 1)
            yield return Seen(IpvsTable.Source, "NodePorts on several addresses (nftables mode: on the primary one, unless nodePortAddresses says otherwise)", Some.Of(nodePorts));
    }

    private static Evidence Services(string what, IpvsService[] services) =>
        Seen(IpvsTable.Source, what, $"{Count((ulong)services.Length, "service")}: {Shortened(Some.Of(services.Take(3).Select(service => service.Key).ToArray()))}");
}
