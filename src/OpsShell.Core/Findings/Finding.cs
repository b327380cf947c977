using System.Collections.Immutable;

namespace OpsShell.Core.Findings;

/// <summary>What one check found on one node. The members are a contract: they stand in json under the same names.</summary>
public sealed record Finding
{
    /// <summary>The node.</summary>
    public required string ComputerName { get; init; }

    /// <summary>Id of the check, <c>area/name</c>; stable.</summary>
    public required string Check { get; init; }

    /// <summary>The check's area.</summary>
    public required string Area { get; init; }

    /// <summary>The judgement.</summary>
    public required FindingStatus Status { get; init; }

    /// <summary>What on the node it concerns (<c>/var</c>, <c>eth0</c>); empty for the node as a whole.</summary>
    public string Subject { get; init; } = "";

    /// <summary>One line: what is the case, with the number that matters.</summary>
    public required string Title { get; init; }

    /// <summary>The values it rests on, and where they were seen.</summary>
    public ImmutableArray<Evidence> Evidence { get; init; } = [];

    /// <summary>What it means and why it matters.</summary>
    public string Explanation { get; init; } = "";

    /// <summary>What to do, with the command or cmdlet.</summary>
    public string Remedy { get; init; } = "";

    /// <summary>Where the rule comes from.</summary>
    public string Reference { get; init; } = "";
}
