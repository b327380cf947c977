using System.Collections.Immutable;
using System.Diagnostics;
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
        var direct = batch.Items.Except(byShell).ToList();
        var sampled = direct.Where(item => item.Sampled).ToList();

        var firstAt = Stopwatch.GetTimestamp();
        var results = sampled.Select(Tree.Read).ToList();
        var others = direct.Where(item => !item.Sampled).Select(Tree.Read).ToList();
        if (byShell.Length > 0)
            others.AddRange(base.Probe(batch with { Items = byShell }, cancellationToken).All);
        if (sampled.Count == 0)
            return new ProbeResults(others, DateTimeOffset.UtcNow, TimeSpan.Zero);

        var rest = batch.SampleInterval - Stopwatch.GetElapsedTime(firstAt);
        if (rest > TimeSpan.Zero && cancellationToken.WaitHandle.WaitOne(rest))
            cancellationToken.ThrowIfCancellationRequested();
        var span = Stopwatch.GetElapsedTime(firstAt);
        var twice = results.Select(first => first with { SecondContents = Tree.Read(first.Item).Contents });
        return new ProbeResults([.. twice, .. others], DateTimeOffset.UtcNow, span);
    }

    /// <inheritdoc/>
    public override INodeFiles OpenFiles() => new LocalFiles();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        // Nothing is held open.
    }
}
