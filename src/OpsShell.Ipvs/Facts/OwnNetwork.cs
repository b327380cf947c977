using OpsShell.Core.Probing;

namespace OpsShell.Ipvs.Facts;

/// <summary>
/// Keeps commands from telling of another network namespace than the machine's own. In a mounted root files are read of the machine's
/// first process, but a command runs by chroot in the namespace of whoever reads, a container perhaps.
/// </summary>
internal static class OwnNetwork
{
    /// <summary>
    /// True in shell where the namespace is the machine's, or where the shell may not tell, which is for those who are not root; commands in a mounted root are.
    /// </summary>
    public const string Test = "{ [ ! -e /proc/1/ns/net ] || [ /proc/1/ns/net -ef /proc/self/ns/net ]; }";

    /// <summary>Ends a command that looks into another namespace.</summary>
    public const string Guard = Test + " || exit 86";

    /// <summary>Why there is no answer; fit to stand in single quotes of shell.</summary>
    public const string Reason = "the command runs in another network namespace than the node itself (a mounted root, read from a container)";

    private const int ExitCode = 86;

    /// <summary>Whether <see cref="Guard"/> ended the command.</summary>
    public static bool IsForeign(ProbeContent answer) => answer.ExitCode == ExitCode;
}
