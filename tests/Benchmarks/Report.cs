using System.Globalization;
using System.Text;

namespace OpsShell.Benchmarks;

/// <summary>Gathers what was measured, and writes it as Markdown.</summary>
internal sealed class Report
{
    private readonly List<string> _times = [];
    private readonly List<string> _targets = [];

    /// <summary>Whether every target that could be measured is met.</summary>
    public bool AllMet { get; private set; } = true;

    /// <summary>Adds the times of one contender.</summary>
    public void Add(string benchmark, string name, Measurement run, string note = "")
    {
        var client = run.ClientCpu > TimeSpan.Zero ? Text(run.ClientCpu) : "-";
        var sshd = run.SshdCpu > TimeSpan.Zero ? Text(run.SshdCpu) : "-";
        _times.Add($"| {benchmark} | {name} | {Text(run.Wall)} | {client} | {sshd} | {note} |");
    }

    /// <summary>Compares a value with the most that it may be.</summary>
    /// <param name="what">What was measured.</param>
    /// <param name="value">The value; null when something for it is missing here, which is told and is no failure.</param>
    /// <param name="most">The target.</param>
    /// <param name="unit">The unit of both; empty for a ratio.</param>
    public void Target(string what, double? value, double most, string unit = "")
    {
        var verdict = value is null ? "not measured" : value <= most ? "met" : "**not met**";
        AllMet &= value is not { } measured || measured <= most;
        _targets.Add($"| {what} | {(value is { } number ? Number(number, unit) : "-")} | <= {Number(most, unit)} | {verdict} |");
    }

    /// <summary>The whole as Markdown.</summary>
    public string ToMarkdown(BenchOptions options)
    {
        var text = new StringBuilder("# Benchmarks\n\n");
        text.Append(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} processors, {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, load average {LoadAverage()} at the end. ");
        text.Append(CultureInfo.InvariantCulture, $"Nodes are loopback addresses of one sshd; {options.Throttle} in flight; Ed25519 keys, ");
        text.Append(CultureInfo.InvariantCulture, $"{BenchFleet.KeyExchange} and strict host keys for everybody. Whole processes in turns, median of {options.Repeat}; every node answered in every run.\n\n");
        Table(text, "| benchmark | program | wall s | client CPU s | sshd CPU s | note |", "|--|--|--:|--:|--:|--|", _times);
        Table(text, "| target | measured | wanted | |", "|--|--:|--:|--|", _targets);
        return text.ToString();
    }

    private static void Table(StringBuilder text, string head, string rule, List<string> rows)
    {
        if (rows.Count > 0)
            text.Append(head).Append('\n').Append(rule).Append('\n').AppendJoin('\n', rows).Append("\n\n");
    }

    private static string LoadAverage() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    private static string Text(TimeSpan time) => time.TotalSeconds.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Number(double value, string unit) =>
        unit.Length == 0 ? value.ToString("0.00", CultureInfo.InvariantCulture) : value.ToString("0", CultureInfo.InvariantCulture) + " " + unit;
}
