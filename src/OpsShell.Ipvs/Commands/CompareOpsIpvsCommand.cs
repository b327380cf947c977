using System.Collections.Immutable;
using System.Management.Automation;
using System.Runtime.CompilerServices;
using OpsShell.Core.Facts;
using OpsShell.Core.Nodes;
using OpsShell.Core.Probing;
using OpsShell.Core.Text;
using OpsShell.Core.Transport;
using OpsShell.Fleet;
using OpsShell.Fleet.Completion;
using OpsShell.Ipvs.Compare;
using OpsShell.Ipvs.Kubernetes;

namespace OpsShell.Ipvs.Commands;

/// <summary>Compares the virtual services and real servers of nodes with each other, or with what Kubernetes wants of them.</summary>
/// <remarks>
/// <para>
/// Without -ReferenceNode, what most nodes have is right: a service, or a real server of it, that at least half of the nodes have,
/// and of its values that which most have. Of two nodes the first is the reference. One object tells one difference, with the nodes
/// that have it; -Detailed writes one for each node. Nothing is written when nothing differs, nor about nodes that could not be read: those are errors.
/// Counters and connections are not compared. Persistence is compared in seconds, by the tick of each kernel; where that cannot be read it is guessed, with a warning.
/// </para>
/// <para>
/// A NodePort stands on the addresses of the node itself, which differ by nature; it is compared as TCP &lt;node&gt;:30080. Services with
/// traffic policy Local have other real servers on every node by design; only the comparison with Kubernetes knows them.
/// </para>
/// <para>
/// -Kubernetes compares each node with the Services and EndpointSlices of the API, and -KubernetesFile with files of
/// 'kubectl get services,endpointslices -A -o json' (or yaml), by the rules of kube-proxy in IPVS mode: traffic policies, terminating
/// endpoints, session affinity, external and load balancer addresses, NodePorts on the addresses that have any. A service of no
/// Kubernetes service is an ExtraService. A real server that drains with weight 0 is no difference. Where topology hints let a node
/// leave endpoints out, a missing one is Info.
/// </para>
/// <para>
/// Endpoints change all the time, so nodes that differ are read again after -Recheck seconds, the API too, and only what
/// still differs is written.
/// </para>
/// </remarks>
/// <example needs="fleet">
/// <code>Compare-OpsIpvs 'node[001-500]'</code>
/// <para>Shows which of 500 nodes lack or have something that most of them have or lack.</para>
/// </example>
/// <example needs="fleet">
/// <code>Compare-OpsIpvs node1, node2 -ExcludeNodePort</code>
/// <para>Compares two nodes. The side &lt;= means that only node1 has it, =&gt; that only node2 has it.</para>
/// </example>
/// <example needs="fleet">
/// <code>Compare-OpsIpvs '@edge-sh' -Kubernetes -Context edge-sh | Where-Object Status -eq Warning</code>
/// <para>Compares the nodes of a cluster with its API, as a context of ~/.kube/config reaches it.</para>
/// </example>
/// <example needs="fleet">
/// <code>Compare-OpsIpvs snapshot:node7.zip -KubernetesFile services.json, endpointslices.json</code>
/// <para>Compares a recorded node with files that kubectl wrote at that time.</para>
/// </example>
/// <seealso href="cmdlet:Test-OpsIpvs">Test-OpsIpvs</seealso>
/// <seealso href="about:OpsShell_Nodes">about_OpsShell_Nodes</seealso>
[Cmdlet(VerbsData.Compare, "OpsIpvs", DefaultParameterSetName = NodesSet)]
[OutputType(typeof(IpvsDifference))]
public sealed class CompareOpsIpvsCommand : NodeCmdlet
{
    private const string NodesSet = "Nodes";
    private const string ApiSet = "Kubernetes";
    private const string FileSet = "KubernetesFile";

    // Nodes without a difference that are read again to see whether all have moved on together.
    private const int Witnesses = 3;

    private readonly Lock _namesLock = new();
    private readonly List<string> _unrecognized = [];
    private readonly List<string> _guessed = [];

    // By number; a recording has the name of the node that it was made of.
    private readonly Dictionary<int, string> _names = [];

