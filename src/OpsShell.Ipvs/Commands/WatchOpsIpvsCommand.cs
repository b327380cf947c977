using System.Diagnostics;
using System.Management.Automation;
using OpsShell.Core.Nodes;
using OpsShell.Core.Probing;
using OpsShell.Core.Text;
using OpsShell.Core.Transport;
using OpsShell.Core.Transport.Terminal;
using OpsShell.Fleet;
using OpsShell.Ipvs.Watching;

namespace OpsShell.Ipvs.Commands;

/// <summary>Shows in the terminal what IPVS on nodes does right now: busiest services, connections, errors.</summary>
/// <remarks>
/// <para>
/// In a terminal the picture fills the screen until q or Ctrl-C. s changes the order, p stops the picture, the cursor and page keys
/// scroll. Otherwise (in a pipe, with -PassThru, without a terminal or in one of kind dumb) each reading is an object.
/// </para>
/// <para>
/// The rates of a node come from the counters of its CPUs, which are live even where the estimator is off. Rates of single services
/// come from ipvsadm, which needs root (-Become) and is asked only where the table has at most 1,000 lines; else the services are ordered by
/// how the number of their connections changes. The kernel updates the counters of services every 2 s, so a shorter -Interval makes them jump.
/// </para>
/// <para>
/// Each reading is one round trip over a connection that stays open. Columns: W0 counts real servers of weight 0, SYN RE/S the
/// SYN packets that the node sends again, CT FAIL/S the entries that connection tracking cannot insert.
/// </para>
/// </remarks>
/// <example needs="fleet">
/// <code>Watch-OpsIpvs web07 -Become</code>
/// <para>Shows the services of web07 by new connections a second.</para>
/// </example>
/// <example needs="fleet">
/// <code>Watch-OpsIpvs '@edge' -Count 3 | Where-Object SynRetransmitsPerSecond -gt 10</code>
/// <para>Reads all nodes of the group edge three times, and shows when more than 10 SYN packets a second were sent again.</para>
/// </example>
/// <seealso href="cmdlet:Test-OpsIpvs">Test-OpsIpvs</seealso>
[Cmdlet(VerbsCommon.Watch, "OpsIpvs")]
[OutputType(typeof(OpsIpvsSample))]
public sealed class WatchOpsIpvsCommand : NodeCmdlet
{
    private readonly CancellationTokenSource _quit = new();
    private readonly List<(Node Node, NodeError Error)> _failures = [];
    private WatchView? _view;
    private WatchScreen? _screen;

    /// <summary>Seconds between two readings, 0.5 to 3600. Default 2.</summary>
    [Parameter]
    [ValidateRange(0.5, 3600.0)]
    public double Interval { get; set; } = 2;

    /// <summary>Samples of each node, after which it ends. Default: until it is stopped.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int? Count { get; set; }

    /// <summary>Services of each node, at most, 1 to 100000. Default 20.</summary>
    [Parameter]
    [ValidateRange(1, 100_000)]
    public int Top { get; set; } = 20;

    /// <summary>What services are sorted by: Rate (the default), Connections, Active, ZeroWeight or Name.</summary>
    [Parameter]
    public IpvsServiceOrder SortBy { get; set; }

    /// <summary>Writes objects also in a terminal.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override bool ShowsProgress => false;

    private bool HasScreen => !PassThru && WatchScreen.IsPossible && MyInvocation is { PipelinePosition: 1, PipelineLength: 1 };

    /// <inheritdoc/>
    protected override void Run(IReadOnlyList<Node> nodes)
    {
        if (nodes.Count > ThrottleLimit)
        {
            ThrowTerminatingError(new ErrorRecord(
                new PSArgumentException($"All nodes are watched at once, and {nodes.Count} are more than -ThrottleLimit {ThrottleLimit}. Name fewer, or raise it."),
                "TooManyNodes", ErrorCategory.LimitsExceeded, nodes.Count));
        }
        if (HasScreen)
            RunOnScreen(nodes);
        else
            RunOnNodes(nodes, (connection, cancel) => Watch(connection, sample => WriteObject(sample), cancel), (_, _) => { });
    }

