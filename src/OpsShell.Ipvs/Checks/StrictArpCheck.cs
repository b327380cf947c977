using System.Collections.Immutable;
using System.Globalization;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;
using OpsShell.Ipvs.Facts;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Ipvs.Checks;

/// <summary>Every node that has a load balancer's address on kube-ipvs0 answers ARP requests for it, unless it is told not to.</summary>
public sealed class StrictArpCheck : IpvsCheck
{
    // arp_ignore: 0 answers for any local address, 3 for all that are not of scope host; 1, 2 and 8 keep quiet about other interfaces'.
    private static readonly ImmutableHashSet<int> Quiet = [1, 2, 8];

    private const int BestSource = 2;

    /// <inheritdoc/>
    public override CheckInfo Info { get; } = new(
        "ipvs/strict-arp",
        "ARP answers for virtual addresses of the local network",
        "Looks for addresses on kube-ipvs0 that lie in the network of another interface, which is where clients ask for them by ARP, and judges arp_ignore and arp_announce of that interface and of all.",
        "https://www.kernel.org/doc/html/latest/networking/ip-sysctl.html (arp_ignore, arp_announce); kube-proxy ipvs.strictARP");

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [IpvsTable.Fact, NodeAddresses.Fact, ArpSysctls.Fact];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Evaluate(CheckContext context, IpvsTable table)
    {
        var addresses = context.Get(NodeAddresses.Fact);
        if (!addresses.HasKubeIpvs0)
            return [context.Finding(FindingStatus.NotApplicable, "There is no kube-ipvs0: virtual addresses are not kube-proxy's here", [Seen(NodeAddresses.InterfaceSource, NodeAddresses.KubeIpvs0, "not there")])];
        var arp = context.Get(ArpSysctls.Fact);
        ImmutableArray<Evidence> values = [Value("arp_ignore", arp.Ignore), Value("arp_announce", arp.Announce)];
        if (Quiet.Contains(arp.IgnoreOf("all")) && arp.AnnounceOf("all") >= BestSource)
            return [context.Finding(FindingStatus.Ok, "ARP is strict: the node keeps quiet about addresses of kube-ipvs0", values)];
        // ARP is IPv4's.
        if (!addresses.KnowsIPv4)
            return [context.Unknown("Whether virtual addresses lie in a local network", new FactUnavailableException(NodeAddresses.CommandSource, ProbeStatus.Failed, addresses.Obstacle))];
        return Judge(context, addresses, arp, values);
    }

    private static IEnumerable<Finding> Judge(CheckContext context, NodeAddresses addresses, ArpSysctls arp, ImmutableArray<Evidence> values)
    {
        var networks = addresses.OnOthers.Where(one => !one.Address.IsIPv6 && one.PrefixLength < 32 && one.Interface != "lo").ToArray();
        var asked = addresses.OnKubeIpvs0.Where(address => !address.IsIPv6)
            .SelectMany(address => networks.Where(network => address.IsIn(network.Address, network.PrefixLength)).Select(network => (Address: address, network.Interface)))
            .Distinct().ToArray();
        var loud = asked.Where(one => !Quiet.Contains(arp.IgnoreOf(one.Interface))).ToArray();
        var wrong = asked.Where(one => arp.AnnounceOf(one.Interface) < BestSource).ToArray();
        if (asked.Length == 0)
            return [context.Finding(FindingStatus.Ok, "No address of kube-ipvs0 lies in a network of this node, so nobody asks for one by ARP", values)];
        if (loud.Length == 0 && wrong.Length == 0)
            return [context.Finding(FindingStatus.Ok, $"ARP is strict on the interfaces where virtual addresses are asked for ({Some.Of(asked.Select(one => one.Interface).Distinct().ToArray())})", values)];
        var worst = loud.Length > 0 ? loud : wrong;
        return [context.Finding(
            FindingStatus.Warning,
            loud.Length > 0
                ? $"This node answers ARP for {Addresses(loud.Length)}, such as {loud[0].Address} on {loud[0].Interface}"
                : $"This node may ask by ARP in the name of {Addresses(wrong.Length)}, such as {wrong[0].Address} on {wrong[0].Interface}",
            values.Add(Seen(NodeAddresses.CommandSource, "in a local network", Some.Of(worst.Select(one => $"{one.Address} ({one.Interface})").ToArray()))),
            explanation: "kube-ipvs0 of every node has the addresses of LoadBalancer services and externalIPs. One that lies in the nodes' own network is asked for by ARP, and with arp_ignore=0 every node answers: clients send to whichever was quickest, not to the one that MetalLB, keepalived or kube-vip chose; traffic wanders from node to node, connections break, externalTrafficPolicy: Local drops packets. With arp_announce below 2 the node's own requests spread the wrong answer as well.",
            remedy: "kube-proxy: ipvs.strictARP: true sets both on all nodes, and sets them again after each start. On this node: 'sysctl -w net.ipv4.conf.all.arp_ignore=1 net.ipv4.conf.all.arp_announce=2', or 'Repair-OpsIpvs -Check ipvs/strict-arp'.")];
    }

    private static string Addresses(int count) => count == 1 ? "a virtual address" : string.Create(CultureInfo.InvariantCulture, $"{count} virtual addresses");

    private static Evidence Value(string name, IReadOnlyDictionary<string, int> values) => Seen(
        $"{ArpSysctls.Folder}/*/{name}", name, string.Join(", ", values.OrderBy(value => value.Key != "all").Take(6).Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Key}={value.Value}"))));
}
