using System.Diagnostics;

namespace OpsShell.Testing.Lab;

/// <summary>
/// Nodes of tests/Lab/lab for tests: started once, shared, ended with the tests, also when those are killed: the script holds the
/// nodes until its standard input ends, and the kernel ends that with this process.
/// </summary>
public sealed class LabNodes : IDisposable
{
    private const int MachineLacksSomething = 69;
    private readonly List<Process> _holders = [];
    private readonly TemporaryFolder _folder = new();

    /// <param name="kinds">Command lines after <c>lab up</c>, such as <c>fleet 200 slow=5</c>, in the order of starting.</param>
    public LabNodes(params string[] kinds)
    {
        try
        {
            foreach (var kind in kinds)
            {
                if (Missing is null)
                    Hold(kind.Split(' '));
            }
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Why the nodes cannot be on this machine; null when they are up.</summary>
    public string? Missing { get; private set; }

    /// <summary>The inventory with all of them.</summary>
    public string Inventory => _folder["inventory.yaml"];

    /// <summary>The folder of this lab, which is OPSSHELL_LAB.</summary>
    public string Folder => _folder.Path;

    /// <summary>The processes of the script, one for each kind.</summary>
    public IReadOnlyList<Process> Holders => _holders;

    /// <summary>The script.</summary>
    public static string Script => Path.Combine(Repository.Root, "tests", "Lab", "lab");

    /// <summary>Runs <c>lab ssh NODE</c> with a script for the node's sh; it must succeed.</summary>
    /// <returns>Its standard output.</returns>
    public string Run(string node, string script) => Call("ssh", node, script);

    /// <summary>Gives the nodes of a kind a fresh start.</summary>
    public void Reset(string kind) => Call("reset", kind);

    /// <summary>Ends the nodes.</summary>
    public void Dispose()
    {
        // Those that live in others come later, and end first.
        foreach (var holder in Enumerable.Reverse(_holders))
        {
            if (!holder.HasExited)
                holder.StandardInput.Close();
            if (!holder.WaitForExit(TimeSpan.FromSeconds(60)))
                holder.Kill();
            holder.Dispose();
        }
        _folder.Dispose();
    }

    private void Hold(string[] kind)
    {
        var process = Process.Start(Lab(["up", "--hold", .. kind], new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true }))!;
        _holders.Add(process);
        var error = process.StandardError.ReadToEndAsync();
        if (process.StandardOutput.ReadLine()?.StartsWith("ready ", StringComparison.Ordinal) == true)
            return;
        process.WaitForExit();
        Missing = process.ExitCode == MachineLacksSomething
            ? error.Result.Trim()
            : throw new InvalidOperationException($"lab up {string.Join(' ', kind)}: exit code {process.ExitCode}: {error.Result}");
    }

    private string Call(params string[] arguments)
    {
        using var process = Process.Start(Lab(arguments, new ProcessStartInfo { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true }))!;
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"lab {string.Join(' ', arguments)}: exit code {process.ExitCode}: {error.Result}{output}");
    }

    private ProcessStartInfo Lab(string[] arguments, ProcessStartInfo start)
    {
        start.FileName = Script;
        start.Environment["OPSSHELL_LAB"] = Folder;
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        return start;
    }
}
