using OpsShell.Core.Nodes;
using OpsShell.Core.Probing;
using OpsShell.Core.Text;
using OpsShell.Core.Transport;

namespace OpsShell.Ipvs.Facts;

/// <summary>
/// Keeps commands from telling of another network namespace than the machine's own. In a mounted root files are read of the machine's
/// first process, but a command runs by chroot in the namespace of whoever reads, a container perhaps.
/// </summary>
internal static class OwnNetwork
{
    /// <summary>
    /// True in shell where the namespace is that of the first process, or where /proc hides that process from this user. A file of
    /// /proc/net has an inode for each namespace, and unlike /proc/1/ns/net it may be looked at without leave to trace the process.
    /// </summary>
    public const string Test = "{ [ ! -e /proc/1/net/dev ] || [ /proc/1/net/dev -ef /proc/self/net/dev ]; }";

    /// <summary>Ends a command that looks into another namespace.</summary>
    public const string Guard = Test + " || exit 86";

    /// <summary>Why there is no answer; fit to stand in single quotes of shell.</summary>
    public const string Reason = "the command runs in another network namespace than the node itself (a mounted root, read from a container)";

    private const int ExitCode = 86;

    /// <summary>Whether <see cref="Guard"/> ended the command.</summary>
    public static bool IsForeign(ProbeContent answer) => answer.ExitCode == ExitCode;

    /// <summary>Makes sure that a command sees the network of the node, where that is not certain.</summary>
    /// <param name="connection">The node.</param>
    /// <param name="consequence">What would go wrong, after "so".</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="NodeException">NotSupported: it is another one.</exception>
    public static void Require(INodeConnection connection, string consequence, CancellationToken cancellationToken)
    {
        if (connection.Node.Transport != NodeTransport.HostRoot)
            return;
        if (connection.Execute(new CommandRequest { Script = Guard }, null, cancellationToken).ExitCode == ExitCode)
        {
            throw new NodeException(
                NodeErrorId.NotSupported,
                $"root:{DisplayText.Clean(connection.Node.Path ?? "")} is worked on from a network namespace that is not the machine's own, so {consequence}. Nothing was done.",
                "Give the pod hostNetwork and hostPID, or reach the node over SSH.");
        }
    }
}
