using System.Collections.Immutable;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs;

/// <summary>What the estimator of IPVS costs on one node (<c>Get-OpsIpvsEstimator</c>). A contract: members are added, never renamed.</summary>
public sealed record OpsIpvsEstimator
{
    /// <summary>The node.</summary>
    public required string ComputerName { get; init; }

    /// <summary>What the estimator visits: virtual services, real servers, and the total.</summary>
    public required long Estimators { get; init; }

    /// <summary>Virtual services.</summary>
    public required int VirtualServices { get; init; }

    /// <summary>Real servers of all services.</summary>
    public required int RealServers { get; init; }

    /// <summary>CPUs that this boot could ever have; the estimator reads a counter of each.</summary>
    public required int PossibleCpus { get; init; }

    /// <summary>Whether the kernel does the work in a timer, in one go, or in threads.</summary>
    public required EstimatorDesign Design { get; init; }

    /// <summary>Whether the estimator is on; null when its switch could not be read or understood.</summary>
    public required bool? Enabled { get; init; }

    /// <summary>The file that says whether it is on, or the folder where no such file is: then it always is.</summary>
    public required string EnabledSource { get; init; }

    /// <summary>Time for which each pass holds up one CPU on a fast machine (40 ns a counter); null with threads, and when it is off.</summary>
    public required TimeSpan? PauseMin { get; init; }

    /// <summary>Time for which each pass holds up one CPU on a slow machine (90 ns a counter); null with threads, and when it is off.</summary>
    public required TimeSpan? PauseMax { get; init; }

    /// <summary>CPU time of one pass on a fast machine, on or off: what switching it on would cost every 2 s.</summary>
    public required TimeSpan WorkMin { get; init; }

    /// <summary>CPU time of one pass on a slow machine, on or off: what switching it on would cost every 2 s.</summary>
    public required TimeSpan WorkMax { get; init; }

    /// <summary>Share of one CPU in percent on a fast machine; null when it is off.</summary>
    public required double? CpuPercentMin { get; init; }

    /// <summary>Share of one CPU in percent on a slow machine; null when it is off.</summary>
    public required double? CpuPercentMax { get; init; }

    /// <summary>Whether the statistics of IPVS follow the traffic.</summary>
    public required IpvsCountersState CountersState { get; init; }

    /// <summary>Why <see cref="CountersState"/> is not known; empty when it is.</summary>
    public required string CountersReason { get; init; }

    /// <summary>The files that all of it was read from.</summary>
    public required ImmutableArray<string> Sources { get; init; }

    /// <summary>When the node was read.</summary>
    public required DateTimeOffset CapturedAt { get; init; }

    /// <summary>What is read for it.</summary>
    public static ImmutableArray<Fact> Needs { get; } = [IpvsTable.Fact, CpuList.Possible, IpvsSysctls.Fact, IpvsCpuStatistics.Fact];

    /// <summary>From what was read of a node.</summary>
    /// <exception cref="Core.Probing.FactUnavailableException">Table, CPUs or sysctls were not read. Counters that were not read are Unknown.</exception>
    public static OpsIpvsEstimator Of(string computerName, FactSet facts)
    {
        var forecast = EstimatorForecast.Of(facts.Get(IpvsTable.Fact), facts.Get(CpuList.Possible), facts.Get(IpvsSysctls.Fact));
        var isOn = forecast.Switch.On != false;
        var (state, reason) = Counters(facts, forecast.Switch);
        return new OpsIpvsEstimator
        {
            ComputerName = computerName,
            Estimators = forecast.Estimators,
            VirtualServices = forecast.VirtualServices,
            RealServers = forecast.RealServers,
            PossibleCpus = forecast.PossibleCpus,
            Design = forecast.Design,
            Enabled = forecast.Switch.On,
            EnabledSource = forecast.Switch.Source,
            PauseMin = forecast.Pauses ? forecast.LeastWork : null,
            PauseMax = forecast.Pauses ? forecast.MostWork : null,
            WorkMin = forecast.LeastWork,
            WorkMax = forecast.MostWork,
            CpuPercentMin = isOn ? forecast.CpuPercent(forecast.LeastWork) : null,
            CpuPercentMax = isOn ? forecast.CpuPercent(forecast.MostWork) : null,
            CountersState = state,
            CountersReason = reason,
            Sources = [IpvsTable.Source, "/sys/devices/system/cpu/possible", forecast.Switch.Source, IpvsCpuStatistics.Source],
            CapturedAt = facts.Results.CapturedAt,
        };
    }

    private static (IpvsCountersState, string) Counters(FactSet facts, EstimatorSwitch @switch)
    {
        if (!facts.TryGet(IpvsCpuStatistics.Fact, out var samples, out var missing))
            return (IpvsCountersState.Unknown, missing.Message);
        var verdict = IpvsCountersVerdict.Of(samples, @switch.On);
        return (verdict.State, verdict.State != IpvsCountersState.Unknown ? ""
            : verdict.Moved == 0 ? "the counters went backwards between the readings"
            : "the readings are too close together: -SampleInterval 4 waits for the estimator");
    }
}
