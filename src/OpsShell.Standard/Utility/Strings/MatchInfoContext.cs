namespace Microsoft.PowerShell.Commands;

/// <summary>The lines around a match.</summary>
public sealed class MatchInfoContext : ICloneable
{
    internal MatchInfoContext()
    {
    }

    /// <summary>The lines before the match.</summary>
    public string[] PreContext { get; set; } = [];

    /// <summary>The lines after the match.</summary>
    public string[] PostContext { get; set; } = [];

    /// <summary>The lines before the match that no earlier match shows.</summary>
    public string[] DisplayPreContext { get; set; } = [];

    /// <summary>The lines after the match, up to the next match.</summary>
    public string[] DisplayPostContext { get; set; } = [];

    /// <summary>A copy that shares nothing with this one.</summary>
    public object Clone() => new MatchInfoContext
    {
        PreContext = [.. PreContext],
        PostContext = [.. PostContext],
        DisplayPreContext = [.. DisplayPreContext],
        DisplayPostContext = [.. DisplayPostContext],
    };
}
