using System.Collections.Immutable;

namespace OpsShell.Core.Changes;

/// <summary>What is to be changed on one node, in order. It is pure intent; <see cref="ChangeExecutor.Prepare"/> looks at the node.</summary>
/// <param name="Title">What the change is for, in one sentence: <c>Turn off IPVS connection reuse</c>.</param>
/// <param name="Steps">The steps, in the order in which they are done. They are undone in reverse.</param>
public sealed record ChangePlan(string Title, ImmutableArray<ChangeStep> Steps)
{
    /// <summary>A plan that changes nothing.</summary>
    public static ChangePlan Nothing { get; } = new("", []);
}
