using System.Management.Automation;
using OpsShell.Core.Fleet;
using OpsShell.Core.Nodes;
using OpsShell.Core.Transport;
using OpsShell.Fleet.Completion;

namespace OpsShell.Fleet;

/// <summary>
/// What all cmdlets that reach nodes have in common: the parameters, one fan-out over all nodes that the whole pipeline names,
/// results in order of completion, errors that concern one node only, progress, and an interrupt that also ends what runs on
/// the nodes. A cmdlet adds what to do on a node and what to write for it.
/// </summary>
public abstract class NodeCmdlet : LoginCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<object> _named = [];
    private FanOut? _fan;

    /// <summary>
    /// The nodes: names (<c>web01</c>, <c>root@web01:2222</c>), selectors (<c>web[01-40]</c>, <c>@edge</c>, <c>role=gateway</c>,
    /// <c>*</c>, <c>!bad[3-5]</c>), <c>root:/host</c>, <c>snapshot:FILE</c>, node objects of Get-OpsNode, or any result with a
    /// ComputerName. Without it: the default target that Use-OpsNode has set, else this machine. See about_OpsShell_Nodes.
    /// </summary>
    [Parameter(Position = 10, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("HostName", "Node", "Cn")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NodeNameCompleter))]
    public object[]? ComputerName { get; set; }

    /// <summary>
    /// The file with the inventory, in YAML, JSON or CSV, or a plain list of hosts. Default: the file that OPSSHELL_INVENTORY
    /// names, then ~/.config/opsshell/inventory.yaml, then /etc/opsshell/inventory.yaml.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Inventory { get; set; }

    /// <summary>How many nodes are worked on at once, 1 to 1024. Default 64.</summary>
    [Parameter]
    [ValidateRange(1, 1024)]
    public int ThrottleLimit { get; set; } = FleetOptions.DefaultThrottleLimit;

    /// <summary>Limit in seconds for one node, from connecting to its answer. Default: none.</summary>
    [Parameter]
    [ValidateRange(0.1, 86400.0)]
    public double? NodeTimeout { get; set; }

    /// <summary>Works as root, by sudo, on nodes where the login user is another.</summary>
    [Parameter]
    public SwitchParameter Become { get; set; }

    /// <summary>The password for sudo, where it asks for one. The user name in it does not matter.</summary>
    [Parameter]
    [Credential]
    public PSCredential? BecomeCredential { get; set; }

    /// <summary>Works in the background, and writes a job at once; Receive-Job gives its results.</summary>
    [Parameter]
    public SwitchParameter AsJob { get; set; }

    /// <summary>What ends the work on all nodes.</summary>
    protected CancellationToken StopToken => _stop.Token;

    /// <summary>Whether the user named nodes on the command line, so that pipeline input is something else.</summary>
    protected bool NamedByParameter { get; private set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() =>
        NamedByParameter = MyInvocation.BoundParameters.ContainsKey(nameof(ComputerName));

    /// <summary>Collects the nodes; nothing is done with them before all are known.</summary>
    protected override void ProcessRecord()
    {
        // A parameter that is bound on the command line keeps its value for every pipeline record.
        if (ComputerName is not null && !(NamedByParameter && _named.Count > 0))
            _named.AddRange(ComputerName);
    }

    /// <summary>Does the work on all nodes.</summary>
    protected sealed override void EndProcessing()
    {
        var nodes = ResolveNodes();
        if (nodes.Count == 0)
            return;
        if (AsJob)
            StartJob(nodes);
        else
            Run(nodes);
    }

    /// <summary>Parameters of the job that does the cmdlet's work: those of the command line, and what came by the pipeline.</summary>
    protected virtual Dictionary<string, object?> JobParameters() => new(MyInvocation.BoundParameters!, StringComparer.OrdinalIgnoreCase);

    /// <summary>Does the cmdlet's work. <see cref="RunOnNodes"/> is the way.</summary>
    /// <param name="nodes">The nodes, each once; at least one.</param>
    protected abstract void Run(IReadOnlyList<Node> nodes);

    /// <summary>Ends the work on all nodes at once.</summary>
    protected override void StopProcessing() => _stop.Cancel();

    /// <inheritdoc/>
    protected override ConnectionOptions LoginOptions() => base.LoginOptions() with
    {
        Become = MyInvocation.BoundParameters.ContainsKey(nameof(Become)) ? BecomeChosen : null,
        BecomePassword = BecomeCredential?.GetNetworkCredential().Password,
    };

    /// <summary>Whether the user asked on the command line to work as root.</summary>
    protected BecomeMethod BecomeChosen => Become ? BecomeMethod.Sudo : BecomeMethod.None;

    /// <summary>Runs the work on all nodes over the process's connections; a node that fails is an error record.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="work">What to do on each; it runs on the node's own thread.</param>
    /// <param name="write">Writes what came out for a node; it runs on the pipeline's thread.</param>
    /// <param name="failed">Writes more for a node that failed, before its error record; null for the error record alone.</param>
    protected void RunOnNodes<T>(
        IReadOnlyList<Node> nodes, Func<INodeConnection, CancellationToken, T> work, Action<Node, T> write, Action<Node, NodeError>? failed = null)
    {
        using var lease = NodeConnections.Open(LoginOptions());
        RunOver(nodes, lease.Connector, RunOptions(), work, outcome =>
        {
            if (outcome.Error is null)
            {
                write(outcome.Node, outcome.Value!);
                return;
            }
            failed?.Invoke(outcome.Node, outcome.Error);
            WriteFailure(outcome.Node, outcome.Error);
        });
    }

    /// <summary>Runs the work on all nodes over connections of the caller's.</summary>
    /// <param name="nodes">The nodes.</param>
    /// <param name="connector">Opens the connections.</param>
    /// <param name="options">How wide, how long, how often.</param>
    /// <param name="work">What to do on each; it runs on the node's own thread.</param>
    /// <param name="write">Writes a node's outcome; it runs on the pipeline's thread.</param>
    protected void RunOver<T>(
        IReadOnlyList<Node> nodes, INodeConnector connector, FleetOptions options, Func<INodeConnection, CancellationToken, T> work,
        Action<NodeOutcome<T>> write)
    {
        using var fan = new FanOut(this, new FleetRunner(connector, options), _stop.Token);
        _fan = fan;
        fan.Run(ShowsProgress ? MyInvocation.MyCommand.Name : null, nodes, work, write);
    }

    /// <summary>The names of the nodes that the present record of the pipeline, or -ComputerName, is about.</summary>
    protected IEnumerable<string> NamesOfRecord() => NodeReferences.Names(ComputerName);

    /// <summary>The nodes that a parameter of the cmdlet's own names, as -ComputerName names them.</summary>
    protected IReadOnlyList<Node> Resolve(string selector) => NodeReferences.Resolve(this, [selector], Inventory);

    /// <summary>Whether progress over the nodes is shown. Not by a cmdlet that uses the screen itself.</summary>
    protected virtual bool ShowsProgress => true;

    /// <summary>Writes the error record of a node that failed.</summary>
    protected virtual void WriteFailure(Node node, NodeError error) => WriteError(NodeErrorRecord.Create(node, error));

    /// <summary>Has something written by the pipeline's thread while the work is going on; for use on a node's thread.</summary>
    protected void Post(Action write) => _fan?.Post(write);

    /// <summary>How wide and how long, from the parameters.</summary>
    protected FleetOptions RunOptions() => new()
    {
        ThrottleLimit = ThrottleLimit,
        NodeTimeout = NodeTimeout is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
    };

    private void StartJob(IReadOnlyList<Node> nodes)
    {
        var parameters = JobParameters();
        parameters.Remove(nameof(AsJob));
        parameters[nameof(ComputerName)] = nodes.ToArray<object>();
        var names = nodes.Count > 3 ? $"{nodes[0].Name}, ... ({nodes.Count} nodes)" : string.Join(", ", nodes.Select(node => node.Name));
        var job = OpsJob.Start(MyInvocation, parameters, SessionState.Path.CurrentFileSystemLocation.ProviderPath, names);
        JobRepository.Add(job);
        WriteObject(job);
    }

    /// <summary>
    /// The default target or this machine is meant only when nobody names nodes. A pipeline that names none, because its filter let
    /// none through, means none: <c>Get-OpsNode ... | Where-Object ... | Invoke-OpsCommand reboot</c> must never reboot the desk it
    /// is typed at.
    /// </summary>
    protected virtual IReadOnlyList<Node> ResolveNodes()
    {
        if (_named.Count > 0)
            return NodeReferences.Resolve(this, _named, Inventory);
        return MyInvocation.ExpectingInput ? [] : DefaultTarget.Resolve(this, Inventory);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the cmdlet holds.</summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing) => _stop.Dispose();
}
