using OpsShell.Core.Nodes;

namespace OpsShell.Ipvs.Plans;

/// <summary>That a remedy was chosen.</summary>
/// <param name="ComputerName">The node; null for all.</param>
/// <param name="Check">The check whose remedy it is.</param>
/// <param name="Subject">What on the node; empty for all.</param>
internal sealed record RemedyChoice(string? ComputerName, string Check, string Subject)
{
    /// <summary>Whether it holds for a node.</summary>
    public bool IsFor(Node node) => ComputerName is null || ComputerName.Equals(node.Name, StringComparison.OrdinalIgnoreCase);
}
