using System.Management.Automation;
using System.Reflection;
using System.Runtime.InteropServices;
using OpsShell.Shell.CommandLine;

namespace OpsShell.Shell.Hosting;

/// <summary>
/// The other end of <c>Start-Job</c> and <c>command &amp;</c>. The engine starts <c>$PSHOME/pwsh -s</c> for each job, which is opsshell by
/// that name, and speaks the PowerShell Remoting Protocol (MS-PSRP) with it over standard input and output. The engine serves that
/// protocol itself; its entry has no public name, and a test guards it.
/// </summary>
internal static class JobServer
{
    private const string Type = "System.Management.Automation.Remoting.Server.StdIOProcessMediator";

    private static readonly MethodInfo? Entry = typeof(PSObject).Assembly.GetType(Type)?.GetMethod(
        "Run", BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public, [typeof(string), typeof(string), typeof(string), typeof(string), typeof(bool)]);

    /// <summary>Whether the engine has the entry.</summary>
    internal static bool IsAvailable => Entry is not null;

    /// <summary>Serves the job until its shell closes standard input.</summary>
    /// <param name="begin">What is run first; empty for nothing.</param>
    /// <param name="workingDirectory">The folder that the job begins in; null for the current one.</param>
    public static int Run(string begin, string? workingDirectory)
    {
        if (!IsAvailable)
            throw new UsageException("background jobs need the PowerShell engine that OpsShell was built with; Start-ThreadJob does without.");
        // Ctrl-C reaches every process of the terminal; it is meant for what runs in the foreground.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true);
        using var folders = new EngineFolders();
        PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
        // The folder, the names of a configuration and of its file, and whether errors of the connection go to standard output.
        Entry!.Invoke(null, [begin, workingDirectory, null, null, false]);
        return 0;
    }
}
