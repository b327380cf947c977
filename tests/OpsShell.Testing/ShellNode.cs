using OpsShell.Core.Nodes;
using OpsShell.Core.Transport;
using OpsShell.Core.Transport.Local;

namespace OpsShell.Testing;

/// <summary>
/// A node without a network: the same scripts as over SSH, run by a login shell and an sh of the test's choice on this machine.
/// </summary>
public sealed class ShellNode : ShellConnection
{
    /// <param name="shell">What stands for the node's sh: <c>dash</c>, <c>bash</c>, <c>busybox sh</c>.</param>
    /// <param name="loginShell">The login shell's path.</param>
    /// <param name="options">Connection options.</param>
    public ShellNode(string shell = "sh", string loginShell = "/bin/sh", ConnectionOptions? options = null)
        : base(new Node { Name = $"{loginShell}+{shell}" }, options ?? ConnectionOptions.Default, new Channel(new LocalExecChannel(loginShell), shell))
    {
    }

    public override bool IsAlive => true;

    public override INodeFiles OpenFiles() => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
    }

    private sealed class Channel(IExecChannel inner, string shell) : IExecChannel
    {
        public ExecEnd Run(string commandLine, ExecInput input, bool closeInput, IExecOutput output, CancellationToken cancellationToken)
        {
            if (!commandLine.EndsWith(" sh", StringComparison.Ordinal))
                throw new ArgumentException($"'{commandLine}' does not end in sh.");
            return inner.Run(commandLine[..^2] + shell, input, closeInput, output, cancellationToken);
        }
    }
}
