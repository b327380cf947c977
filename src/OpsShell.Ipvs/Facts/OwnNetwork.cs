using OpsShell.Core.Probing;

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
}
