using System.Diagnostics;

namespace OpsShell.Testing.Sshd;

/// <summary>A real ssh-agent for a test.</summary>
public sealed class TestAgent : IDisposable
{
    private const string Program = "/usr/bin/ssh-agent";
    private readonly Process _process;
    private readonly string _folder;

    private TestAgent(Process process, string folder)
    {
        _process = process;
        _folder = folder;
    }

    /// <summary>Why no agent can be started here; null when one can.</summary>
    public static string? Missing => File.Exists(Program) ? null : $"{Program} is not installed";

    /// <summary>The socket.</summary>
    public string Socket => Path.Combine(_folder, "agent");

    /// <summary>Starts one.</summary>
    public static TestAgent Start()
    {
        var folder = Directory.CreateTempSubdirectory("opsshell-agent-").FullName;
        var process = Process.Start(new ProcessStartInfo(Program, ["-D", "-a", Path.Combine(folder, "agent")]) { RedirectStandardOutput = true })!;
        var agent = new TestAgent(process, folder);
        for (var attempt = 0; attempt < 100 && !File.Exists(agent.Socket); attempt++)
            Thread.Sleep(20);
        return agent;
    }

    /// <summary>Loads a private key, with the certificate beside it if there is one.</summary>
    public void Add(string key)
    {
        using var process = Process.Start(new ProcessStartInfo("ssh-add", ["-q", key]) { Environment = { ["SSH_AUTH_SOCK"] = Socket } })!;
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"ssh-add {key} failed");
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
