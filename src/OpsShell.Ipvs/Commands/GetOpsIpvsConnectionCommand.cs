using System.Management.Automation;
using OpsShell.Core.Nodes;
using OpsShell.Core.Transport;
using OpsShell.Fleet;

namespace OpsShell.Ipvs.Commands;

/// <summary>Counts the connections that IPVS keeps on nodes: by state, by client, or one by one.</summary>
/// <remarks>
/// <para>
/// Without a switch, connections are counted by state for each real server of each service. -Client counts by client and service and shows the
/// TIME_WAIT share of the port range: how likely a client's next connection reuses a port that IPVS still knows, which is what
/// connection-reuse failures start from. -Raw writes the connections themselves, at most -MaxCount of a node. Counting is done on the node.
/// </para>
/// <para>
/// Kernels before 6.14 walk the whole connection table for every 62 lines of /proc/net/ip_vs_conn. So a node is first asked how many
/// connections it has; where reading would take more than 5 s of its CPU, or takes it while it goes on, that node is an error
/// (ReadTooCostly) with the number and the estimate. -Force reads all the same. A recording has the connections where it was made with
/// Save-OpsSnapshot -Include ipvs/connections.
/// </para>
/// </remarks>
/// <example needs="fleet">
/// <code>Get-OpsIpvsConnection node01 | Where-Object SynReceived -gt 100</code>
/// <para>Finds real servers that do not answer, or whose answers do not come back through the node.</para>
/// </example>
/// <example needs="fleet">
/// <code>Get-OpsIpvsConnection '@gateway' -Client -Top 5</code>
/// <para>Shows on each node the five clients that are the likeliest to reuse a port.</para>
/// </example>
/// <example needs="fleet">
/// <code>Get-OpsIpvsConnection node01 -Raw -VirtualAddress 10.96.77.1 -State SYN_RECV</code>
/// <para>Lists half-open connections of one service.</para>
/// </example>
/// <seealso href="cmdlet:Get-OpsIpvsService">Get-OpsIpvsService</seealso>
[Cmdlet(VerbsCommon.Get, "OpsIpvsConnection", DefaultParameterSetName = ServerSet)]
[OutputType(typeof(OpsIpvsConnectionState), ParameterSetName = [ServerSet])]
[OutputType(typeof(OpsIpvsClient), ParameterSetName = [ClientSet])]
[OutputType(typeof(OpsIpvsConnection), ParameterSetName = [RawSet])]
public sealed class GetOpsIpvsConnectionCommand : NodeCmdlet
{
    private const string ServerSet = "Server", ClientSet = "Client", RawSet = "Raw";
    private ConnectionFilter _filter = null!;

    /// <summary>Counts by client and service, the most TIME_WAIT first.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ClientSet)]
    public SwitchParameter Client { get; set; }

    /// <summary>How many clients to write for each node, 1 to 100000. Default 20.</summary>
    [Parameter(ParameterSetName = ClientSet)]
    [ValidateRange(1, 100_000)]
    public int Top { get; set; } = 20;

    /// <summary>Writes the connections themselves.</summary>
    [Parameter(Mandatory = true, ParameterSetName = RawSet)]
    public SwitchParameter Raw { get; set; }

    /// <summary>The most connections to write for each node, 1 to 10000000; a warning says when there are more. Default 10000.</summary>
    [Parameter(ParameterSetName = RawSet)]
    [ValidateRange(1, 10_000_000)]
    public int MaxCount { get; set; } = 10_000;

    /// <summary>Only connections in these states, by the kernel's names: ESTABLISHED, TIME_WAIT, SYN_RECV, ...; UDP for UDP's only one. (tcp_state_name_table in ip_vs_proto_tcp.c, and that of ip_vs_proto_sctp.c.)</summary>
    [Parameter(ParameterSetName = RawSet)]
    [ValidateSet(
        "NONE", "ESTABLISHED", "SYN_SENT", "SYN_RECV", "FIN_WAIT", "TIME_WAIT", "CLOSE", "CLOSE_WAIT", "LAST_ACK", "LISTEN", "SYNACK", "UDP", "ASSURED",
        "INIT1", "INIT", "C-SENT", "C-REPLIED", "C-WAIT", "COOKIE", "C-ECHOED", "S-SENT", "S-RECEIVED", "S-ACK-SENT", "REJECTED", "CLOSED")]
    public string[] State { get; set; } = [];

    /// <summary>Only services at these addresses: an address, a network (<c>10.96.0.0/12</c>), or wildcards (<c>10.96.*</c>).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [Alias("VIP")]
    public string[] VirtualAddress { get; set; } = [];

    /// <summary>Only services at these ports, 0 to 65535.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    public int[] VirtualPort { get; set; } = [];

    /// <summary>Only these clients: an address, a network, or wildcards.</summary>
    [Parameter(ParameterSetName = ClientSet)]
    [Parameter(ParameterSetName = RawSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] ClientAddress { get; set; } = [];

    /// <summary>Only real servers at these addresses: an address, a network, or wildcards.</summary>
    [Parameter(ParameterSetName = ServerSet)]
    [Parameter(ParameterSetName = RawSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] RealServerAddress { get; set; } = [];

    /// <summary>Reads also where that costs a node much.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _filter = new ConnectionFilter(
            Addresses.Parse(this, VirtualAddress), [.. VirtualPort], Addresses.Parse(this, ClientAddress), Addresses.Parse(this, RealServerAddress),
            [.. State.Select(state => state.ToUpperInvariant())]);
    }

    /// <inheritdoc/>
    protected override void Run(IReadOnlyList<Node> nodes) =>
        RunOnNodes(nodes, Read, (node, reading) => Write(node, reading));

    private ConnectionReading Read(INodeConnection connection, CancellationToken cancellationToken) =>
        new ConnectionReader(connection, Force, cancellationToken).Read(Raw ? _filter : null, MaxCount);

    private void Write(Node node, ConnectionReading reading)
    {
        if (reading.Unavailable is { } missing)
            WriteError(IpvsErrorRecord.Create(node, missing));
        else if (reading.Refusal is { } refusal)
            WriteRefusal(node, refusal);
        else if (Raw)
            WriteRaw(node, reading);
        else if (Client)
            WriteObject(reading.Clients(node.Name, _filter).Take(Top), enumerateCollection: true);
        else
            WriteObject(reading.States(node.Name, _filter), enumerateCollection: true);
    }

    private void WriteRaw(Node node, ConnectionReading reading)
    {
        WriteObject(reading.Connections.Select(connection => ConnectionReading.ToOutput(node.Name, connection)), enumerateCollection: true);
        if (reading.HasMore)
            WriteWarning($"{node.Name}: there are more than {MaxCount} such connections; -MaxCount raises the limit, and filters narrow it.");
    }

    private void WriteRefusal(Node node, string refusal)
    {
        const string Remedy = "Get-OpsIpvsService has the connections of every real server at next to no cost. -Force reads all the same.";
        WriteError(new ErrorRecord(new InvalidOperationException(refusal), "ReadTooCostly", ErrorCategory.LimitsExceeded, node)
        {
            ErrorDetails = new ErrorDetails($"{node.Name}: {refusal}") { RecommendedAction = Remedy },
        });
    }
}
