using System.Collections.Immutable;
using System.Globalization;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;

namespace OpsShell.Ipvs.Facts;

/// <summary>
/// The addresses of the node, and those of <c>kube-ipvs0</c>, the dummy interface on which kube-proxy puts the virtual addresses so
/// that the node takes packets to them for its own.
/// </summary>
/// <param name="HasKubeIpvs0">Whether there is such an interface; without it IPVS is not kube-proxy's here.</param>
/// <param name="Assigned">Addresses by interface, as far as they are known: IPv6 always, IPv4 when <paramref name="KnowsIPv4"/>.</param>
/// <param name="KnowsIPv4">Whether <paramref name="Assigned"/> has the IPv4 addresses.</param>
/// <param name="LocalIPv4">Unless <paramref name="KnowsIPv4"/>: all IPv4 addresses of the node whatever their interface; null when they are not known either.</param>
/// <param name="Obstacle">Why something of it is not known; empty when all is.</param>
public sealed record NodeAddresses(
    bool HasKubeIpvs0, ImmutableArray<InterfaceAddress> Assigned, bool KnowsIPv4, ImmutableHashSet<IpvsAddress>? LocalIPv4, string Obstacle)
{
    /// <summary>The interface of kube-proxy (DefaultDummyDevice in pkg/proxy/ipvs/proxier.go).</summary>
    public const string KubeIpvs0 = "kube-ipvs0";

    /// <summary>Where the interfaces are seen.</summary>
    public const string InterfaceSource = "/proc/net/dev";

    /// <summary>The command as findings name it.</summary>
    public const string CommandSource = "`ip -o addr show`";

    /// <summary>The command that tells the interface of IPv4 addresses, which no file does.</summary>
    public static readonly ProbeItem Command = ProbeItem.Command(OwnNetwork.Guard + "; exec ip -o addr show") with { Limit = 16 << 20 };

    // As the audit of the node reads it, so that both read it once.
    private static readonly ProbeItem Interfaces = ProbeItem.Sample(InterfaceSource);

    /// <summary>The fact.</summary>
    public static readonly Fact<NodeAddresses> Fact = Core.Findings.Fact.FromItems(
        "ipvs/node-addresses", "Addresses of the node's interfaces and of kube-ipvs0", [Interfaces, Command, LocalAddresses.Trie, LocalAddresses.InterfaceAddresses], Read);

    /// <summary>Addresses of kube-ipvs0, without the link-local ones that the kernel makes.</summary>
    public IEnumerable<IpvsAddress> OnKubeIpvs0 => Assigned.Where(one => one.Interface == KubeIpvs0 && !one.Address.ToIPAddress().IsIPv6LinkLocal).Select(one => one.Address);

    /// <summary>Addresses of the other interfaces.</summary>
    public IEnumerable<InterfaceAddress> OnOthers => Assigned.Where(one => one.Interface != KubeIpvs0);

    private static NodeAddresses Read(ProbeResults results)
    {
        var hasKubeIpvs0 = InterfaceNames(results.Text(Interfaces)).Contains(KubeIpvs0, StringComparer.Ordinal);
        var (assigned, obstacle) = FromCommand(results);
        return assigned is { } known
            ? new NodeAddresses(hasKubeIpvs0, known, true, null, "")
            : new NodeAddresses(hasKubeIpvs0, [.. FromIPv6File(results)], false, FromTrie(results), obstacle);
    }

    private static (ImmutableArray<InterfaceAddress>?, string) FromCommand(ProbeResults results)
    {
        try
        {
            var answer = CommandAnswer.Content(results, Command, CommandSource);
            if (OwnNetwork.IsForeign(answer))
                return (null, OwnNetwork.Reason);
            return answer.ExitCode == 0
                ? (CommandAnswer.Parse(CommandSource, answer.Text, text => ParseCommand(text).ToImmutableArray()), "")
                : (null, string.Create(CultureInfo.InvariantCulture, $"{CommandSource} ended with exit code {answer.ExitCode}"));
        }
        catch (FactUnavailableException reason)
        {
            return (null, reason.Message);
        }
    }

    private static IEnumerable<InterfaceAddress> FromIPv6File(ProbeResults results) =>
        results.Find(LocalAddresses.InterfaceAddresses).Status == ProbeStatus.Ok
            ? LocalAddresses.ParseInterfaces(results.Text(LocalAddresses.InterfaceAddresses)).Select(one => new InterfaceAddress(one.InterfaceName, IpvsAddress.From(one.Address), one.PrefixLength))
            : [];

    private static ImmutableHashSet<IpvsAddress>? FromTrie(ProbeResults results) =>
        results.Find(LocalAddresses.Trie).Status == ProbeStatus.Ok
            ? [.. LocalAddresses.ParseTrie(results.Text(LocalAddresses.Trie)).Select(one => IpvsAddress.From(one.Address))]
            : null;

    /// <summary>Names in /proc/net/dev: what stands before the colon, after two lines of heading.</summary>
    internal static IEnumerable<string> InterfaceNames(string text) =>
        TextLine.Of(text).Skip(2).Select(line => line.Text.LastIndexOf(':') is var colon and > 0 ? line.Text[..colon].Trim() : throw line.Error("the name of an interface is missing"));

    /// <summary>Lines as <c>7: kube-ipvs0    inet 10.96.0.1/32 scope global kube-ipvs0</c>, of iproute2 and of busybox.</summary>
    /// <exception cref="FormatException">A line with an address is malformed.</exception>
    internal static IEnumerable<InterfaceAddress> ParseCommand(string text)
    {
        foreach (var line in TextLine.Of(text))
        {
            var fields = line.Fields();
            if (fields.Length < 4 || fields[2] is not ("inet" or "inet6"))
                continue;
            // With a peer: inet 10.0.0.1 peer 10.0.0.2/24. Only the own address is local.
            var parts = fields[3].Split('/');
            if (!IpvsAddress.TryParse(parts[0], out var address))
                throw line.Error($"{TextLine.Quote(fields[3])} is not an address");
            var longest = address.IsIPv6 ? 128 : 32;
            var prefix = parts.Length > 1 ? line.UnsignedNumber(parts[1], "the prefix length") : (ulong)longest;
            if (prefix > (ulong)longest)
                throw line.Error($"the prefix length is {prefix}, expected at most {longest}");
            yield return new InterfaceAddress(fields[1].Split('@')[0].TrimEnd(':'), address, (int)prefix);
        }
    }
}
