using OpsShell.Core.Nodes.Selection;
using OpsShell.Core.Text;

namespace OpsShell.Core.Nodes;

/// <summary>
/// Names with ranges, as ClusterShell and pdsh write them: <c>web[01-40,55]</c>, <c>rack[1-3]-[a-c]</c>, <c>n[0-100/5]</c>
/// (every fifth), several names joined by <c>,</c>. Zero padding is kept: <c>[08-10]</c> is 08, 09, 10. Pure.
/// </summary>
public static class NodeRange
{
    /// <summary>Most names that one text may stand for: 1,000,000.</summary>
    public const int MaximumNames = 1_000_000;

    /// <summary>All names in order of mention, each once; with several ranges in a name the last counts fastest.</summary>
    /// <exception cref="SelectorException">A bracket or item is wrong, or there are more than <see cref="MaximumNames"/>.</exception>
    public static IReadOnlyList<string> Expand(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var names = new OrderedNames();
        foreach (var (start, length) in SelectorText.SplitAtCommas(text))
        {
            if (text.AsSpan(start, length).IsWhiteSpace())
                throw new SelectorException(text, start + 1, "a name is missing here");
            names.AddAll(Parse(text.AsSpan(start, length).Trim(), text, start + LeadingSpaces(text.AsSpan(start, length)), names.Count).Names());
        }
        return names.List;
    }

    /// <summary>
    /// The shortest way to write a set of names: <c>web01, web02, web03, db1</c> becomes <c>db1,web[01-03]</c>, in natural
    /// order. <see cref="Expand"/> of it gives the same set. Names with brackets or commas in them are left as they are.
    /// </summary>
    public static string Fold(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return string.Join(',', RangeFolder.Fold(names).Order(NaturalOrder.Instance));
    }

    /// <summary>Takes one name apart, having checked how much it stands for.</summary>
    internal static RangePattern Parse(ReadOnlySpan<char> name, string whole, int offset, int already = 0)
    {
        var pattern = RangePattern.Parse(name, whole, offset);
        return pattern.Count <= MaximumNames - already
            ? pattern
            : throw new SelectorException(whole, offset + 1, $"this stands for more than {MaximumNames:N0} names, which is the limit");
    }

    private static int LeadingSpaces(ReadOnlySpan<char> text) => text.Length - text.TrimStart().Length;

    private sealed class OrderedNames
    {
        private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

        public List<string> List { get; } = [];

        public int Count => List.Count;

        public void AddAll(IEnumerable<string> names)
        {
            foreach (var name in names)
            {
                if (_seen.Add(name))
                    List.Add(name);
            }
        }
    }
}
