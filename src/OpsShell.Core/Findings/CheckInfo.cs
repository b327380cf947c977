namespace OpsShell.Core.Findings;

/// <summary>What a check is.</summary>
/// <param name="Id"><c>area/name</c> in lower case; stable, users put it into scripts.</param>
/// <param name="Title">What it looks for, in one line.</param>
/// <param name="Description">How it decides.</param>
/// <param name="Reference">Where the rule comes from.</param>
public sealed record CheckInfo(string Id, string Title, string Description, string Reference)
{
    /// <summary>The part of the id before the slash.</summary>
    public string Area => Id[..Id.IndexOf('/', StringComparison.Ordinal)];
}
