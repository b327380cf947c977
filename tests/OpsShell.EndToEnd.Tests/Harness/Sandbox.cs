using System.Diagnostics;
using OpsShell.Testing;

namespace OpsShell.EndToEnd.Tests.Harness;

/// <summary>
/// A user's desk of its own: an empty home, nothing of the environment that OpsShell looks at, and <c>opsshell</c> on the PATH.
/// </summary>
internal sealed class Sandbox : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public Sandbox()
    {
        OpsCommand.Require();
        Directory.CreateDirectory(Home);
        Variables["HOME"] = Home;
        Variables["PATH"] = $"{System.IO.Path.GetDirectoryName(OpsCommand.Path)}:{Environment.GetEnvironmentVariable("PATH")}";
        foreach (var name in (string[])["OPSSHELL_INVENTORY", "SSH_AUTH_SOCK", "NO_COLOR", "COLUMNS", "XDG_CONFIG_HOME", "TERM", "OPSSHELL_DEBUG"])
            Variables[name] = null;
    }

    /// <summary>The current folder of what is run.</summary>
    public string Path => _folder.Path;

    /// <summary>The home folder.</summary>
    public string Home => System.IO.Path.Combine(_folder.Path, "home");

    /// <summary>Environment variables; null removes one.</summary>
    public Dictionary<string, string?> Variables { get; } = new(StringComparer.Ordinal);

    public string this[string name] => _folder[name];

    public string Write(string name, string text) => _folder.Write(name, text);

    public string Write(string name, byte[] bytes) => _folder.Write(name, bytes);

    /// <summary>Runs opsshell.</summary>
    public RunResult Ops(params string[] arguments) => Run(OpsCommand.Path!, arguments);

    /// <summary>Runs PowerShell text in opsshell.</summary>
    public RunResult Script(string powerShell, byte[]? input = null)
    {
        using var running = Start(OpsCommand.Path!, ["-NoProfile", "-c", powerShell], input);
        return running.Wait();
    }

    /// <summary>Runs a command line as typed at a shell.</summary>
    public RunResult Typed(string commandLine) => Run("/bin/sh", "-c", commandLine);

    public RunResult Run(string program, params string[] arguments)
    {
        using var running = Start(program, arguments);
        return running.Wait();
    }

    /// <summary>Starts opsshell without waiting.</summary>
    public RunningProgram StartOps(params string[] arguments) => Start(OpsCommand.Path!, arguments);

    public RunningProgram Start(string program, string[] arguments, byte[]? input = null)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Path };
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        return new RunningProgram(start, input);
    }

    public void Dispose() => _folder.Dispose();
}
