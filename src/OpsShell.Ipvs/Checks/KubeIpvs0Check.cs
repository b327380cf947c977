using System.Collections.Immutable;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;
using OpsShell.Ipvs.Facts;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Ipvs.Checks;

/// <summary>Virtual addresses that are not on kube-ipvs0, and addresses on it that no service has any more.</summary>
public sealed class KubeIpvs0Check : IpvsCheck
{
    /// <inheritdoc/>
    public override CheckInfo Info { get; } = new(
        "ipvs/kube-ipvs0",
        "Virtual addresses missing from, or left over on, kube-ipvs0",
        "Compares the addresses of virtual services with those of the node. Addresses of NodePort services are the node's own and not on kube-ipvs0. A node without that interface has no kube-proxy in IPVS mode. Services that came or went between two readings are not judged.",
        "pkg/proxy/ipvs/proxier.go of Kubernetes; issues #55854, #71071");

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [IpvsTable.Fact, IpvsTable.Sampled, NodeAddresses.Fact];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Evaluate(CheckContext context, IpvsTable table)
    {
        var addresses = context.Get(NodeAddresses.Fact);
        if (!addresses.HasKubeIpvs0)
            return [context.Finding(FindingStatus.NotApplicable, "There is no kube-ipvs0: the IPVS rules of this node are not kube-proxy's", [Seen(NodeAddresses.InterfaceSource, NodeAddresses.KubeIpvs0, "not there")])];
        var now = VirtualAddresses(table);
        var before = context.TryGet(IpvsTable.Sampled, out var samples, out _) ? VirtualAddresses(samples.First) : now;
        var findings = new List<Finding>();
        if (Missing(addresses, now.Intersect(before)) is { Length: > 0 } missing)
            findings.Add(MissingFinding(context, missing, addresses));
        if (addresses.OnKubeIpvs0.Except(now.Union(before)).Order().ToArray() is { Length: > 0 } left)
            findings.Add(LeftOver(context, left));
        if (!addresses.KnowsIPv4)
            findings.Add(NotKnown(context, addresses));
        if (findings.Count == 0)
        {
            findings.Add(context.Finding(
                FindingStatus.Ok, $"All {now.Count} virtual addresses are the node's, and kube-ipvs0 has no other",
                [Seen(NodeAddresses.CommandSource, "addresses on kube-ipvs0", (ulong)addresses.OnKubeIpvs0.Count()), Seen(IpvsTable.Source, "virtual addresses", (ulong)now.Count)]));
        }
        return findings;
    }

    private static ImmutableHashSet<IpvsAddress> VirtualAddresses(IpvsTable table) =>
        [.. table.Services.Where(service => service.Key.Protocol != IpvsProtocol.FWM).Select(service => service.Key.Endpoint.Address)];

    // Those of which it is not known whether they are there are left out.
    private static IpvsAddress[] Missing(NodeAddresses addresses, IEnumerable<IpvsAddress> wanted)
    {
        var assigned = addresses.Assigned.Select(one => one.Address).ToHashSet();
        bool IsMissing(IpvsAddress address) => address.IsIPv6 || addresses.KnowsIPv4
            ? !assigned.Contains(address)
            : addresses.LocalIPv4 is { } local && !local.Contains(address);
        return [.. wanted.Where(IsMissing).Order()];
    }

    private static Finding MissingFinding(CheckContext context, IpvsAddress[] missing, NodeAddresses addresses) => context.Finding(
        FindingStatus.Critical, $"{(missing.Length == 1 ? "1 virtual address is" : $"{missing.Length} virtual addresses are")} not on this node: {Some.Of(missing, 3)}",
        [
            Seen(IpvsTable.Source, "missing", Some.Of(missing)),
            Seen(addresses.KnowsIPv4 ? NodeAddresses.CommandSource : LocalAddresses.Source, "addresses of the node", (ulong)(addresses.KnowsIPv4 ? addresses.Assigned.Length : addresses.LocalIPv4?.Count ?? 0)),
        ],
        "missing",
        "IPVS sees only packets that the node takes for its own. Packets from this node and its pods to an address that is not on kube-ipvs0 go out by the default route instead: connections to these services time out here, while the same services work on other nodes and ipvsadm shows them in order.",
        "kube-proxy puts them back when it is started anew on this node ('kubectl -n kube-system delete pod' of its pod); at once: 'ip addr add ADDRESS/32 dev kube-ipvs0' (/128 for IPv6). Then look for what took them: a network manager that owns kube-ipvs0 (NetworkManager: unmanaged-devices=interface-name:kube-ipvs0), a script, 'ip addr flush'.");

    private static Finding LeftOver(CheckContext context, IpvsAddress[] left) => context.Finding(
        FindingStatus.Warning, $"{(left.Length == 1 ? "1 address on kube-ipvs0 belongs" : $"{left.Length} addresses on kube-ipvs0 belong")} to no service: {Some.Of(left, 3)}",
        [Seen(NodeAddresses.CommandSource, "left over", Some.Of(left))], "left-over",
        "The node takes packets to these addresses for its own although no service has them: connections from here are refused, or answered by whatever listens on the node itself (sshd, kubelet). If such an address now belongs to something else - a new load balancer, a machine - this node and its pods cannot reach it. It happens when kube-proxy is stopped, or changes its mode, while services are deleted.",
        "'Repair-OpsIpvs -Check ipvs/kube-ipvs0' takes them off and can put them back; by hand: 'ip addr del ADDRESS/32 dev kube-ipvs0' (/128 for IPv6).");

    private static Finding NotKnown(CheckContext context, NodeAddresses addresses)
    {
        var what = addresses.LocalIPv4 is null ? "IPv4 addresses of this node" : "Left-over IPv4 addresses on kube-ipvs0";
        return context.Unknown(what, new FactUnavailableException(NodeAddresses.CommandSource, ProbeStatus.Failed, addresses.Obstacle), "IPv4");
    }
}
