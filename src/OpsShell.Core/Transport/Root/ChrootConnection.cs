using OpsShell.Core.Nodes;
using OpsShell.Core.Text;
using OpsShell.Core.Transport.Local;

namespace OpsShell.Core.Transport.Root;

/// <summary>Runs scripts with the mounted root as their root.</summary>
internal sealed class ChrootConnection(Node node, string root)
    : ShellConnection(node, ConnectionOptions.Default, new Channel(new LocalExecChannel(), root))
{
    public override bool IsAlive => true;

    public override INodeFiles OpenFiles() => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        // Nothing is held open.
    }

    private sealed class Channel(IExecChannel channel, string root) : IExecChannel
    {
        public ExecEnd Run(string commandLine, ExecInput input, bool closeInput, IExecOutput output, CancellationToken cancellationToken) =>
            channel.Run($"exec chroot {ShellQuote.Quote(root)} /bin/sh -c {ShellQuote.Quote(commandLine)}", input, closeInput, output, cancellationToken);
    }
}
