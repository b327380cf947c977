using System.Collections.Immutable;
using System.Globalization;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;
using OpsShell.Ipvs.Facts;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Ipvs.Checks;

/// <summary>Statistics of IPVS that stand still while packets flow.</summary>
public sealed class FrozenCountersCheck : IpvsCheck
{
    private const string Balancing = "Balancing is not affected: the schedulers, wlc and lc too, count connections themselves.";

    /// <inheritdoc/>
    public override CheckInfo Info { get; } = new(
        "ipvs/frozen-counters",
        "Statistics of IPVS that stand still",
        "Compares the counters of the CPUs, which are always live, with the total that the estimator writes every 2 s, in two readings of ip_vs_stats_percpu.",
        "net/netfilter/ipvs/ip_vs_ctl.c (ip_vs_stats_percpu_show), ip_vs_est.c");

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [IpvsTable.Fact, IpvsCpuStatistics.Fact, IpvsSysctls.Fact];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Evaluate(CheckContext context, IpvsTable table)
    {
        var isSwitchKnown = context.TryGet(IpvsSysctls.Fact, out var sysctls, out _);
        var @switch = isSwitchKnown ? EstimatorSwitch.Of(sysctls!) : new EstimatorSwitch(null, "", IpvsSysctls.Folder, "not read");
        if (!context.TryGet(IpvsCpuStatistics.Fact, out var samples, out var reason))
            return [WithoutReadings(context, @switch, reason)];
        var verdict = IpvsCountersVerdict.Of(samples, @switch.On);
        ImmutableArray<Evidence> evidence =
        [
            Seen(IpvsCpuStatistics.Source, "bytes in, all CPUs", samples.Second.Sum.IncomingBytes), Seen(IpvsCpuStatistics.Source, "bytes in, ~", samples.Second.Total.IncomingBytes),
            Seen(IpvsCpuStatistics.Source, "bytes in between the readings", string.Create(CultureInfo.InvariantCulture, $"{verdict.Moved} in {samples.Seconds:0.#} s")),
            EstimatorText.Seen(@switch),
        ];
        return [verdict.State switch
        {
            IpvsCountersState.Frozen => Frozen(context, @switch, evidence),
            IpvsCountersState.Unknown => Unknown(context, samples, evidence),
            _ when verdict.Zeroed => Zeroed(context, verdict, evidence),
            IpvsCountersState.Idle => context.Finding(FindingStatus.Ok, $"No packet came between the readings; the statistics agree with the CPUs{Note(@switch)}", evidence),
            _ => context.Finding(FindingStatus.Ok, "The statistics of IPVS follow the traffic", evidence),
        }];
    }

    // Off is off, whatever the traffic is; but whether the total is behind is not known then.
    private static Finding WithoutReadings(CheckContext context, EstimatorSwitch @switch, FactUnavailableException reason)
    {
        if (@switch.On != false)
            return context.Unknown("Whether the statistics of IPVS stand still", reason);
        return Frozen(context, @switch, [EstimatorText.Seen(@switch), Seen(IpvsCpuStatistics.Source, "status", reason.Reason)]);
    }

    private static Finding Frozen(CheckContext context, EstimatorSwitch @switch, ImmutableArray<Evidence> evidence)
    {
        var cause = @switch.On == false ? $"the estimator is off ({@switch.Name}={Shortened(@switch.Value, 20)})" : "the estimator does not run, although no switch says so";
        return context.Finding(
            @switch.On == false ? FindingStatus.Info : FindingStatus.Warning,
            $"The statistics of IPVS stand still: {cause}", evidence,
            explanation: $"The estimator alone writes /proc/net/ip_vs_stats, 'ipvsadm --stats' and '--rate', and so node_ipvs_*_total of node_exporter and the like: dashboards and alerts over them show no traffic, or an old rate for ever, and no error. {Balancing}",
            remedy: Remedy(@switch));
    }

    private static string Remedy(EstimatorSwitch @switch)
    {
        const string instead = "For numbers without the estimator add the rows of /proc/net/ip_vs_stats_percpu, which are live; drop alerts over node_ipvs_*_total.";
        return EstimatorText.Command(@switch, on: true) is { } command && @switch.On == false
            ? $"If it is off on purpose (ipvs/estimator-pause): nothing. {instead} To have statistics: '{command}', after a look at the forecast of 'Get-OpsIpvsEstimator'."
            : @switch.Name == "est_cpulist"
                ? "Its threads have no CPU: 'sysctl -w net.ipv4.vs.est_cpulist=LIST' with the CPUs that may run them."
                : $"'dmesg -T | grep IPVS', 'ps -eLo comm,time | grep ipvs-e' (kernels from 6.2). {instead}";
    }

    private static Finding Zeroed(CheckContext context, IpvsCountersVerdict verdict, ImmutableArray<Evidence> evidence) => context.Finding(
        FindingStatus.Ok, $"The statistics are kept up, and {Bytes(verdict.Behind)} behind the CPUs: they were set to 0 once ('ipvsadm -Z')", evidence);

    private static Finding Unknown(CheckContext context, Samples<IpvsCpuStatistics> samples, ImmutableArray<Evidence> evidence) =>
        samples.Second.Sum.IncomingBytes < samples.First.Sum.IncomingBytes
            ? context.Finding(FindingStatus.Unknown, "Whether the statistics stand still cannot be judged: the counters of the CPUs went backwards between the readings", evidence)
            : context.Finding(
                FindingStatus.Unknown, "Whether the statistics stand still cannot be judged from readings so close together", evidence,
                explanation: "The total did not move and is far behind the CPUs: either the estimator does not run, or the statistics were set to 0 ('ipvsadm -Z') and the estimator, which writes every 2 s, had no turn between the readings.",
                remedy: "'Test-OpsIpvs -Check ipvs/frozen-counters -SampleInterval 4' waits long enough.");

    private static string Note(EstimatorSwitch @switch) => @switch.On == false ? ", though the estimator is off" : "";
}
