using System.Runtime.InteropServices;
using OpsShell.Shell.CommandLine;

namespace OpsShell.Shell.Hosting;

/// <summary>
/// opsshell as a login shell, as pwsh does it: sh reads /etc/profile and ~/.profile, which are written for it, and hands over to
/// opsshell. That is so after <c>-Login</c>, and where a login gave the program a name that begins with a dash.
/// </summary>
internal static partial class LoginShell
{
    private const string Sh = "/bin/sh", HandOver = "exec \"$0\" \"$@\"";

    /// <summary>Replaces this process by sh where it is a login shell; else does nothing.</summary>
    /// <param name="words">The command line.</param>
    /// <exception cref="UsageException">sh cannot be run.</exception>
    public static void Begin(IReadOnlyList<string> words)
    {
        var isAsked = words.Count > 0 && words[0].StartsWith('-') && ShellOption.Find(words[0])?.Name == ShellOption.Login;
        if (!isAsked && !IsNamedAsLoginShell())
            return;
        string?[] command = [Sh, "-l", "-c", HandOver, Environment.ProcessPath, .. words.Skip(isAsked ? 1 : 0), null];
        _ = Replace(Sh, command);
        throw new UsageException($"A login shell needs {Sh}: {Marshal.GetLastPInvokeErrorMessage()}.");
    }

    private static bool IsNamedAsLoginShell()
    {
        using var line = File.OpenRead("/proc/self/cmdline");
        return line.ReadByte() == '-';
    }

    [LibraryImport("libc", EntryPoint = "execv", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Replace(string program, string?[] words);
}
