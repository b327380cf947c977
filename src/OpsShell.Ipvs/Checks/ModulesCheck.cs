using System.Collections.Immutable;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Ipvs.Facts;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Ipvs.Checks;

/// <summary>Kernel modules that kube-proxy asks for, schedulers that services lack, and whether ip_vs is loaded at boot.</summary>
public sealed class ModulesCheck : IpvsCheck
{
    // GetRequiredIPVSModules in pkg/util/ipvs of Kubernetes; pull request 114669 (January 2023, so 1.27) took the check away.
    private static readonly ImmutableArray<string> Required = ["ip_vs", "ip_vs_rr", "ip_vs_wrr", "ip_vs_sh"];

    // nf_conntrack_ipv4 became part of nf_conntrack in 4.19; kube-proxy decides by the release, so this does, too.
    private static readonly Version ConntrackMerged = new(4, 19);

    /// <inheritdoc/>
    public override CheckInfo Info { get; } = new(
        "ipvs/modules",
        "Kernel modules of IPVS",
        "Looks for services without a scheduler and for the modules that kube-proxy up to 1.26 demands before it starts in IPVS mode, loaded or part of the kernel; newer kube-proxy has the kernel load them. Says whether modules-load.d loads ip_vs at boot.",
        "https://github.com/kubernetes/kubernetes/issues/89327, pull request 114669");

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [IpvsTable.Fact, LoadedModules.Fact, BootModules.Fact, KernelRelease.Fact, NodeAddresses.Fact];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Evaluate(CheckContext context, IpvsTable table)
    {
        var without = table.Services.Where(service => service.Scheduler == "none").ToArray();
        if (without.Length > 0)
        {
            yield return context.Finding(
                FindingStatus.Warning, $"{Count((ulong)without.Length, "service")} without a scheduler", [Seen(IpvsTable.Source, "scheduler none", Some.Of([.. without.Select(service => service.Key)]))],
                "scheduler",
                "A virtual service without a scheduler chooses no real server: connections that it has go on, new ones are refused. It is left so when its scheduler was taken away, or by 'ipvsadm -E ... -s none'.",
                "Bind one: 'ipvsadm -E -t VIP:PORT -s rr' (-u for UDP, -f for a firewall mark); if kube-proxy owns the service, restart kube-proxy on the node.");
        }
        yield return context.TryGet(LoadedModules.Fact, out var modules, out var reason)
            ? Modules(context, table, modules)
            : context.Unknown("Modules of IPVS", reason, "modules");
    }

    private static Finding Modules(CheckContext context, IpvsTable table, LoadedModules modules)
    {
        var schedulers = table.Services.Select(service => service.Scheduler).Where(name => name != "none").Distinct().Order(StringComparer.Ordinal).ToArray();
        var names = Required.Add(ConntrackName(context));
        var missing = names.Where(name => modules.Has(name) == false).ToArray();
        ImmutableArray<Evidence> evidence =
        [
            Seen(LoadedModules.Source, "loaded or built in", Some.Of([.. names.Where(name => modules.Has(name) == true)])), Seen(IpvsTable.Source, "schedulers in use", schedulers.Length > 0 ? Some.Of(schedulers) : "none"),
            Boot(context),
        ];
        // Without kube-proxy nothing but the schedulers in use is needed, and those are there.
        if (missing.Length == 0 || (context.TryGet(NodeAddresses.Fact, out var addresses, out _) && !addresses.HasKubeIpvs0))
            return context.Finding(FindingStatus.Ok, missing.Length == 0 ? "All modules of IPVS that kube-proxy asks for are there" : "The schedulers in use are there, and IPVS is not kube-proxy's here", evidence, "modules");
        return context.Finding(
            FindingStatus.Info, $"Not loaded: {string.Join(", ", missing)}", evidence.Add(Seen(LoadedModules.Source, "not loaded", string.Join(", ", missing))), "modules",
            "kube-proxy up to 1.26 starts in IPVS mode only when these modules are loaded or can be loaded; else, when it is started next, it falls back to iptables mode or does not start, and says so in its log alone. Newer ones have the kernel load what the chosen scheduler needs.",
            $"'modprobe -a {string.Join(' ', missing)}', and for every boot their names, one to a line, in /etc/modules-load.d/ipvs.conf.");
    }

    private static string ConntrackName(CheckContext context) =>
        context.TryGet(KernelRelease.Fact, out var release, out _) && release.Version is { } version && version < ConntrackMerged ? "nf_conntrack_ipv4" : "nf_conntrack";

    private static Evidence Boot(CheckContext context) => context.TryGet(BootModules.Fact, out var boot, out _) && boot.Files.TryGetValue("ip_vs", out var file)
        ? Seen(file, "ip_vs at boot", "loaded")
        : Seen("/etc/modules-load.d", "ip_vs at boot", "not named: loaded on demand, so net.ipv4.vs settings of sysctl.d are not there yet to be set at boot");
}