    /// <summary>The node that is right; it need not be among -ComputerName. Default: what most nodes have, or the first of two nodes.</summary>
    [Parameter(ParameterSetName = NodesSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NodeNameCompleter))]
    public string? ReferenceNode { get; set; }

    /// <summary>Compares with the Kubernetes API. Within a pod, its service account is used when there is no kubeconfig.</summary>
    [Parameter(ParameterSetName = ApiSet)]
    public SwitchParameter Kubernetes { get; set; }

    /// <summary>The kubeconfig. Default: the files that KUBECONFIG names, then ~/.kube/config.</summary>
    [Parameter(ParameterSetName = ApiSet)]
    [ValidateNotNullOrEmpty]
    public string? KubeConfig { get; set; }

    /// <summary>The context of the kubeconfig. Default: its current one.</summary>
    [Parameter(ParameterSetName = ApiSet)]
    [ValidateNotNullOrEmpty]
    public string? Context { get; set; }

    /// <summary>Limit in seconds for one answer of the Kubernetes API, 1 to 600. Default 30.</summary>
    [Parameter(ParameterSetName = ApiSet)]
    [ValidateRange(1, 600)]
    public int KubernetesTimeout { get; set; } = 30;

    /// <summary>Files with Services and EndpointSlices, as kubectl get -o json or -o yaml writes them; at most 512 MiB each.</summary>
    [Parameter(ParameterSetName = FileSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string[] KubernetesFile { get; set; } = [];

    /// <summary>The scheduler that kube-proxy is set to (ipvs.scheduler). Default: that which most services of the node have.</summary>
    [Parameter(ParameterSetName = ApiSet)]
    [Parameter(ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty]
    public string? Scheduler { get; set; }

    /// <summary>Leaves NodePorts out.</summary>
    [Parameter]
    public SwitchParameter ExcludeNodePort { get; set; }

    /// <summary>First and last port of NodePorts (service-node-port-range of the API server), for comparing nodes with each other. Default 30000, 32767.</summary>
    [Parameter(ParameterSetName = NodesSet)]
    [ValidateCount(2, 2)]
    [ValidateRange(1, 65535)]
    public int[] NodePortRange { get; set; } = [30000, 32767];

    /// <summary>Seconds after which what differs is read again, 0 to 600; 0 writes the first differences at once. Default 2.</summary>
    [Parameter]
    [ValidateRange(0.0, 600.0)]
    public double Recheck { get; set; } = 2;

    /// <summary>Writes one object for each node that differs.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    private bool AmongNodes => ParameterSetName == NodesSet;

    /// <inheritdoc/>
    protected override void Run(IReadOnlyList<Node> nodes)
    {
        try
        {
            if (AmongNodes)
                CompareNodes(nodes);
            else
                CompareWithCluster(nodes);
        }
        catch (KubeException error)
        {
            ThrowTerminatingError(new ErrorRecord(error, error.Id, error.Category, KubeConfig ?? KubernetesFile.FirstOrDefault())
            {
                ErrorDetails = new ErrorDetails(DisplayText.CleanLines(error.Message)) { RecommendedAction = error.Remedy },
            });
        }
    }

    private void CompareNodes(IReadOnlyList<Node> named)
    {
        var (nodes, leader) = WithReference(named);
        if (nodes.Count < 2)
            Refuse("OneNode", $"There is only one node, {nodes[0].Name}, and nothing to compare it with.", "Name more nodes, or compare with Kubernetes by -Kubernetes or -KubernetesFile.", nodes[0]);
        var everyone = NodeSet.Of(nodes.Count, Enumerable.Range(0, nodes.Count));
        var reference = leader is { } number ? NodeSet.Of(nodes.Count, number) : everyone;
        NodeComparison Comparison(NodeSet right) => new(right, (NodePortRange[0], NodePortRange[1]), ExcludeNodePort);

        var (first, read) = Pass(nodes, everyone, Comparison(reference));
        if (leader is { } node && !read.Contains(node))
            Refuse("ReferenceNodeUnreadable", $"The reference, {nodes[node].Name}, could not be read, so nothing can be compared with it.", "Name another -ReferenceNode.", nodes[node]);
        Warn();
        if (read.Count < 2)
            return;
        var described = leader is { } one ? $"node {_names[one]}" : $"most of {read.Count} nodes";
        Write(read, described, Rechecked(nodes, first, differing =>
        {
            var witnesses = NodeSet.Of(nodes.Count, read.Without(differing).Members.Take(Witnesses));
            var right = leader is not null ? reference : witnesses.Count == Witnesses ? witnesses : read;
            var asked = differing.Or(right);
            return (Pass(nodes, asked, Comparison(right)), asked);
        }));
    }

    private void CompareWithCluster(IReadOnlyList<Node> nodes)
    {
        using var source = ParameterSetName == ApiSet ? OpenApi() : new KubeFiles([.. KubernetesFile.Select(FullPath)]);
        var cluster = source.Read(StopToken);
        ClusterPass Comparison() => new(nodes.Count, new ClusterComparison(new Expectation(cluster), Scheduler, ExcludeNodePort));

        var (first, read) = Pass(nodes, NodeSet.Of(nodes.Count, Enumerable.Range(0, nodes.Count)), Comparison());
        Warn();
        Write(read, cluster.Source, Rechecked(nodes, first, differing =>
        {
            // Files stay as they are; the API moves on as the nodes do.
            if (source.IsLive)
                cluster = source.Read(StopToken);
            return (Pass(nodes, differing, Comparison()), differing);
        }));
    }

#pragma warning disable CA1859 // With the class as return type, the runtime would load the client library for whoever calls this.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private IKubeSource OpenApi() => new KubeApi(KubeConfigFiles.Find(KubeConfig is null ? null : FullPath(KubeConfig)), Context, TimeSpan.FromSeconds(KubernetesTimeout));
#pragma warning restore CA1859

    /// <summary>All nodes, the reference among them, and its number; null when no single node is the reference.</summary>
    private (IReadOnlyList<Node> Nodes, int? Leader) WithReference(IReadOnlyList<Node> named)
    {
        if (ReferenceNode is null)
            return (named, named.Count == 2 ? 0 : null);
        var references = Resolve(ReferenceNode);
        if (references.Count != 1)
            Refuse("ReferenceNodeAmbiguous", $"'{ReferenceNode}' stands for {references.Count} nodes; the reference is one.", "", ReferenceNode);
        var reference = references[0];
        var nodes = named.ToList();
        var known = nodes.FindIndex(node => Identity(node) == Identity(reference));
        if (known >= 0)
            return (nodes, known);
        nodes.Add(reference);
        return (nodes, nodes.Count - 1);
    }

    /// <summary>Reads some of the nodes and compares them.</summary>
    private (DeviationTally Tally, NodeSet Read) Pass(IReadOnlyList<Node> nodes, NodeSet chosen, IIpvsComparison comparison)
    {
        var read = new NodeSet(nodes.Count);
        var numbers = chosen.Members.ToDictionary(number => Identity(nodes[number]));
        RunOnNodes(
            [.. chosen.Members.Select(number => nodes[number])],
            // Done on the node's thread, so that no more tables wait than nodes are worked on.
            (connection, cancel) => TakeIn(connection, numbers[Identity(connection.Node)], comparison, cancel),
            (node, missing) =>
            {
                if (missing is null)
                    read.Add(numbers[Identity(node)]);
                else
                    WriteError(IpvsErrorRecord.Create(node, missing));
            });
        return (comparison.Result(), read);
    }

    private FactUnavailableException? TakeIn(INodeConnection connection, int number, IIpvsComparison comparison, CancellationToken cancel)
    {
        try
        {
            var reading = NodeReading.Of(connection, cancel);
            if (reading.Addresses is null && reading.Table.Services.Any(service => service.Key.Endpoint.Port >= NodePortRange[0] && service.Key.Endpoint.Port <= NodePortRange[1]))
            {
                lock (_namesLock)
                    _unrecognized.Add(connection.Node.Name);
            }
            if (reading.NeedsGuess)
            {
                lock (_namesLock)
                    _guessed.Add(connection.Node.Name);
            }
            comparison.Add(number, reading);
            lock (_namesLock)
                _names[number] = connection.Node.Name;
            return null;
        }
        catch (FactUnavailableException missing)
        {
            return missing;
        }
    }

    /// <summary>What still differs after some time.</summary>
    /// <param name="nodes">All nodes.</param>
    /// <param name="first">What differed at first.</param>
    /// <param name="again">Compares anew, at least the nodes that differed; gives also which nodes it asked.</param>
    private DeviationTally Rechecked(IReadOnlyList<Node> nodes, DeviationTally first, Func<NodeSet, ((DeviationTally Tally, NodeSet Read) Pass, NodeSet Asked)> again)
    {
        var differing = first.Nodes;
        if (Recheck == 0 || first.IsEmpty || differing.Members.All(number => nodes[number].Transport == NodeTransport.Snapshot))
            return first;
        WriteVerbose($"{differing.Count} nodes differ; they are read again in {Recheck} s.");
        StopToken.WaitHandle.WaitOne(TimeSpan.FromSeconds(Recheck));
        StopToken.ThrowIfCancellationRequested();
        var ((second, read), asked) = again(differing);
        return DeviationTally.Persisting(first, second, asked.Without(read));
    }

    private void Write(NodeSet read, string reference, DeviationTally tally)
    {
        foreach (var (deviation, differing) in tally.Sorted)
        {
            var names = differing.Members.Select(number => _names[number]).ToImmutableArray();
            if (!Detailed)
                WriteObject(IpvsDifferences.Of(deviation, names, read.Count, reference));
            else
                WriteObject(names.Select(name => IpvsDifferences.Of(deviation, [name], read.Count, reference)), enumerateCollection: true);
        }
        if (tally.IsEmpty)
            WriteVerbose($"{read.Count} nodes were compared with {reference}, and nothing differs.");
    }

    private void Warn()
    {
        if (AmongNodes && _unrecognized.Count > 0)
            WriteWarning(DisplayText.Clean($"{NodeRange.Fold(_unrecognized)}: the node's own addresses could not be read (/proc/net/fib_trie), so its NodePorts are not told from other services, show as differences, and are not excluded."));
        if (_guessed.Count > 0)
            WriteWarning(DisplayText.Clean($"{NodeRange.Fold(_guessed)}: how many jiffies the kernel counts in a second is not known ({KernelHz.Source}/error_cost and error_burst), so it is guessed from the persistence timeouts; a timeout that is wrong for all services may not show."));
    }

    // A recording gets its name when it is opened.
    private static (NodeTransport Transport, string Name, string? Path) Identity(Node node) =>
        (node.Transport, node.Transport == NodeTransport.Snapshot ? "" : node.Name, node.Path);

    private void Refuse(string id, string message, string remedy, object target) => ThrowTerminatingError(
        new ErrorRecord(new PSArgumentException(DisplayText.Clean(message)), id, ErrorCategory.InvalidArgument, target)
        {
            ErrorDetails = new ErrorDetails(DisplayText.Clean(message)) { RecommendedAction = remedy },
        });
}
