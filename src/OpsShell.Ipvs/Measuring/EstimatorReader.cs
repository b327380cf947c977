using System.Collections.Immutable;
using System.Globalization;
using OpsShell.Core.Facts;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Measuring;

/// <summary>
/// Takes the script's lines one by one, and pairs the begin of a pass with its end: on the same CPU, of the same timer, later. A
/// begin without an end (measuring ended, or the event was lost) is no pass, and neither is an end without a begin.
/// </summary>
internal sealed class EstimatorReader
{
    private readonly ImmutableArray<EstimatorPass>.Builder _passes = ImmutableArray.CreateBuilder<EstimatorPass>();
    private readonly ImmutableArray<string>.Builder _stale = ImmutableArray.CreateBuilder<string>();
    private readonly Dictionary<int, (string Timer, decimal At)> _open = [];
    private readonly List<(double Uptime, List<ThreadTimes> Threads)> _looks = [];
    private EstimatorDesign? _design;
    private EstimatorMethod _method;
    private ulong _lost;
    private double _ticksPerSecond = 100;
    private bool _ended;

    private readonly record struct ThreadTimes(int ProcessId, string Name, int? Cpu, ulong Ticks, (ulong RunNanoseconds, ulong Slices)? Exact);

    /// <summary>Takes a line.</summary>
    public void Take(TextLine line, string[] fields)
    {
        if (_ended)
            throw line.Error("nothing is expected after the end");
        switch (fields[0])
        {
            case "begin":
                break;
            case "stale":
                _stale.Add(line.Fields(2)[1]);
                break;
            case "design":
                _design = line.Fields(2)[1] == "threads" ? EstimatorDesign.Kthreads : EstimatorDesign.Timer;
                break;
            case "method":
                _method = Method(line, line.Fields(2)[1]);
                break;
            case "e":
                var (cpu, timer, at) = Event(line);
                _open[cpu] = (timer, at);
                break;
            case "x":
                Close(line);
                break;
            case "lost":
                _lost += line.UnsignedNumber(line.Fields(2)[1], "the number of lost events");
                break;
            case "ticks":
                _ticksPerSecond = Math.Max(1, line.UnsignedNumber(line.Fields(2)[1], "ticks a second"));
                break;
            case "threads":
                _looks.Add((line.Real(line.Fields(2)[1], "the uptime"), []));
                break;
            case "k" when _looks.Count > 0:
                _looks[^1].Threads.Add(Thread(line));
                break;
            case "end":
                _ended = true;
                break;
            default:
                throw line.Error($"{TextLine.Quote(fields[0])} is not expected here");
        }
    }

    /// <summary>What came.</summary>
    /// <exception cref="FormatException">The end or the begin is missing.</exception>
    public EstimatorAnswer Answer() => _ended && _design is { } design
        ? new EstimatorAnswer(design, _method, _passes.ToImmutable(), Threads(), _lost, _stale.ToImmutable())
        : throw new FormatException("the answer is cut off");

    private void Close(TextLine line)
    {
        var (cpu, timer, at) = Event(line);
        if (_open.Remove(cpu, out var begin) && begin.Timer == timer && at >= begin.At)
            _passes.Add(new EstimatorPass(timer, cpu, TimeSpan.FromTicks((long)((at - begin.At) * TimeSpan.TicksPerSecond))));
    }

    private static (int Cpu, string Timer, decimal At) Event(TextLine line)
    {
        var fields = line.Fields(4);
        var cpu = line.UnsignedNumber(fields[1], "the CPU");
        // A double would lose nanoseconds of a machine that has been up for months.
        return cpu < 65536 && decimal.TryParse(fields[3], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var at) && at < 1e10m
            ? ((int)cpu, fields[2], at)
            : throw line.Error($"the CPU is {TextLine.Quote(fields[1])} and the time {TextLine.Quote(fields[3])}, expected two numbers");
    }

    private static EstimatorMethod Method(TextLine line, string word) => word switch
    {
        "timer-events" => EstimatorMethod.TimerEvents,
        "kernel-probe" => EstimatorMethod.KernelProbe,
        "bpftrace" => EstimatorMethod.Bpftrace,
        _ => throw line.Error($"{TextLine.Quote(word)} is no method"),
    };

    /// <summary><c>k PID NAME CPU TICKS [RUN WAIT SLICES]</c>; the last three are /proc/PID/schedstat, in nanoseconds.</summary>
    private static ThreadTimes Thread(TextLine line)
    {
        var fields = line.Fields(5);
        (ulong, ulong)? exact = fields.Length >= 8 ? (line.UnsignedNumber(fields[5], "run time"), line.UnsignedNumber(fields[7], "time slices")) : null;
        return new ThreadTimes(
            ProcessId(line, fields[1]), fields[2], fields[3] == "-" ? null : (int)Math.Min(65535, line.UnsignedNumber(fields[3], "the CPU")),
            line.UnsignedNumber(fields[4], "ticks"), exact);
    }

    private static int ProcessId(TextLine line, string word) =>
        line.UnsignedNumber(word, "the process id") is var id and <= int.MaxValue ? (int)id : throw line.Error("the process id is out of range");

    /// <summary>Threads that were there at both looks; one that came or went meanwhile tells nothing.</summary>
    private ImmutableArray<EstimatorThread> Threads()
    {
        if (_looks is not [var first, var second] || second.Uptime <= first.Uptime)
            return [];
        var before = first.Threads.DistinctBy(thread => (thread.ProcessId, thread.Name)).ToDictionary(thread => (thread.ProcessId, thread.Name));
        var seconds = second.Uptime - first.Uptime;
        return [.. second.Threads.Where(thread => before.ContainsKey((thread.ProcessId, thread.Name)))
            .Select(thread => Difference(before[(thread.ProcessId, thread.Name)], thread, seconds))];
    }

    private EstimatorThread Difference(ThreadTimes first, ThreadTimes second, double seconds)
    {
        var exact = first.Exact is { } a && second.Exact is { } b && b.RunNanoseconds >= a.RunNanoseconds && b.Slices >= a.Slices
            ? (Run: b.RunNanoseconds - a.RunNanoseconds, Slices: b.Slices - a.Slices)
            : ((ulong Run, ulong Slices)?)null;
        var time = exact is { } counted
            ? TimeSpan.FromMilliseconds(counted.Run / 1e6)
            : TimeSpan.FromSeconds((Samples.Delta(first.Ticks, second.Ticks) ?? 0) / _ticksPerSecond);
        TimeSpan? average = exact is { Slices: > 0 } runs ? TimeSpan.FromMilliseconds(runs.Run / 1e6 / runs.Slices) : null;
        return new EstimatorThread(second.ProcessId, second.Name, second.Cpu, time, 100 * time.TotalSeconds / seconds, average);
    }
}
