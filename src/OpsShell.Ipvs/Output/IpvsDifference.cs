using System.Collections.Immutable;
using OpsShell.Core.Findings;

namespace OpsShell.Ipvs;

/// <summary>One thing in which nodes differ from their reference (<c>Compare-OpsIpvs</c>). A contract: members are added, never renamed.</summary>
public sealed record IpvsDifference
{
    /// <summary>Warning; Info where it may be as it should, for the reason in <see cref="Reason"/>.</summary>
    public required FindingStatus Status { get; init; }

    /// <summary>What differs.</summary>
    public required IpvsDifferenceKind Kind { get; init; }

    /// <summary>
    /// As in Compare-Object, with the reference on the left: <c>&lt;=</c> only the reference has it, <c>=&gt;</c> only the nodes have it,
    /// <c>&lt;&gt;</c> both have it, with different values.
    /// </summary>
    public required string SideIndicator { get; init; }

    /// <summary>The virtual service: <c>TCP 10.96.0.1:443</c>; a NodePort is <c>TCP &lt;node&gt;:30080</c>.</summary>
    public required string Service { get; init; }

    /// <summary>Namespace, name and port of the Kubernetes service; empty when not compared with Kubernetes.</summary>
    public required string KubernetesService { get; init; }

    /// <summary>The real server; empty when it is about the service.</summary>
    public required string RealServer { get; init; }

    /// <summary>What the reference has; empty for something extra.</summary>
    public required string Expected { get; init; }

    /// <summary>What the nodes have; empty for something missing.</summary>
    public required string Actual { get; init; }

    /// <summary>The nodes that differ, in the short form of selectors: <c>web[01-40]</c>.</summary>
    public required string Nodes { get; init; }

    /// <summary>How many differ.</summary>
    public required int Count { get; init; }

    /// <summary>How many were compared.</summary>
    public required int NodeCount { get; init; }

    /// <summary>What they were compared with: a node, most of the nodes, the Kubernetes API, or files.</summary>
    public required string Reference { get; init; }

    /// <summary>Why it is Info only; empty otherwise.</summary>
    public required string Reason { get; init; }

    /// <summary>The nodes that differ, one by one.</summary>
    public required ImmutableArray<string> ComputerName { get; init; }

    /// <summary>The difference in a few words, for tables: the values, the Kubernetes service, and why it may be right.</summary>
    public string Summary
    {
        get
        {
            var values = (Expected, Actual) switch
            {
                (var expected, "") => expected,
                ("", var actual) => actual,
                var (expected, actual) => $"{actual}, not {expected}",
            };
            return string.Join("; ", new[] { KubernetesService, values, Reason }.Where(part => part.Length > 0));
        }
    }
}
