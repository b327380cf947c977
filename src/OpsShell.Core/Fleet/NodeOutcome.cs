using OpsShell.Core.Nodes;
using OpsShell.Core.Transport;

namespace OpsShell.Core.Fleet;

/// <summary>What one node came to.</summary>
/// <param name="Node">The node.</param>
/// <param name="Value">The result; default when there is an error.</param>
/// <param name="Error">Why there is no result, or null.</param>
/// <param name="Duration">From taking up the node to its result, retries included.</param>
public sealed record NodeOutcome<T>(Node Node, T? Value, NodeError? Error, TimeSpan Duration);
