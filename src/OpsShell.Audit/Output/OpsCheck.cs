using System.Collections.Immutable;
using OpsShell.Core.Findings;

namespace OpsShell.Audit;

/// <summary>What a check is and what it judges by (<c>Get-OpsCheck</c>). A contract: members are added, never renamed.</summary>
public sealed record OpsCheck
{
    /// <summary><c>area/name</c>; stable.</summary>
    public required string Id { get; init; }

    /// <summary>The area.</summary>
    public required string Area { get; init; }

    /// <summary>What it looks for, in one line.</summary>
    public required string Title { get; init; }

    /// <summary>How it decides.</summary>
    public required string Description { get; init; }

    /// <summary>The numbers it judges by. <c>Invoke-OpsAudit -Threshold @{ID = NUMBER}</c> sets another.</summary>
    public required ImmutableArray<Threshold> Thresholds { get; init; }

    /// <summary>The names of the facts it decides from, for <c>Get-OpsFact -Name</c>.</summary>
    public required ImmutableArray<string> Facts { get; init; }

    /// <summary>What is read on the node for it: paths, patterns, and commands in backquotes.</summary>
    public required ImmutableArray<string> Items { get; init; }

    /// <summary>Where the rule comes from.</summary>
    public required string Reference { get; init; }

    /// <summary>The description of a check.</summary>
    internal static OpsCheck From(Check check) => new()
    {
        Id = check.Info.Id,
        Area = check.Info.Area,
        Title = check.Info.Title,
        Description = check.Info.Description,
        Thresholds = check.Thresholds,
        Facts = [.. check.Needs.Select(fact => fact.Name)],
        Items = [.. check.Needs.SelectMany(fact => fact.Items).Distinct().Select(item => item.Source)],
        Reference = check.Info.Reference,
    };
}
