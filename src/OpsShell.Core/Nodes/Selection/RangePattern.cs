using System.Collections.Immutable;

namespace OpsShell.Core.Nodes.Selection;

/// <summary>A name with ranges, taken apart: literal texts, and between them lists of items. Pure.</summary>
/// <param name="Literals">The texts around the ranges: always one more than there are ranges.</param>
/// <param name="Ranges">The ranges, in order.</param>
internal readonly record struct RangePattern(ImmutableArray<string> Literals, ImmutableArray<ImmutableArray<RangeItem>> Ranges)
{
    /// <summary>How many names it stands for; <see cref="long.MaxValue"/> when they are more than can be counted.</summary>
    public long Count
    {
        get
        {
            var count = 1L;
            foreach (var range in Ranges)
            {
                var items = 0L;
                foreach (var item in range)
                    items += Math.Min(item.Count, int.MaxValue);
                if (count > int.MaxValue / items)
                    return long.MaxValue;
                count *= items;
            }
            return count;
        }
    }

    /// <summary>Takes a name apart. <c>[</c> and <c>]</c> around a text with a colon are an IPv6 address, not a range.</summary>
    /// <param name="text">The name.</param>
    /// <param name="whole">What the user typed, for messages.</param>
    /// <param name="offset">Where in <paramref name="whole"/> the name begins.</param>
    /// <exception cref="SelectorException">A bracket or an item is wrong.</exception>
    public static RangePattern Parse(ReadOnlySpan<char> text, string whole, int offset)
    {
        var literals = ImmutableArray.CreateBuilder<string>();
        var ranges = ImmutableArray.CreateBuilder<ImmutableArray<RangeItem>>();
        var literalStart = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == ']')
                throw new SelectorException(whole, offset + i + 1, "there is a ']' without a '[' before it");
            if (text[i] != '[')
                continue;
            var length = text[(i + 1)..].IndexOfAny('[', ']');
            if (length < 0 || text[i + 1 + length] == '[')
                throw new SelectorException(whole, offset + i + 1, "this '[' has no ']'");
            var content = text.Slice(i + 1, length);
            if (!content.Contains(':'))
            {
                literals.Add(text[literalStart..i].ToString());
                ranges.Add(ParseItems(content, whole, offset + i + 1));
                literalStart = i + length + 2;
            }
            i += length + 1;
        }
        literals.Add(text[literalStart..].ToString());
        return new RangePattern(literals.ToImmutable(), ranges.ToImmutable());
    }

    /// <summary>All names, the last range counting fastest.</summary>
    public IEnumerable<string> Names()
    {
        if (Ranges.IsEmpty)
            return [Literals[0]];
        IEnumerable<string> names = [Literals[0]];
        for (var i = 0; i < Ranges.Length; i++)
            names = Append(names, Ranges[i], Literals[i + 1]);
        return names;
    }

    private static IEnumerable<string> Append(IEnumerable<string> prefixes, ImmutableArray<RangeItem> range, string literal)
    {
        foreach (var prefix in prefixes)
        {
            foreach (var item in range)
            {
                for (var i = 0L; i < item.Count; i++)
                    yield return string.Concat(prefix, item[i], literal);
            }
        }
    }

    private static ImmutableArray<RangeItem> ParseItems(ReadOnlySpan<char> content, string whole, int offset)
    {
        var items = ImmutableArray.CreateBuilder<RangeItem>();
        foreach (var part in content.Split(','))
        {
            try
            {
                items.Add(RangeItem.Parse(content[part]));
            }
            catch (FormatException error)
            {
                throw new SelectorException(whole, offset + part.Start.Value + 1, error.Message);
            }
        }
        return items.ToImmutable();
    }
}
