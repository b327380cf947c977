using System.Collections.Immutable;
using OpsShell.Core.Findings;
using OpsShell.Ipvs.Facts;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Ipvs.Checks;

/// <summary>Whether connections and session affinity end together with their real server.</summary>
public sealed class ExpireCheck : IpvsCheck
{
    /// <inheritdoc/>
    public override CheckInfo Info { get; } = new(
        "ipvs/expire",
        "Connections and session affinity that outlive their real server",
        "Reads expire_nodest_conn, and expire_quiescent_template where a service has persistence (session affinity).",
        "Documentation/networking/ipvs-sysctl.rst (expire_nodest_conn, expire_quiescent_template); kubernetes issue 71809");

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [IpvsTable.Fact, IpvsSysctls.Fact, KubeProxy.Fact];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Evaluate(CheckContext context, IpvsTable table)
    {
        var sysctls = context.Get(IpvsSysctls.Fact);
        context.TryGet(KubeProxy.Fact, out var proxy, out _);
        yield return Connections(context, sysctls, proxy);
        yield return Templates(context, sysctls, table);
    }

    private static Finding Connections(CheckContext context, IpvsSysctls sysctls, KubeProxy? proxy)
    {
        const string name = "expire_nodest_conn";
        ImmutableArray<Evidence> evidence = [Value(sysctls, name), Seen(KubeProxy.Source, "rules kept by", proxy?.Owner ?? "not known")];
        const string explanation = "When a real server is deleted, packets of its connections are dropped silently until the entry expires (900 s after the last packet), so clients wait for their own time-out instead of a reset.";
        const string remedy = "'sysctl -w net.ipv4.vs.expire_nodest_conn=1' (Repair-OpsIpvs -Check ipvs/expire).";
        return sysctls.Number(name) switch
        {
            null => context.Finding(FindingStatus.Unknown, $"{name} cannot be judged: it is not there or is no number", evidence, name),
            0 when proxy?.OwnsRules == true => context.Finding(
                FindingStatus.Warning, $"{name} is 0, and kube-proxy needs 1", evidence, name, explanation + " kube-proxy sets 1 when it starts; something set it back since.", remedy + " Look for the line in /etc/sysctl.d."),
            0 => context.Finding(FindingStatus.Info, $"{name} is 0: connections of deleted real servers hang until they expire", evidence, name, explanation, remedy),
            _ => context.Finding(FindingStatus.Ok, $"Connections end when their real server is deleted ({name})", evidence, name),
        };
    }

    private static Finding Templates(CheckContext context, IpvsSysctls sysctls, IpvsTable table)
    {
        const string name = "expire_quiescent_template";
        var persistent = table.Services.Where(service => service.Persistence is not null).ToArray();
        IpvsServiceKey[] drained = [.. persistent.Where(service => service.RealServers.Any(server => server.Weight == 0)).Select(service => service.Key)];
        ImmutableArray<Evidence> evidence =
        [
            Value(sysctls, name), Seen(IpvsTable.Source, "persistent services", (ulong)persistent.Length),
            Seen(IpvsTable.Source, "of them with a real server of weight 0", (ulong)drained.Length),
        ];
        const string explanation = "Clients of a service with session affinity are bound to a real server by a template that lives up to its timeout (Kubernetes: 3 hours) after the last connection. With 0 it also sends their new connections to a server of weight 0, so during and after a rolling update those clients meet a terminated pod for hours.";
        const string remedy = "'sysctl -w net.ipv4.vs.expire_quiescent_template=1' (Repair-OpsIpvs -Check ipvs/expire).";
        return (sysctls.Number(name), persistent.Length, drained.Length) switch
        {
            (null, _, _) => context.Finding(FindingStatus.Unknown, $"{name} cannot be judged: it is not there or is no number", evidence, name),
            (not 0, _, _) => context.Finding(FindingStatus.Ok, $"Session affinity ends when a real server gets weight 0 ({name})", evidence, name),
            (_, 0, _) => context.Finding(FindingStatus.Ok, $"{name} is 0, and no service has session affinity", evidence, name),
            (_, var all, 0) => context.Finding(FindingStatus.Warning, $"{name} is 0, and {Count((ulong)all, "service")} {(all == 1 ? "has" : "have")} session affinity", evidence, name, explanation, remedy),
            _ => context.Finding(
                FindingStatus.Critical, $"{name} is 0, and services with session affinity have real servers of weight 0 now: {ServiceFindings.Names(drained)}", evidence, name, explanation, remedy),
        };
    }

    private static Evidence Value(IpvsSysctls sysctls, string name) => Seen(IpvsSysctls.Path(name), name, Shortened(sysctls[name] ?? "not there", 20));
}
