using System.Collections.Immutable;

namespace OpsShell.Core.Probing;

/// <summary>What an item came to.</summary>
/// <param name="Item">The item.</param>
/// <param name="Status">
/// For a file, listing or command its own status; for a pattern Ok when at least one file matched (see each content's own
/// status), else Missing.
/// </param>
/// <param name="Contents">First sample: one content, or one for each file of a pattern, in order of name.</param>
/// <param name="SecondContents">Second sample of a sampled item; empty for others.</param>
/// <param name="Reason">Why it is not Ok; empty when it is.</param>
public sealed record ProbeResult(
    ProbeItem Item, ProbeStatus Status, ImmutableArray<ProbeContent> Contents, ImmutableArray<ProbeContent> SecondContents, string Reason)
{
    /// <summary>A result without contents.</summary>
    public static ProbeResult None(ProbeItem item, ProbeStatus status, string reason) => new(item, status, [], [], reason);
}
