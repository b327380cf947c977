using System.Diagnostics;
using System.Globalization;

namespace OpsShell.Benchmarks;

/// <summary>What the shell itself takes: its start, and its standard cmdlets on much input.</summary>
internal sealed class ShellBenchmarks(BenchOptions options, string opsshell, Report report)
{
    private const int StartRuns = 11;

    // Ten times the input may take this much longer: n log n, caches and collections, but nothing quadratic (100).
    private const double LinearFactor = 30;
    private readonly string _scripts = Path.Combine(AppContext.BaseDirectory, "scripts");

    /// <summary>The start of the shell beside that of an empty program, both ReadyToRun.</summary>
    /// <param name="empty">The empty program.</param>
    public void Start(string empty)
    {
        var meter = new Meter(null, StartRuns);
        var runs = meter.Compare([Program("empty .NET program", empty), Program("opsshell -NoProfile -c 1", opsshell, "-NoProfile", "-c", "1")], 1);
        foreach (var (name, run) in runs)
            report.Add("start", name, run);
        report.Target("start: opsshell -NoProfile -c 1 / empty program", runs["opsshell -NoProfile -c 1"].Wall / runs["empty .NET program"].Wall, 4.5);
        report.Target("memory (RSS) of opsshell -NoProfile -c 1", PeakMegabytes(), 90, "MB");
        report.Target("Tab on a command name, warm", double.Parse(Output(opsshell, "-NoProfile", Path.Combine(_scripts, "tab.ps1"))[0], CultureInfo.InvariantCulture), 50, "ms");
    }

    /// <summary>Standard cmdlets on 10,000 and 100,000 objects (5,000 and 50,000 files), inside one process each.</summary>
    public void Cmdlets()
    {
        var few = Seconds(1);
        var many = Seconds(10);
        foreach (var (name, seconds) in many)
        {
            report.Add("standard cmdlets", name, new Measurement(TimeSpan.FromSeconds(seconds), TimeSpan.Zero, TimeSpan.Zero, ""));
            report.Target($"{name}: time / time for a tenth", seconds / few[name], LinearFactor);
        }
    }

    private static Contender Program(string name, params string[] command) =>
        new(name, command, new Dictionary<string, string>(), _ => 1);

    private double PeakMegabytes()
    {
        var line = Output(opsshell, "-NoProfile", "-c", "1; [IO.File]::ReadAllLines('/proc/self/status') -match 'VmHWM'").Last();
        return double.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    /// <summary>The median seconds of each cmdlet; <paramref name="scale"/> times 10,000 objects.</summary>
    private Dictionary<string, double> Seconds(int scale) =>
        Enumerable.Range(0, options.Repeat)
            .SelectMany(_ => Output(opsshell, "-NoProfile", "-File", Path.Combine(_scripts, "cmdlets.ps1"), $"{scale}"))
            .Select(line => line.Split('\t'))
            .GroupBy(columns => columns[0], columns => double.Parse(columns[1], CultureInfo.InvariantCulture))
            .ToDictionary(group => group.Key, group => group.Order().ElementAt((group.Count() - 1) / 2));

    private static List<string> Output(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!;
        var lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        return process.ExitCode == 0 ? [.. lines] : throw new InvalidOperationException($"{string.Join(' ', command)} ended with exit code {process.ExitCode}");
    }
}
