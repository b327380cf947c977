using System.Collections.Immutable;
using System.Globalization;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;

namespace OpsShell.Ipvs.Facts;

/// <summary>
/// Whether the node answers ARP requests for addresses of its other interfaces (net.ipv4.conf.*.arp_ignore), and which address it
/// shows in its own (arp_announce). What counts for an interface is the higher of its value and that of <c>all</c>
/// (IN_DEV_MAXCONF in include/linux/inetdevice.h).
/// </summary>
/// <param name="Ignore">arp_ignore by interface.</param>
/// <param name="Announce">arp_announce by interface.</param>
public sealed record ArpSysctls(ImmutableSortedDictionary<string, int> Ignore, ImmutableSortedDictionary<string, int> Announce)
{
    /// <summary>The folder of the values.</summary>
    public const string Folder = "/proc/sys/net/ipv4/conf";

    private const string All = "all";

    // A node has hundreds of interfaces of pods (veth*, cali*, lxc*), through which nobody asks for virtual addresses.
    private const string Physical = "[benpt]*";

    private static readonly (ProbeItem All, ProbeItem Some) IgnoreItems = Items("arp_ignore");
    private static readonly (ProbeItem All, ProbeItem Some) AnnounceItems = Items("arp_announce");

    /// <summary>The fact. Interfaces are those whose names begin as those of cards, bonds, teams and bridges do.</summary>
    public static readonly Fact<ArpSysctls> Fact = Core.Findings.Fact.FromItems(
        "ipvs/arp", "arp_ignore and arp_announce", [IgnoreItems.All, IgnoreItems.Some, AnnounceItems.All, AnnounceItems.Some],
        results => new ArpSysctls(Values(results, IgnoreItems), Values(results, AnnounceItems)));

    /// <summary>What counts for an interface.</summary>
    public int IgnoreOf(string name) => Math.Max(Ignore[All], Ignore.GetValueOrDefault(name));

    /// <summary>What counts for an interface.</summary>
    public int AnnounceOf(string name) => Math.Max(Announce[All], Announce.GetValueOrDefault(name));

    private static (ProbeItem All, ProbeItem Some) Items(string name) =>
        (ProbeItem.File($"{Folder}/{All}/{name}"), ProbeItem.Glob($"{Folder}/{Physical}/{name}"));

    private static ImmutableSortedDictionary<string, int> Values(ProbeResults results, (ProbeItem All, ProbeItem Some) items)
    {
        var values = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        values[All] = Value(results.Text(items.All));
        foreach (var file in results.Files(items.Some))
            values[file.Path[(Folder.Length + 1)..].Split('/')[0]] = Value(file.Text);
        return values.ToImmutable();
    }

    private static int Value(string text) =>
        int.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new FormatException($"line 1: {TextLine.Quote(text.Trim())} is not a number");
}
