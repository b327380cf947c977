using System.Collections.Immutable;

namespace OpsShell.Fleet;

/// <summary>The default target of a session: the nodes that cmdlets work on when none is named.</summary>
public sealed record OpsDefaultNode
{
    /// <summary>The selector; <c>local</c> for this machine.</summary>
    public required string Selector { get; init; }

    /// <summary>The nodes that it means now, by name.</summary>
    public required ImmutableArray<string> ComputerName { get; init; }
}
