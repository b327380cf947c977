using System.Collections.Immutable;
using OpsShell.Core.Nodes;

namespace OpsShell.Core.Changes;

/// <summary>A plan together with what the node has now: everything that a person must see before saying yes.</summary>
/// <param name="Node">The node.</param>
/// <param name="MachineId">The content of its /etc/machine-id; empty when it has none.</param>
/// <param name="Title">What the change is for.</param>
/// <param name="Steps">The steps that change something; those whose target is as wanted already are left out.</param>
public sealed record PreparedChange(Node Node, string MachineId, string Title, ImmutableArray<PreparedStep> Steps);
