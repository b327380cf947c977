using OpsShell.Core.Nodes;
using OpsShell.Core.Probing;
using OpsShell.Core.Snapshots;

namespace OpsShell.Core.Transport;

/// <summary>A recorded node. It answers what was recorded; anything else is Unsupported with that reason.</summary>
public sealed class SnapshotConnection : INodeConnection
{
    private readonly ProbeResults _recorded;

    /// <summary>Opens the recording.</summary>
    /// <exception cref="NodeException">It does not exist or is not usable.</exception>
    public SnapshotConnection(Node node)
    {
        (var name, _recorded) = SnapshotFile.Read(node.Path ?? throw new ArgumentException("A recording has a path.", nameof(node)));
        Node = node with { Name = name };
    }

    /// <summary>The recorded node, under its own name.</summary>
    public Node Node { get; }

    /// <inheritdoc/>
    public bool IsAlive => true;

    /// <inheritdoc/>
    public ProbeResults Probe(ProbeBatch batch, CancellationToken cancellationToken)
    {
        var results = batch.Items.Select(item => _recorded.All.FirstOrDefault(result => SameQuestion(result.Item, item)) is { } recorded
            ? recorded with { Item = item }
            : ProbeResult.None(item, ProbeStatus.Unsupported, "the recording does not have it"));
        return new ProbeResults(results, _recorded.CapturedAt, _recorded.SampleSpan);
    }

    /// <inheritdoc/>
    public CommandOutcome Execute(CommandRequest request, ICommandSink? sink, CancellationToken cancellationToken) => throw NotLive("run a command");

    /// <inheritdoc/>
    public INodeFiles OpenFiles() => throw NotLive("copy files");

    /// <inheritdoc/>
    public void Dispose()
    {
        // The file is closed already.
    }

    /// <summary>A newer version may ask with another limit; what was recorded is still the answer.</summary>
    private static bool SameQuestion(ProbeItem recorded, ProbeItem asked) =>
        recorded.Kind == asked.Kind && recorded.Target == asked.Target && recorded.Sampled == asked.Sampled;

    private NodeException NotLive(string action) =>
        new(NodeErrorId.NotSupported, $"'{Node.Name}' is a recording, and to {action} needs a live node.", "Name the node itself, to reach it over SSH.");
}
