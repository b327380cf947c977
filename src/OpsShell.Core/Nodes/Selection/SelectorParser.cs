using System.Collections.Immutable;

namespace OpsShell.Core.Nodes.Selection;

/// <summary>Reads the selector language; see <see cref="NodeSelector"/>.</summary>
internal static class SelectorParser
{
    /// <summary>Longest selector: 1 MiB of characters, room for a list of 50,000 names.</summary>
    public const int MaximumLength = 1 << 20;

    private const string Root = "root:";
    private const string Snapshot = "snapshot:";

    public static ImmutableArray<SelectorTerm> Parse(string text)
    {
        if (text.Length > MaximumLength)
            throw new SelectorException(text, 1, $"the selector has {text.Length:N0} characters; {MaximumLength:N0} is the most");
        if (string.IsNullOrWhiteSpace(text))
            throw new SelectorException(text, 1, "the selector is empty; name a node, '@group', 'label=value' or '*'");
        var terms = ImmutableArray.CreateBuilder<SelectorTerm>();
        for (var next = 0; next < text.Length;)
            terms.Add(ParseTerm(text, ref next, isFirst: terms.Count == 0));
        return terms.ToImmutable();
    }

    /// <summary>Reads operators and one term; leaves <paramref name="next"/> at the operator after it.</summary>
    private static SelectorTerm ParseTerm(string text, ref int next, bool isFirst)
    {
        var operation = SelectorOperation.Add;
        SkipSpaces(text, ref next);
        if (!isFirst && text[next] is ',' or '&')
        {
            operation = text[next] == '&' ? SelectorOperation.Intersect : SelectorOperation.Add;
            next++;
            SkipSpaces(text, ref next);
        }
        if (next < text.Length && text[next] == '!')
        {
            operation = SelectorOperation.Exclude;
            next++;
            SkipSpaces(text, ref next);
        }
        var start = next;
        var isPath = IsPath(text.AsSpan(start));
        next = isPath ? SelectorText.EndOfTerm(text, start, ",") : EndOfPlainTerm(text, start);
        var length = text.AsSpan(start, next - start).TrimEnd().Length;
        if (length == 0)
            throw new SelectorException(text, start + 1, "a name, '@group', 'label=value' or pattern is missing here");
        var term = Understand(text, start, length, operation);
        SkipSpaces(text, ref next);
        return term;
    }

    /// <summary>A term ends at <c>,</c>, <c>&amp;</c> or <c>!</c>; the <c>!</c> of <c>label!=value</c> belongs to it.</summary>
    private static int EndOfPlainTerm(string text, int start)
    {
        var end = SelectorText.EndOfTerm(text, start, ",&!");
        if (end + 1 < text.Length && text[end] == '!' && text[end + 1] == '=')
            end = SelectorText.EndOfTerm(text, end + 2, ",&!");
        return end;
    }

    private static bool IsPath(ReadOnlySpan<char> text) =>
        text.StartsWith(Root, StringComparison.Ordinal) || text.StartsWith(Snapshot, StringComparison.Ordinal);

    private static SelectorTerm Understand(string whole, int start, int length, SelectorOperation operation)
    {
        var text = whole.Substring(start, length);
        if (text.StartsWith(Root, StringComparison.Ordinal))
            return Path(SelectorTermKind.HostRoot, Root);
        if (text.StartsWith(Snapshot, StringComparison.Ordinal))
            return Path(SelectorTermKind.Snapshot, Snapshot);
        if (text.AsSpan().IndexOfAny(" \t\r\n") is var space and >= 0)
            throw new SelectorException(whole, start + space + 1, "a blank stands within a name; join names with ','");
        if (text[0] == '@')
            return Group();
        if (text.Contains('=', StringComparison.Ordinal))
            return Label();
        NodeRange.Parse(text, whole, start);
        var kind = GlobPattern.HasWildcard(text) ? SelectorTermKind.Glob : SelectorTermKind.Name;
        return new SelectorTerm(kind, operation, text, "", Negated: false, start + 1);

        SelectorTerm Path(SelectorTermKind kind, string prefix) =>
            text.Length > prefix.Length
                ? new SelectorTerm(kind, operation, text[prefix.Length..], "", Negated: false, start + prefix.Length + 1)
                : throw new SelectorException(whole, start + length + 1, $"a path is missing after '{prefix}'");

        SelectorTerm Group()
        {
            if (text.Length == 1)
                throw new SelectorException(whole, start + 1, "a group's name is missing after '@'");
            NodeRange.Parse(text.AsSpan(1), whole, start + 1);
            return new SelectorTerm(SelectorTermKind.Group, operation, text[1..], "", Negated: false, start + 2);
        }

        SelectorTerm Label()
        {
            var sign = text.IndexOf('=', StringComparison.Ordinal);
            var negated = sign > 0 && text[sign - 1] == '!';
            var key = text[..(negated ? sign - 1 : sign)];
            if (!LabelKey.IsValid(key))
                throw new SelectorException(whole, start + 1, $"'{key}' cannot be a label's name; letters, digits and . _ - / can");
            return new SelectorTerm(SelectorTermKind.Label, operation, text[(sign + 1)..], key, negated, start + sign + 2);
        }
    }

    private static void SkipSpaces(string text, ref int next)
    {
        while (next < text.Length && char.IsWhiteSpace(text[next]))
            next++;
    }
}
