using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Management.Automation;
using System.Reflection;
using OpsShell.Core.Findings;
using OpsShell.Core.Nodes;
using OpsShell.Core.Probing;
using OpsShell.Core.Snapshots;
using OpsShell.Core.Transport;
using OpsShell.Fleet.Completion;

namespace OpsShell.Fleet.Commands;

/// <summary>Records nodes in files, to be audited, compared and analysed later without them.</summary>
/// <remarks>
/// <para>
/// Reads all that the installed checks need, in one round trip, and writes it raw into one zip file for each node, readable by
/// you alone. Every cmdlet that only reads takes such a file as a node: snapshot:FILE. An audit of the recording gives the
/// findings that an audit of the node gave at that moment.
/// </para>
/// <para>
/// What could not be read is recorded with its reason. Secrets are not among what checks read; command lines and logs of the
/// node may be, so treat a recording as you treat the node's logs.
/// </para>
/// <para>
/// -Include adds what may cost a node much or is big, in a further round trip. ipvs/connections is the connection table of IPVS, for
/// Get-OpsIpvsConnection: some 66 bytes for each connection, which this machine holds in memory for every node that it records at the
/// same time. Where reading would cost the node too much, the recording is made without it, and an error (ReadTooCostly) says why.
/// </para>
/// </remarks>
/// <example>
/// <code>Save-OpsSnapshot -Path before/</code>
/// <para>Records this machine in the folder before.</para>
/// </example>
/// <example needs="fleet">
/// <code>Get-OpsNode 'web[01-40]' | Save-OpsSnapshot -Path before/ ; Invoke-OpsAudit -ComputerName snapshot:before/web01.zip</code>
/// <para>Records 40 nodes before a change, and audits one of the recordings.</para>
/// </example>
/// <example needs="fleet">
/// <code>Save-OpsSnapshot gw01 -Path incident/ -Include ipvs/connections</code>
/// <para>Keeps the connections of a gateway with the rest; "Get-OpsIpvsConnection snapshot:incident/gw01.zip -Client" shows later which clients reused their ports the most.</para>
/// </example>
/// <seealso href="about:OpsShell_Nodes">about_OpsShell_Nodes</seealso>
[Cmdlet(VerbsData.Save, "OpsSnapshot", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(OpsSnapshotResult))]
public sealed class SaveOpsSnapshotCommand : NodeCmdlet
{
    /// <summary>
    /// A folder, where every node gets a file NAME.zip; it is made when it is missing. For a single node also a file that ends in
    /// <c>.zip</c>.
    /// </summary>
    [Parameter(Position = 0, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>Seconds between the two samples of counters, 0.1 to 60. Default 1.</summary>
    [Parameter]
    [ValidateRange(0.1, 60.0)]
    public double SampleInterval { get; set; } = ProbeBatch.DefaultSampleInterval.TotalSeconds;

    /// <summary>What to record beside what checks read, by name, with wildcards: <c>ipvs/connections</c>.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(OptionalRecordingCompleter))]
    public string[] Include { get; set; } = [];

    /// <summary>Reads what -Include asks for also where that costs a node much.</summary>
    [Parameter]
    public SwitchParameter IgnoreCost { get; set; }

    /// <summary>Replaces existing files.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Which node of this run writes which file: nodes of one name must not replace each other's recordings.</summary>
    private readonly ConcurrentDictionary<string, (NodeTransport Transport, string Name, string? Path)> _taken = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    protected override void Run(IReadOnlyList<Node> nodes)
    {
        var target = FullPath(Path);
        var isFile = target.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);
        if (isFile && nodes.Count > 1)
            ThrowTerminatingError(new ErrorRecord(
                new PSArgumentException($"'{Path}' is one file, and {nodes.Count} nodes are to be recorded. Name a folder."), "OneFileManyNodes",
                ErrorCategory.InvalidArgument, Path));
        string FileFor(Node node) => isFile ? target : System.IO.Path.Combine(target, SafeFileName.For(node.Name) + ".zip");

        var catalog = InstalledChecks.Catalog;
        var include = CheckChoice.OptionalRecordings(this, Include);
        var approved = nodes.Where(node => ShouldProcess($"{node.Name} -> {FileFor(node)}", "Record the node")).ToList();
        if (approved.Count == 0)
            return;
        MakeFolder(isFile ? System.IO.Path.GetDirectoryName(target)! : target);
        var interval = TimeSpan.FromSeconds(SampleInterval);
        var batch = ProbeBatch.Of(catalog.Checks.SelectMany(check => check.Needs).Concat(catalog.Recorded).SelectMany(fact => fact.Items)) with
        {
            SampleInterval = interval,
            Timeout = ProbeBatch.DefaultTimeout + interval,
        };
        RunOnNodes(approved, (connection, cancel) => Record(connection, batch, include, FileFor(connection.Node), cancel), Write);
    }

    private void Write(Node node, Recorded recorded)
    {
        WriteObject(recorded.Result);
        if (recorded.Interruption is { } interruption)
            WriteError(NodeErrorRecord.Create(node, interruption));
        foreach (var (wanted, reading) in recorded.LeftOut)
            WriteError(LeftOut(node, wanted, reading));
    }

    private static ErrorRecord LeftOut(Node node, OptionalRecording wanted, OptionalReading reading)
    {
        var missing = new FactUnavailableException(wanted.Item.Source, reading.Result.Status, reading.Result.Reason);
        var subject = $"{wanted.Name} is not in the recording";
        if (!reading.IsTooCostly)
            return FactErrorRecord.Create(node, missing, subject);
        const string Remedy = "-IgnoreCost reads it all the same.";
        return new ErrorRecord(missing, "ReadTooCostly", ErrorCategory.LimitsExceeded, node)
        {
            ErrorDetails = new ErrorDetails($"{node.Name}: {subject}: {missing.Reason}.") { RecommendedAction = Remedy },
        };
    }

    private Recorded Record(
        INodeConnection connection, ProbeBatch batch, ImmutableArray<OptionalRecording> include, string file, CancellationToken cancellationToken)
    {
        Take(file, connection.Node);
        if (File.Exists(file) && !Force)
            throw new NodeException(NodeErrorId.CopyFailed, $"'{file}' exists already.", "-Force replaces it.");
        var results = connection.Probe(batch, cancellationToken);
        var optional = include.Select(wanted => (Wanted: wanted, Reading: Read(wanted, connection, results, cancellationToken))).ToImmutableArray();
        results = results.With(optional.Select(one => one.Reading.Result));
        try
        {
            SnapshotFile.Write(file, connection.Node.Name, results, ToolVersion());
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NodeException(NodeErrorId.CopyFailed, $"'{file}' could not be written: {error.Message}", "", error);
        }
        var result = new OpsSnapshotResult
        {
            ComputerName = connection.Node.Name,
            Path = file,
            Size = new FileInfo(file).Length,
            CapturedAt = results.CapturedAt,
            Items = results.All.GroupBy(result => result.Status).ToImmutableSortedDictionary(group => group.Key, group => group.Count()),
        };
        return new Recorded(result, results.Interruption, [.. optional.Where(one => one.Reading.Result.Status is not (ProbeStatus.Ok or ProbeStatus.Missing))]);
    }

    /// <summary>Reads one thing more; what was read before is not lost when the node goes away meanwhile.</summary>
    private OptionalReading Read(OptionalRecording wanted, INodeConnection connection, ProbeResults known, CancellationToken cancellationToken)
    {
        try
        {
            return wanted.Read(connection, known, IgnoreCost, cancellationToken);
        }
        catch (NodeException error)
        {
            return new OptionalReading(ProbeResult.None(wanted.Item, ProbeStatus.Failed, error.Message));
        }
    }

    /// <summary>Keeps a file for a node. Asking again for the same node is no harm: a node may be tried twice.</summary>
    private void Take(string file, Node node)
    {
        var mine = (node.Transport, node.Name, node.Path);
        var first = _taken.GetOrAdd(file, mine);
        if (first != mine)
            throw new NodeException(
                NodeErrorId.CopyFailed, $"'{file}' is taken in this run by {Describe(first)}; {Describe(mine)} would replace it.",
                "Record the two into different folders.");
    }

    private static string Describe((NodeTransport Transport, string Name, string? Path) node) => node.Transport switch
    {
        NodeTransport.Local => $"{node.Name} (this machine)",
        NodeTransport.HostRoot => $"{node.Name} (root:{node.Path})",
        NodeTransport.Snapshot => $"{node.Name} (snapshot:{node.Path})",
        _ => $"{node.Name} (SSH)",
    };

    private void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            ThrowTerminatingError(new ErrorRecord(error, "FolderNotMade", ErrorCategory.WriteError, folder));
        }
    }

    private static string ToolVersion() =>
        typeof(SaveOpsSnapshotCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";

    /// <summary>A recording that was made, and what it lacks.</summary>
    private sealed record Recorded(
        OpsSnapshotResult Result, NodeError? Interruption, ImmutableArray<(OptionalRecording Wanted, OptionalReading Reading)> LeftOut);
}
