using System.Management.Automation;
using System.Text;
using OpsShell.Core.Nodes;
using OpsShell.Core.Text;
using OpsShell.Core.Transport;
using OpsShell.Fleet;
using OpsShell.Ipvs.Facts;
using OpsShell.Ipvs.Probing;

namespace OpsShell.Ipvs.Commands;

/// <summary>Connects to a virtual service again and again from one source port, and reports stalls of 1, 3 and 7 s.</summary>
/// <remarks>
/// <para>
/// This is the proof for what Test-OpsIpvs -Check ipvs/conn-reuse concludes from versions and settings: an IPVS with the failure
/// drops the first packet of a connection whose source port is still known from the one before (for 120 s), and the client waits a second
/// until it sends it again.
/// </para>
/// <para>
/// It makes traffic: 3 connections from ports of the kernel's choice, to compare with, then -Count connections from one port. Each
/// sends a request HEAD in HTTP/1.0, so that the server ends the connection, because only that leaves IPVS in the state that
/// matters. Any server will do that closes after it, also one that does not understand HTTP; its log may show the request. Five
/// failures in a row end the probe, and -MaxDuration ends it anyway.
/// </para>
/// <para>
/// The connections come from the nodes that -ComputerName names: a client of the service, often the node with IPVS itself. They use
/// python, perl or curl, whichever is there first, and nothing is installed; from this machine sockets of PowerShell's own
/// process. The result names what was used. With curl stalls are told by time alone.
/// </para>
/// </remarks>
/// <example needs="fleet">
/// <code>Test-OpsIpvsConnectionReuse 10.96.0.10 80 -ComputerName web07</code>
/// <para>Connects 20 times from one port of web07 to the virtual service 10.96.0.10:80.</para>
/// </example>
/// <example needs="fleet">
/// <code>(Test-OpsIpvsConnectionReuse 10.96.0.10 80 -Count 100 -ComputerName web07).Attempts | Where-Object StallSeconds -gt 0</code>
/// <para>Shows the single connections that stalled.</para>
/// </example>
/// <seealso href="cmdlet:Test-OpsIpvs">Test-OpsIpvs</seealso>
[Cmdlet(VerbsDiagnostic.Test, "OpsIpvsConnectionReuse", SupportsShouldProcess = true)]
[OutputType(typeof(OpsReuseProbe))]
public sealed class TestOpsIpvsConnectionReuseCommand : NodeCmdlet
{
    // Below the usual range of ephemeral ports and of node ports, so that nobody else uses it by chance.
    private const int LeastPort = 20000, MostPort = 29999;

    /// <summary>The virtual address, IPv4 or IPv6.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string VirtualAddress { get; set; } = "";

    /// <summary>The virtual port, 1 to 65535. (-Port is that of SSH.)</summary>
    [Parameter(Position = 1, Mandatory = true)]
    [ValidateRange(1, 65535)]
    public int VirtualPort { get; set; }

    /// <summary>Connections from the one source port, 2 to 1000. Default 20.</summary>
    [Parameter]
    [ValidateRange(2, 1000)]
    public int Count { get; set; } = 20;

    /// <summary>The one source port, 1024 to 65535. Default: one by chance from 20000 to 29999.</summary>
    [Parameter]
    [ValidateRange(1024, 65535)]
    public int? LocalPort { get; set; }

    /// <summary>Seconds between two connections, 0 to 60. Default 0.05.</summary>
    [Parameter]
    [ValidateRange(0.0, 60.0)]
    public double Interval { get; set; } = 0.05;

    /// <summary>Seconds within which a connection must come about, 2 to 60. Default 10, which takes in a stall of 7 s.</summary>
    [Parameter]
    [ValidateRange(2, 60)]
    public int ConnectTimeout { get; set; } = 10;

    /// <summary>Seconds after which no further connection is begun, 1 to 3600. Default 120.</summary>
    [Parameter]
    [ValidateRange(1, 3600)]
    public int MaxDuration { get; set; } = 120;

    /// <inheritdoc/>
    protected override void Run(IReadOnlyList<Node> nodes)
    {
        var plan = Plan();
        var from = nodes.Count == 1 ? DisplayText.Clean(nodes[0].Name) : $"each of {nodes.Count} nodes";
        if (!ShouldProcess($"{plan.Target} from {from}", $"Open {plan.Total} TCP connections"))
            return;
        WriteWarning($"Makes traffic: {plan.Total} TCP connections to {plan.Target} from {from}, {Count} of them from source port {plan.LocalPort}, for at most {MaxDuration} s.");
        RunOnNodes(nodes, (connection, cancel) => Probe(connection, plan, cancel), (node, answer) => WriteObject(ReuseJudgement.Of(node.Name, plan, answer)));
    }

    private ReusePlan Plan()
    {
        if (!IpvsAddress.TryParse(VirtualAddress, out var address))
        {
            ThrowTerminatingError(new ErrorRecord(
                new PSArgumentException($"'{DisplayText.Clean(VirtualAddress)}' is no IP address. Write the virtual address as 10.96.0.10 or fd00::10, and its port as -VirtualPort."),
                "NotAnAddress", ErrorCategory.InvalidArgument, VirtualAddress));
        }
        return new ReusePlan(
            address.ToIPAddress(), VirtualPort, LocalPort ?? Random.Shared.Next(LeastPort, MostPort + 1), Count, TimeSpan.FromSeconds(ConnectTimeout),
            TimeSpan.FromSeconds(Interval), TimeSpan.FromSeconds(MaxDuration));
    }

    private static ReuseAnswer Probe(INodeConnection connection, ReusePlan plan, CancellationToken cancellationToken)
    {
        if (connection.Node.Transport == NodeTransport.Local)
            return LocalReuseProbe.Run(plan, cancellationToken);
        OwnNetwork.Require(connection, "the connections would not come from the machine, nor pass its IPVS", cancellationToken);
        var name = connection.Node.Name;
        var outcome = connection.Execute(ReuseScript.Request(plan), null, cancellationToken);
        if (outcome.TimedOut)
            throw new NodeException(NodeErrorId.NodeTimedOut, $"{name}: the probe did not end in time.", "Give a smaller -Count.");
        try
        {
            var answer = ReuseAnswer.Parse(Encoding.UTF8.GetString(outcome.Output.Span));
            return answer.Tool.Length > 0
                ? answer
                : throw new NodeException(NodeErrorId.ToolMissing, $"{name}: nothing there can connect from a chosen source port (python, perl, curl).", "Probe from another client of the service.");
        }
        catch (FormatException error)
        {
            var said = DisplayText.Excerpt(Encoding.UTF8.GetString(outcome.Error.Span), 200);
            throw new NodeException(NodeErrorId.ProtocolError, $"{name}: the answer of the probe was not understood: {error.Message}{(said.Length > 0 ? $" ({said})" : "")}", "", error);
        }
    }
}
