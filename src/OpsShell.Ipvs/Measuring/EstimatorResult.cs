using System.Collections.Immutable;
using System.Globalization;
using OpsShell.Fleet;
using OpsShell.Ipvs.Checks;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Measuring;

/// <summary>Makes the result of what was measured and what was forecast. Pure.</summary>
internal static class EstimatorResult
{
    // A timer that is switched off still fires: for microseconds, and for a tenth of a millisecond on an emulated CPU.
    private const double MillisecondsOfNothing = 1;

    // With fewer, what a pass takes anyway (locks, arming the timer again) is most of it.
    private const long EnoughVisits = 1000;

    /// <summary>The result.</summary>
    /// <param name="node">Name of the node.</param>
    /// <param name="seconds">How long was measured.</param>
    /// <param name="answer">What came.</param>
    /// <param name="forecast">What was forecast; null where the table could not be read.</param>
    public static OpsEstimatorMeasurement Of(string node, int seconds, EstimatorAnswer answer, EstimatorForecast? forecast)
    {
        var result = new OpsEstimatorMeasurement
        {
            ComputerName = node,
            Design = answer.Design,
            Method = answer.Design == EstimatorDesign.Timer ? answer.Method : null,
            Verdict = "",
            On = forecast?.Switch.On,
            Switch = forecast is null ? "not read" : SwitchText(forecast.Switch),
            Seconds = seconds,
            Estimators = forecast?.Estimators,
            PossibleCpus = forecast?.PossibleCpus,
            PredictedMinimum = forecast?.LeastWork,
            PredictedMaximum = forecast?.MostWork,
            LostEvents = answer.Lost,
            Threads = answer.Threads,
        };
        result = answer.Design == EstimatorDesign.Timer ? WithPasses(result, answer, forecast) : WithThreads(result);
        return result with { Verdict = Verdict(result) };
    }

    /// <summary>Buckets that double, from the one of the shortest pass to that of the longest.</summary>
    public static ImmutableArray<PauseBucket> Distribution(IReadOnlyCollection<TimeSpan> passes)
    {
        if (passes.Count == 0)
            return [];
        var counts = passes.CountBy(Exponent).ToDictionary();
        var least = counts.Keys.Min();
        return [.. Enumerable.Range(least, counts.Keys.Max() - least + 1)
            .Select(exponent => new PauseBucket(TimeSpan.FromMicroseconds(1L << exponent), counts.GetValueOrDefault(exponent)))];
    }

    /// <summary>The least n for which the pass takes at most 2^n microseconds.</summary>
    private static int Exponent(TimeSpan pass)
    {
        var exponent = 0;
        while (exponent < 40 && TimeSpan.FromMicroseconds(1L << exponent) < pass)
            exponent++;
        return exponent;
    }

    private static OpsEstimatorMeasurement WithPasses(OpsEstimatorMeasurement result, EstimatorAnswer answer, EstimatorForecast? forecast)
    {
        var timers = answer.Passes.GroupBy(pass => pass.Timer).OrderByDescending(timer => timer.Sum(pass => pass.Duration.Ticks)).ToList();
        if (timers.Count == 0)
            return result;
        TimeSpan[] passes = [.. timers[0].Select(pass => pass.Duration).Order()];
        var median = passes[(passes.Length - 1) / 2];
        return result with
        {
            Samples = passes.Length,
            Minimum = passes[0],
            Median = median,
            P99 = passes[(int)Math.Ceiling(passes.Length * 0.99) - 1],
            Maximum = passes[^1],
            Cpus = timers[0].CountBy(pass => pass.Cpu).ToImmutableSortedDictionary(),
            Distribution = Distribution(passes),
            Timers = timers.Count,
            OtherMaximum = timers.Count > 1 ? timers.Skip(1).Max(timer => timer.Max(pass => pass.Duration)) : null,
            CpuPercent = 100 * passes.Sum(pass => pass.TotalSeconds) / result.Seconds,
            NanosecondsPerVisit = forecast is { Visits: >= EnoughVisits, Switch.On: not false } ? median.TotalMicroseconds * 1000 / forecast.Visits : null,
        };
    }

    private static OpsEstimatorMeasurement WithThreads(OpsEstimatorMeasurement result) => result with
    {
        CpuPercent = result.Threads.IsEmpty ? null : result.Threads.Sum(thread => thread.CpuPercent),
        Timers = result.Threads.DistinctBy(Generation).Count(),
        Cpus = result.Threads.Where(thread => thread.Cpu is not null).CountBy(thread => thread.Cpu!.Value).ToImmutableSortedDictionary(),
    };

