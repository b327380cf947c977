using System.Collections.Immutable;
using OpsShell.Core.Probing;

namespace OpsShell.Core.Facts;

/// <summary>
/// Folders with configuration in pieces (sysctl.d, modprobe.d, modules-load.d), as sysctl.d(5) and modprobe.d(5) have it: of files with
/// the same name the one in the first folder counts, also when it is empty; all files are taken in the order of their names, whichever
/// folder they are in.
/// </summary>
/// <param name="name">The folders' name, such as <c>sysctl.d</c>.</param>
/// <param name="parents">Where they are; the first counts most.</param>
internal sealed class DropInFolders(string name, params ReadOnlySpan<string> parents)
{
    private readonly ImmutableArray<ProbeItem> _items = [.. parents.ToImmutableArray().Select(parent => ProbeItem.Glob($"{parent}/{name}/*.conf"))];

    /// <summary>What is read.</summary>
    public ImmutableArray<ProbeItem> Items => _items;

    /// <summary>The files that count, in their order, and those of them that were not read.</summary>
    /// <exception cref="FactUnavailableException">A folder was not looked at.</exception>
    public (ImmutableArray<ProbeContent> Files, ImmutableArray<UnreadFile> Unread) Merge(ProbeResults results)
    {
        var byName = new SortedDictionary<string, ProbeContent>(StringComparer.Ordinal);
        foreach (var content in _items.SelectMany(item => Contents(results.Find(item))))
            byName.TryAdd(NameOf(content.Path), content);
        return (
            [.. byName.Values.Where(content => content.Status == ProbeStatus.Ok)],
            [.. byName.Values.Where(content => content.Status != ProbeStatus.Ok).Select(content => new UnreadFile(content.Path, content.Reason))]);
    }

    /// <summary>The last part of a path.</summary>
    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    // A link that leads nowhere is no file. A pattern that matches nothing is Missing; any other status means that nobody looked.
    private static IEnumerable<ProbeContent> Contents(ProbeResult result) =>
        result.Status is ProbeStatus.Ok or ProbeStatus.Missing
            ? result.Contents.Where(content => content.Status != ProbeStatus.Missing)
            : throw new FactUnavailableException(result.Item.Source, result.Status, result.Reason);
}
