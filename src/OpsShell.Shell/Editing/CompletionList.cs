namespace OpsShell.Shell.Editing;

/// <summary>All ways to complete the text at the cursor.</summary>
/// <param name="Start">Where the stretch begins that is replaced.</param>
/// <param name="Length">Its length.</param>
/// <param name="Items">The ways.</param>
internal sealed record CompletionList(int Start, int Length, IReadOnlyList<Completion> Items)
{
    /// <summary>No way.</summary>
    public static CompletionList None { get; } = new(0, 0, []);

    /// <summary>What all begin with, in the spelling of the first.</summary>
    public string CommonPrefix()
    {
        if (Items.Count == 0)
            return "";
        var prefix = Items[0].Text.AsSpan();
        foreach (var item in Items)
        {
            var same = 0;
            while (same < prefix.Length && same < item.Text.Length && char.ToUpperInvariant(prefix[same]) == char.ToUpperInvariant(item.Text[same]))
                same++;
            prefix = prefix[..same];
        }
        return prefix.ToString();
    }
}
