using System.Diagnostics;
using System.Globalization;

namespace OpsShell.Benchmarks;

/// <summary>One live opsshell that runs the command in rounds on request, so that its connections stay warm between them.</summary>
internal sealed class LiveShell : IDisposable
{
    private readonly Process _process;
    private readonly int _nodes;

    /// <summary>Starts it; nothing is connected yet.</summary>
    public LiveShell(Tools tools, int nodes)
    {
        _nodes = nodes;
        var command = tools.Rounds;
        var start = new ProcessStartInfo(command[0], command[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var (name, value) in tools.OpsShellEnvironment(nodes))
            start.Environment[name] = value;
        _process = Process.Start(start)!;
    }

    /// <summary>Resident memory of the process in bytes, by kind: <c>VmRSS</c> for all of it, <c>RssAnon</c> for its own (proc_pid_status(5)).</summary>
    public long Memory(string kind)
    {
        var line = File.ReadLines($"/proc/{_process.Id}/status").First(line => line.StartsWith(kind + ":", StringComparison.Ordinal));
        return 1024 * long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Split('\t')[^1], CultureInfo.InvariantCulture);
    }

    /// <summary>Processor time of the process so far.</summary>
    public TimeSpan Cpu => CpuClock.OfTree(_process.Id);

    /// <summary>Runs a round and gives the time that it took.</summary>
    /// <exception cref="InvalidOperationException">A node did not answer.</exception>
    public TimeSpan Round()
    {
        _process.StandardInput.WriteLine("go");
        _process.StandardInput.Flush();
        var line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("opsshell ended in the middle of its rounds");
        var words = line.Split(' ');
        return words.Length == 2 && double.TryParse(words[0], CultureInfo.InvariantCulture, out var seconds) && words[1] == $"{_nodes}"
            ? TimeSpan.FromSeconds(seconds)
            : throw new InvalidOperationException($"opsshell: not all of {_nodes} nodes answered: {line}");
    }

    /// <summary>Ends it.</summary>
    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(20)))
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
