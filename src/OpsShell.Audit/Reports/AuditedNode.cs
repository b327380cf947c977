using OpsShell.Core.Nodes;
using OpsShell.Core.Transport;

namespace OpsShell.Audit.Reports;

/// <summary>One node of an audit, and how reading it went.</summary>
/// <param name="ComputerName">The node's name.</param>
/// <param name="Transport">How it was reached.</param>
/// <param name="Duration">From taking up the node to its result, retries included.</param>
/// <param name="Error">Why it was not read, or null.</param>
/// <param name="RemoteCpuTime">User and system CPU time that the audit took on the node; null where the transport cannot tell.</param>
public sealed record AuditedNode(
    string ComputerName, NodeTransport Transport, TimeSpan Duration, NodeError? Error = null, TimeSpan? RemoteCpuTime = null);