    /// <inheritdoc/>
    protected override void WriteFailure(Node node, NodeError error)
    {
        if (_view is null)
        {
            base.WriteFailure(node, error);
            return;
        }
        // The record would be painted over; it is written when the screen is given back.
        _failures.Add((node, error));
        _view.TakeError(node.Name, error.Message);
        Paint();
    }

    private void RunOnScreen(IReadOnlyList<Node> nodes)
    {
        // The host may have the terminal in a state of its own, as it has while a native program runs.
        Host.NotifyBeginApplication();
        try
        {
            _view = new WatchView(Interval, Top, SortBy);
            using (_screen = new WatchScreen(key => Pressed(key), () => Post(Paint)))
            {
                Paint();
                // The view sorts, and the order can be changed: so it gets all services.
                RunOnNodes(nodes, (connection, cancel) => Watch(connection, Show, cancel), (_, _) => { });
            }
        }
        finally
        {
            _screen = null;
            _view = null;
            Host.NotifyEndApplication();
        }
        foreach (var (node, error) in _failures.Where(failure => failure.Error.Id != NodeErrorId.Cancelled))
            base.WriteFailure(node, error);
    }

    private void Pressed(WatchKey key)
    {
        if (key == WatchKey.Quit)
            _quit.Cancel();
        else
            Post(() =>
            {
                _view?.Press(key);
                Paint();
            });
    }

    private void Show(OpsIpvsSample sample)
    {
        _view?.Take(sample);
        Paint();
    }

    private void Paint() => _screen?.Paint(_view!.Lines(LocalTerminal.Size));

    /// <summary>Reads a node until it is enough; runs on the node's thread.</summary>
    private bool Watch(INodeConnection connection, Action<OpsIpvsSample> write, CancellationToken cancellationToken)
    {
        if (connection.Node.Transport == NodeTransport.Snapshot)
            throw new NodeException(NodeErrorId.NotSupported, $"'{connection.Node.Name}' is a recording, and watching needs a live node.", "Name the node itself, to reach it over SSH.");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _quit.Token);
        try
        {
            var started = Stopwatch.GetTimestamp();
            var previous = Read(connection, stop.Token);
            for (var samples = 0; samples < (Count ?? int.MaxValue);)
            {
                if (stop.Token.WaitHandle.WaitOne(Rest(Stopwatch.GetElapsedTime(started))))
                    break;
                started = Stopwatch.GetTimestamp();
                var current = Read(connection, stop.Token);
                // A mounted copy of a machine's files: nothing would ever be shown, and nobody told why.
                if (current.Uptime == previous.Uptime)
                    throw new NodeException(NodeErrorId.NotSupported, $"{connection.Node.Name}: its clock (/proc/uptime) stands still, so these are files of a machine and no live node.", "Name the node itself, to reach it over SSH.");
                if (WatchSampler.Of(connection.Node.Name, previous, current, SortBy, _view is null ? Top : int.MaxValue) is { } sample)
                {
                    Post(() => write(sample));
                    samples++;
                }
                previous = current;
            }
        }
        catch (OperationCanceledException) when (_quit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // The user has seen enough.
        }
        cancellationToken.ThrowIfCancellationRequested();
        return true;
    }

    /// <summary>The interval counts from begin to begin of readings; a slow node still gets some rest.</summary>
    private TimeSpan Rest(TimeSpan elapsed) => TimeSpan.FromSeconds(Math.Max(Interval / 4, Interval - elapsed.TotalSeconds));

    private static WatchReading Read(INodeConnection connection, CancellationToken cancellationToken)
    {
        var results = connection.Probe(WatchReading.Batch, cancellationToken);
        try
        {
            return WatchReading.Read(results);
        }
        catch (FactUnavailableException reason) when (reason.Status == ProbeStatus.Missing)
        {
            throw new NodeException(NodeErrorId.NotSupported, $"{connection.Node.Name}: this node has no IPVS: the module ip_vs is not loaded.", "");
        }
        catch (FactUnavailableException reason)
        {
            throw new NodeException(NodeErrorId.ProtocolError, $"{connection.Node.Name}: {DisplayText.Clean(reason.Message)}", "", reason);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _quit.Dispose();
        base.Dispose(disposing);
    }
}
