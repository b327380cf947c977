using System.Collections.Immutable;
using OpsShell.Core.Nodes;
using OpsShell.Core.Probing;
using OpsShell.Core.Text;
using OpsShell.Core.Transport.Local;

namespace OpsShell.Core.Transport.Root;

/// <summary>
/// A machine whose root is mounted at a folder (<c>root:/host</c>), as a DaemonSet pod sees its node. Files are read below
/// the folder. Commands run there by chroot when that machine is live (its /proc is mounted) and we are root; on a copy or a
/// disk of a dead machine they are Unsupported.
/// </summary>
public sealed class HostRootConnection : INodeConnection
{
    private readonly string _root;
    private readonly FileTree _tree;

    /// <summary>Opens the tree.</summary>
    /// <exception cref="NodeException">SourceUnreadable: there is no such folder.</exception>
    public HostRootConnection(Node node)
    {
        Node = node;
        _root = Path.GetFullPath(node.Path ?? throw new ArgumentException("A mounted root has a path.", nameof(node)));
        if (!Directory.Exists(_root))
        {
            throw new NodeException(
                NodeErrorId.SourceUnreadable, $"There is no folder '{DisplayText.Clean(_root)}'.", "Write root:FOLDER, where FOLDER has the machine's proc, sys and etc.");
        }
        _tree = new FileTree(path => RootedPath.Resolve(_root, OfInit(path)));
    }

    /// <inheritdoc/>
    public Node Node { get; }

    /// <inheritdoc/>
    public bool IsAlive => true;

    /// <summary>
    /// Why this tree cannot run commands, or null when it can.
    /// </summary>
    private string? CommandObstacle =>
        !IsLive ? "the mounted root is not that of a live machine (its /proc is not mounted)"
        : !Environment.IsPrivilegedProcess ? "running a command in a mounted root needs root"
        : null;

    /// <summary>Whether the machine runs. On a copy of its files counters stand still, which is not to be taken for rest.</summary>
    private bool IsLive => Directory.Exists(Path.Join(_root, "proc/1/ns"));

    /// <inheritdoc/>
    public ProbeResults Probe(ProbeBatch batch, CancellationToken cancellationToken)
    {
        ProbeItem[] files = [.. batch.Items.Where(item => item.Kind != ProbeKind.Command)];
        return DirectProbe.Run(_tree, files, batch.SampleInterval, IsLive, () => Commands(batch, cancellationToken), cancellationToken);
    }

    /// <inheritdoc/>
    public CommandOutcome Execute(CommandRequest request, ICommandSink? sink, CancellationToken cancellationToken)
    {
        if (CommandObstacle is { } obstacle)
            throw new NodeException(
                NodeErrorId.NotSupported, $"'{Node.Name}' is a mounted root, and no command runs there: {obstacle}.", "Name the node itself, to reach it over SSH.");
        using var shell = new ChrootConnection(Node, _root);
        return shell.Execute(request, sink, cancellationToken);
    }

    /// <inheritdoc/>
    public INodeFiles OpenFiles() =>
        throw new NodeException(NodeErrorId.NotSupported, $"'{Node.Name}' is a mounted root: its files are below {_root}.", "Copy them with cp.");

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing is held open.
    }

    private IEnumerable<ProbeResult> Commands(ProbeBatch batch, CancellationToken cancellationToken)
    {
        ImmutableArray<ProbeItem> commands = [.. batch.Items.Where(item => item.Kind == ProbeKind.Command)];
        if (commands.Length == 0)
            return [];
        if (CommandObstacle is { } obstacle)
            return commands.Select(item => ProbeResult.None(item, ProbeStatus.Unsupported, obstacle));
        using var shell = new ChrootConnection(Node, _root);
        return shell.Probe(batch with { Items = commands }, cancellationToken).All;
    }

    /// <summary>
    /// <c>/proc/net</c> and <c>/proc/self</c> are the reader's own, in the reader's network namespace. The machine's are
    /// those of its first process.
    /// </summary>
    private string OfInit(string path)
    {
        foreach (var (reader, init) in (ReadOnlySpan<(string, string)>)[("/proc/net/", "/proc/1/net/"), ("/proc/self/", "/proc/1/")])
        {
            if (path.StartsWith(reader, StringComparison.Ordinal) && Directory.Exists(Path.Join(_root, init)))
                return init + path[reader.Length..];
        }
        return path;
    }
}