    private static string SwitchText(EstimatorSwitch found) => found.Name.Length == 0 ? found.Value : $"{found.Name}={found.Value}";

    private static string Verdict(OpsEstimatorMeasurement result)
    {
        var lost = result.LostEvents > 0 ? string.Create(CultureInfo.InvariantCulture, $" The kernel dropped {result.LostEvents} events, so passes may be missing.") : "";
        if (result.Design == EstimatorDesign.Kthreads)
            return ThreadVerdict(result);
        if (result.Samples == 0)
        {
            return result.On == false
                ? $"The estimator is off ({result.Switch}): its timer did not run.{lost}"
                : $"No pass of the estimator was seen in {result.Seconds} s, though {result.Switch} does not switch it off: ip_vs is idle here, or measured for too short a time.{lost}";
        }
        var others = result.OtherMaximum is { } other ? $" {result.Timers - 1} more timers, of other network namespaces, took at most {ViewText.FineDuration(other)}." : "";
        if (result.On == false)
        {
            // By the median: a single pass may be long because an interrupt or the hypervisor took the CPU meanwhile.
            return result.Median!.Value.TotalMilliseconds < MillisecondsOfNothing
                ? $"The estimator is off ({result.Switch}): its timer runs and does nothing, for {ViewText.FineDuration(result.Median.Value)}, at most {ViewText.FineDuration(result.Maximum!.Value)}.{others}{lost}"
                : $"The estimator of this network namespace is off ({result.Switch}), but that of another holds up one CPU for {ViewText.FineDuration(result.Median.Value)}, at most {ViewText.FineDuration(result.Maximum!.Value)}.{lost}";
        }
        return $"Every 2 s one CPU does nothing else for {ViewText.FineDuration(result.Median!.Value)}, at most {ViewText.FineDuration(result.Maximum!.Value)}{Comparison(result)}.{others}{lost}";
    }

    /// <summary>A thread is named ipvs-e:GENERATION:NUMBER; each network namespace has a generation of its own (ip_vs_est_kthread_start).</summary>
    private static string Generation(EstimatorThread thread) => thread.Name.Split(':').ElementAtOrDefault(1) ?? "";

    private static string ThreadVerdict(OpsEstimatorMeasurement result) => result switch
    {
        { Threads.IsEmpty: false, On: false } => $"The estimator of this network namespace is off ({result.Switch}), but that of {Others(result)} is not: {Work(result)}.",
        { Threads.IsEmpty: false } => $"The estimator makes no pause: {Work(result)}{ThreadForecast(result)}, and give way to other work.{(result.Timers > 1 ? $" They are those of {result.Timers} network namespaces." : "")}",
        { On: false } => $"The estimator is off ({result.Switch}): it has no threads.",
        { Estimators: > 1 } => $"No thread of the estimator was seen, though it is on ({result.Switch}) and has {result.Estimators} counters to read: threads that begin or end meanwhile are not counted, and where /proc is mounted with hidepid only root sees them (-Become).",
        _ => "The estimator has no threads: there is no virtual service in any network namespace, or they began meanwhile.",
    };

    private static string Others(OpsEstimatorMeasurement result) => result.Timers > 1 ? $"{result.Timers} others" : "another";

    private static string Work(OpsEstimatorMeasurement result) =>
        string.Create(CultureInfo.InvariantCulture, $"its threads ({result.Threads.Length}) take {result.CpuPercent:0.##} % of one CPU");

    // The forecast is that of this network namespace alone.
    private static string ThreadForecast(OpsEstimatorMeasurement result) => result is { Timers: 1, PredictedMinimum: { } least, PredictedMaximum: { } most }
        ? $" (forecast: {EstimatorText.PercentRange(PassPercent(least), PassPercent(most))})"
        : "";

    private static double PassPercent(TimeSpan work) => 100 * (work / EstimatorForecast.Period);

    private static string Comparison(OpsEstimatorMeasurement result) => (result.PredictedMinimum, result.PredictedMaximum) switch
    {
        ({ } least, { } most) when result.On != false => $" (forecast: {ViewText.FineDuration(least)} to {ViewText.FineDuration(most)})",
        _ => "",
    };
}
