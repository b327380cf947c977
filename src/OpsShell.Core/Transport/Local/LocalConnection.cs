using System.Collections.Immutable;
using OpsShell.Core.Nodes;
using OpsShell.Core.Probing;
using OpsShell.Core.Transport.Files;

namespace OpsShell.Core.Transport.Local;

/// <summary>This machine. Files are read directly; commands, and what needs another user, go through one <c>sh</c>.</summary>
public sealed class LocalConnection : ShellConnection
{
    private static readonly FileTree Tree = new(path => path);

    /// <summary>Makes one.</summary>
    public LocalConnection(Node node, ConnectionOptions options) : base(node, options, new LocalExecChannel()) => _options = options;

    private readonly ConnectionOptions _options;

    /// <inheritdoc/>
    public override bool IsAlive => true;

    /// <inheritdoc/>
    public override ProbeResults Probe(ProbeBatch batch, CancellationToken cancellationToken)
    {
        var becomes = _options.BecomeFor(Node) == BecomeMethod.Sudo && !Environment.IsPrivilegedProcess;
        var byShell = batch.Items.Where(item => item.Kind == ProbeKind.Command || (becomes && item.NeedsRoot)).ToImmutableArray();
        return DirectProbe.Run(
            Tree, [.. batch.Items.Except(byShell)], batch.SampleInterval, isLive: true,
            () => byShell.Length > 0 ? base.Probe(batch with { Items = byShell }, cancellationToken).All : [], cancellationToken);
    }

    /// <inheritdoc/>
    public override INodeFiles OpenFiles() => _options.BecomeFor(Node) == BecomeMethod.Sudo && !Environment.IsPrivilegedProcess
        ? throw new NodeException(NodeErrorId.NotSupported, $"{Node.Name}: on this machine a copy cannot become root.", "Run the command as root, or without -Become.")
        : new LocalFiles();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // Nothing is held open.
    }
}
