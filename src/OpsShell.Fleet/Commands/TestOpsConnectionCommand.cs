using System.Diagnostics;
using System.Management.Automation;
using OpsShell.Core.Fleet;
using OpsShell.Core.Nodes;
using OpsShell.Core.Transport;
using OpsShell.Core.Transport.Ssh;

namespace OpsShell.Fleet.Commands;

/// <summary>Tests whether nodes can be reached, and shows where the time goes.</summary>
/// <remarks>
/// <para>
/// Connects afresh, never over a warm connection, and runs one empty command. The result has the time of each step (address,
/// TCP, key exchange, login, command), what was agreed on with the server, and which line of known_hosts vouches for it.
/// </para>
/// <para>
/// A node that cannot be reached is a result too, with Succeeded false, what was tried and what went wrong in words, and what to
/// do about it; it is not an error record, because finding it out is what was asked for.
/// </para>
/// </remarks>
/// <example>
/// <code>Test-OpsConnection</code>
/// <para>Tests this machine: whether a POSIX shell starts.</para>
/// </example>
/// <example needs="fleet">
/// <code>Test-OpsConnection '@edge' -ThrottleLimit 256 | Where-Object Succeeded -eq $false</code>
/// <para>Lists the nodes of the group edge that cannot be reached, with the reasons.</para>
/// </example>
/// <seealso href="about:OpsShell_Connections">about_OpsShell_Connections</seealso>
[Cmdlet(VerbsDiagnostic.Test, "OpsConnection")]
[OutputType(typeof(ConnectionTestResult))]
public sealed class TestOpsConnectionCommand : NodeCmdlet
{
    private static readonly CommandRequest _nothing = new() { Script = ":" };

    /// <inheritdoc/>
    protected override void Run(IReadOnlyList<Node> nodes)
    {
        using var connector = NodeConnections.OpenCold(LoginOptions());
        // Trying again would hide the very failure that is looked for.
        RunOver(nodes, connector, RunOptions() with { ConnectRetries = 0 }, Test, outcome => WriteObject(Result(outcome)));
    }

    private static ConnectionTestResult Test(INodeConnection connection, CancellationToken cancellationToken)
    {
        var node = connection.Node;
        var runs = node.Transport is NodeTransport.Local or NodeTransport.Ssh;
        var started = Stopwatch.GetTimestamp();
        if (runs)
            connection.Execute(_nothing, null, cancellationToken);
        var result = Describe(node, (connection as SshConnection)?.Info);
        return runs ? result with { Exec = Stopwatch.GetElapsedTime(started) } : result;
    }

    private static ConnectionTestResult Describe(Node node, SshConnectionInfo? info) => new()
    {
        ComputerName = node.Name,
        Succeeded = true,
        Transport = node.Transport,
        Total = TimeSpan.Zero,
        Address = info?.Address ?? node.Path,
        Resolve = info?.Timings.Resolve,
        Tcp = info?.Timings.Connect,
        Handshake = info?.Timings.KeyExchange,
        Authentication = info?.Timings.Authentication,
        ServerVersion = info?.ServerVersion,
        KeyExchange = info?.KeyExchange,
        Cipher = info?.Cipher,
        HostKey = info is null ? null : $"{info.HostKeyType} {info.HostKeyFingerprint}",
        HostKeySource = info?.HostKeySource,
        LoginMethod = info?.Authentication,
    };

    private static ConnectionTestResult Result(NodeOutcome<ConnectionTestResult> outcome) => outcome switch
    {
        { Error: { } error } => Describe(outcome.Node, null) with
        {
            Succeeded = false,
            FailureId = error.Id,
            Reason = error.Message,
            Remedy = error.Remedy,
            Total = outcome.Duration,
        },
        _ => outcome.Value! with { Total = outcome.Duration },
    };
}
