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
        var results = batch.Items.Select(Answer);
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
    private ProbeResult Answer(ProbeItem asked)
    {
        var recorded = _recorded.All.Where(result => result.Item.Kind == asked.Kind && result.Item.Target == asked.Target).ToList();
        if (recorded.Find(result => result.Item.Sampled == asked.Sampled) is { } same)
            return same with { Item = asked };
        return recorded.Find(result => result.Item.Sampled) is { } samples
            ? Latest(samples) with { Item = asked }
            : ProbeResult.None(asked, ProbeStatus.Unsupported, "the recording does not have it");
    }

    /// <summary>What was read twice is also the answer to who asks for one reading.</summary>
    private static ProbeResult Latest(ProbeResult samples) => samples with
    {
        Contents = samples.SecondContents is [{ Status: ProbeStatus.Ok }] ? samples.SecondContents : samples.Contents,
        SecondContents = [],
    };

    private NodeException NotLive(string action) =>
        new(NodeErrorId.NotSupported, $"'{Node.Name}' is a recording, and to {action} needs a live node.", "Name the node itself, to reach it over SSH.");
}
