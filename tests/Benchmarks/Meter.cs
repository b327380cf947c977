using System.Diagnostics;

namespace OpsShell.Benchmarks;

/// <summary>Runs contenders as whole processes, one at a time and in turns, and refuses a run in which a node is missing.</summary>
internal sealed class Meter(BenchFleet? fleet, int repeat)
{
    private static readonly TimeSpan _runLimit = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan _settleLimit = TimeSpan.FromSeconds(20);

    /// <summary>Runs each contender in turn, several times, and gives the medians. The first turn warms caches and does not count.</summary>
    /// <param name="contenders">Who; those that are not installed are left out, with a note.</param>
    /// <param name="nodes">How many nodes have to answer in every run.</param>
    /// <param name="sessionsStay">Whether shared connections stay open after a run.</param>
    public Dictionary<string, Measurement> Compare(IReadOnlyList<Contender> contenders, int nodes, bool sessionsStay = false)
    {
        var runs = new Dictionary<string, List<Measurement>>();
        foreach (var missing in contenders.Where(contender => !contender.IsInstalled))
            Console.Error.WriteLine($"{missing.Name}: skipped, {missing.Command[0]} is not installed");
        for (var turn = 0; turn <= repeat; turn++)
        {
            foreach (var contender in contenders.Where(contender => contender.IsInstalled))
            {
                var run = Run(contender, nodes, sessionsStay);
                Console.Error.WriteLine($"{contender.Name}: {nodes} nodes, wall {run.Wall.TotalSeconds:0.000} s, "
                    + $"client {run.ClientCpu.TotalSeconds:0.000} s, sshd {run.SshdCpu.TotalSeconds:0.00} s{(turn == 0 ? " (does not count)" : "")}");
                if (turn > 0)
                    (runs.TryGetValue(contender.Name, out var list) ? list : runs[contender.Name] = []).Add(run);
            }
        }
        return runs.ToDictionary(pair => pair.Key, pair => Measurement.Median(pair.Value));
    }

    /// <summary>Runs a contender once; null when it is not installed.</summary>
    public Measurement? Once(Contender contender, int nodes, bool sessionsStay) =>
        contender.IsInstalled ? Run(contender, nodes, sessionsStay) : null;

    private Measurement Run(Contender contender, int nodes, bool sessionsStay)
    {
        var folder = Directory.CreateTempSubdirectory("opsshell-bench-");
        try
        {
            // Files take the output, so that no reader of this process competes for the processors.
            var output = Path.Combine(folder.FullName, "output");
            var errors = Path.Combine(folder.FullName, "errors");
            var start = new ProcessStartInfo("/bin/sh", ["-c", "o=$1 e=$2; shift 2; exec \"$@\" </dev/null >\"$o\" 2>\"$e\"", "sh", output, errors, .. contender.Command]);
            foreach (var (name, value) in contender.Environment)
                start.Environment[name] = value;

            var sshdBefore = SshdCpu(sessionsStay);
            var clientBefore = CpuClock.OfChildren();
            var clock = Stopwatch.StartNew();
            using var process = Process.Start(start)!;
            if (!process.WaitForExit(_runLimit))
            {
                process.Kill(entireProcessTree: true);
                throw new InvalidOperationException($"{contender.Name} did not end within {_runLimit.TotalMinutes:0} minutes");
            }
            var wall = clock.Elapsed;
            var client = CpuClock.OfChildren() - clientBefore;
            var run = new Measurement(wall, client, SshdCpu(sessionsStay) - sshdBefore, File.ReadAllText(output));

            var answers = contender.Answers(run.Output);
            if (answers != nodes || (process.ExitCode != 0 && !contender.AnyExitCode))
                throw new InvalidOperationException(
                    $"{contender.Name}: {answers} of {nodes} nodes answered, exit code {process.ExitCode}: {Tail(File.ReadAllText(errors))} {Tail(run.Output)}");
            return run;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Waits until sshd has that many sessions, and nothing that a former one left behind.</summary>
    /// <exception cref="InvalidOperationException">It has another number of them.</exception>
    public void AwaitSessions(int sessions)
    {
        var clock = Stopwatch.StartNew();
        for (int open; (open = CpuClock.CountChildren(fleet!.Sshd.ProcessId)) != sessions; Thread.Sleep(20))
        {
            if (clock.Elapsed > _settleLimit)
                throw new InvalidOperationException($"sshd has {open} sessions and not {sessions} {_settleLimit.TotalSeconds:0} s after a run");
        }
    }

    /// <summary>Waits for the sessions to end first: only then has the listener their times.</summary>
    private TimeSpan SshdCpu(bool sessionsStay)
    {
        if (fleet is null)
            return TimeSpan.Zero;
        if (!sessionsStay)
            AwaitSessions(0);
        return CpuClock.OfTree(fleet.Sshd.ProcessId);
    }

    private static string Tail(string text) => text.Length > 600 ? text[^600..] : text;
}
