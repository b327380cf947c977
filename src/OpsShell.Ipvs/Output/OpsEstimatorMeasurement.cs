using System.Collections.Immutable;
using OpsShell.Ipvs.Facts;
using OpsShell.Ipvs.Measuring;

namespace OpsShell.Ipvs;

/// <summary>What the estimator of IPVS really took on a node (<c>Measure-OpsIpvsEstimator</c>). A contract: members are added, never renamed.</summary>
public sealed record OpsEstimatorMeasurement
{
    /// <summary>The node.</summary>
    public required string ComputerName { get; init; }

    /// <summary>How the node's kernel does the work, by the function it has.</summary>
    public required EstimatorDesign Design { get; init; }

    /// <summary>How it was measured; null with threads, whose CPU time the kernel counts itself.</summary>
    public required EstimatorMethod? Method { get; init; }

    /// <summary>In one sentence: what was found, or why nothing was.</summary>
    public required string Verdict { get; init; }

    /// <summary>Whether the estimator is switched on; null when that could not be told.</summary>
    public required bool? On { get; init; }

    /// <summary>The sysctl that says so, with its value; on kernels without one, what is missing.</summary>
    public required string Switch { get; init; }

    /// <summary>Seconds that were measured.</summary>
    public required int Seconds { get; init; }

    /// <summary>Passes of the busiest timer. All passes when a node has one network namespace.</summary>
    public int Samples { get; init; }

    /// <summary>Shortest pass.</summary>
    public TimeSpan? Minimum { get; init; }

    /// <summary>Half of the passes took no longer.</summary>
    public TimeSpan? Median { get; init; }

    /// <summary>99 of 100 passes took no longer; with fewer than 100 samples the same as <see cref="Maximum"/>.</summary>
    public TimeSpan? P99 { get; init; }

    /// <summary>Longest pass: for so long one CPU did nothing else.</summary>
    public TimeSpan? Maximum { get; init; }

    /// <summary>Passes by CPU; with threads, how many ran last on which CPU.</summary>
    public ImmutableSortedDictionary<int, int> Cpus { get; init; } = ImmutableSortedDictionary<int, int>.Empty;

    /// <summary>Passes by length, in steps of doubling; from the shortest to the longest that were seen.</summary>
    public ImmutableArray<PauseBucket> Distribution { get; init; } = [];

    /// <summary>Timers seen: each network namespace in which ip_vs is active has its own. The figures are those of the busiest. With
    /// threads, the network namespaces that they belong to; the figures are those of all.</summary>
    public int Timers { get; init; }

    /// <summary>Longest pass of the other timers.</summary>
    public TimeSpan? OtherMaximum { get; init; }

    /// <summary>The estimator's threads, on kernels that have them.</summary>
    public ImmutableArray<EstimatorThread> Threads { get; init; } = [];

    /// <summary>CPU time of the timer or of all threads, in percent of one CPU.</summary>
    public double? CpuPercent { get; init; }

    /// <summary>What is visited in a pass: virtual services, real servers and the total; null when the table could not be read.</summary>
    public long? Estimators { get; init; }

    /// <summary>CPUs that this boot could ever have; each estimator is read for each of them.</summary>
    public int? PossibleCpus { get; init; }

    /// <summary>CPU time of a pass by forecast, on a fast machine (40 ns for an estimator and CPU).</summary>
    public TimeSpan? PredictedMinimum { get; init; }

    /// <summary>The same on a slow machine (90 ns).</summary>
    public TimeSpan? PredictedMaximum { get; init; }

    /// <summary>Measured nanoseconds for one estimator and CPU: the median, divided. Null while the estimator is off, and where a
    /// pass reads fewer than 1,000 counters, because then other work is most of it. Null with threads.</summary>
    public double? NanosecondsPerVisit { get; init; }

    /// <summary>Events that the kernel dropped, because they were more than its buffer holds: then passes may be missing.</summary>
    public ulong LostEvents { get; init; }
}
