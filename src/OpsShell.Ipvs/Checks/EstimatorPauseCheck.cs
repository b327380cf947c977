using System.Collections.Immutable;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Ipvs.Facts;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Ipvs.Checks;

/// <summary>The estimator of IPVS holds up a CPU every two seconds, the longer the more rules and CPUs there are.</summary>
public sealed class EstimatorPauseCheck : IpvsCheck
{
    private static readonly Threshold PauseWarning = new(
        "ipvs/estimator-pause.pause-warning", 5, "ms", "Expected pause (estimators x possible CPUs x 65 ns)",
        "OpsShell: packets of one CPU wait that long every 2 s; more than a hop within a data centre takes");

    private static readonly Threshold PauseCritical = new(
        "ipvs/estimator-pause.pause-critical", 20, "ms", "Expected pause (estimators x possible CPUs x 65 ns)",
        "OpsShell: users see it in the slowest requests; published cases began to hurt there");

    private static readonly Threshold ThreadInfo = new(
        "ipvs/estimator-pause.thread-info", 10, "%", "Share of one CPU that the estimator's threads take (kernels from 6.2)",
        "OpsShell: each thread is bounded to an eighth of a CPU (IPVS_EST_LOAD_DIVISOR in include/net/ip_vs.h)");

    /// <inheritdoc/>
    public override CheckInfo Info { get; } = new(
        "ipvs/estimator-pause",
        "Pause of a CPU by the estimator of IPVS",
        "Forecasts the pause from virtual services, real servers and possible CPUs at 40 to 90 ns a counter, and judges the middle of that range. Kernels from 6.2 have no pause but threads; where the estimator is switched off there is neither. Measure-OpsIpvsEstimator measures it.",
        "net/netfilter/ipvs/ip_vs_est.c; commit 2232642ec3fb (200 ms with 104 CPUs and 50,000 services)");

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [IpvsTable.Fact, CpuList.Possible, IpvsSysctls.Fact];

    /// <inheritdoc/>
    public override ImmutableArray<Threshold> Thresholds => [PauseWarning, PauseCritical, ThreadInfo];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Evaluate(CheckContext context, IpvsTable table)
    {
        var forecast = EstimatorForecast.Of(table, context.Get(CpuList.Possible), context.Get(IpvsSysctls.Fact));
        var range = EstimatorText.Range(forecast.LeastWork, forecast.MostWork);
        ImmutableArray<Evidence> evidence =
        [
            Seen(IpvsTable.Source, "virtual services", (ulong)forecast.VirtualServices), Seen(IpvsTable.Source, "real servers", (ulong)forecast.RealServers),
            Seen(EstimatorText.PossibleCpus, "possible CPUs", (ulong)forecast.PossibleCpus), EstimatorText.Seen(forecast.Switch),
            Seen(IpvsSysctls.Folder, "design", forecast.Design == EstimatorDesign.Timer ? "timer (no est_cpulist, no est_nice)" : "threads (est_cpulist or est_nice is there)"),
        ];
        return [forecast switch
        {
            { Switch.On: false } => Off(context, forecast, range, evidence),
            { Design: EstimatorDesign.Kthreads } => Threads(context, forecast, evidence),
            _ => Timer(context, forecast, range, evidence),
        }];
    }

    private static Finding Off(CheckContext context, EstimatorForecast forecast, string range, ImmutableArray<Evidence> evidence) => context.Finding(
        FindingStatus.Ok, $"The estimator is off; no pause (on, it would work {range} every 2 s)", evidence,
        explanation: "Statistics and rates of IPVS stand still meanwhile; ipvs/frozen-counters has what that means.",
        remedy: forecast.Design == EstimatorDesign.Timer ? $"Before switching it on, weigh the {range}." : "");

    private static Finding Threads(CheckContext context, EstimatorForecast forecast, ImmutableArray<Evidence> evidence)
    {
        var (least, middle, most) = (forecast.CpuPercent(forecast.LeastWork), forecast.CpuPercent(forecast.MiddleWork), forecast.CpuPercent(forecast.MostWork));
        var status = middle >= context[ThreadInfo] ? FindingStatus.Info : FindingStatus.Ok;
        var title = $"The estimator runs in threads, without a pause; they take {EstimatorText.PercentRange(least, most)} of a CPU";
        return status == FindingStatus.Ok
            ? context.Finding(status, title, evidence)
            : context.Finding(
                status, title, evidence,
                explanation: "From kernel 6.2 the estimator gives way to other work every 40 ms, so requests do not wait for it; its threads (ipvs-e:*) still take the CPU time.",
                remedy: "To keep it off the CPUs that serve requests: 'sysctl -w net.ipv4.vs.est_cpulist=LIST' and 'net.ipv4.vs.est_nice=19'. 'sysctl -w net.ipv4.vs.run_estimation=0' ends it, and freezes the statistics of IPVS.");
    }

    private static Finding Timer(CheckContext context, EstimatorForecast forecast, string range, ImmutableArray<Evidence> evidence)
    {
        var status = High(forecast.MiddleWork.TotalMilliseconds, context[PauseWarning], context[PauseCritical]);
        var unknown = forecast.Switch.On is null ? $" unless it is off, which {forecast.Switch.Name} does not tell" : "";
        var title = $"The estimator of IPVS holds up one CPU for {range} every 2 s{unknown}";
        return status == FindingStatus.Ok
            ? context.Finding(status, title, evidence)
            : context.Finding(
                status, title, evidence,
                explanation: $"Every 2 s a timer reads {forecast.Estimators} x {forecast.PossibleCpus} counters in one go, in a soft interrupt. The CPU that it runs on does nothing else for {range}: packets in its queues, and programs and pods on it, wait. From outside it looks like a jitter of that length in one of some hundred or thousand requests, while the node's load is low and a ping of its network card may be smooth. It grows with every service, every endpoint and every possible CPU.",
                remedy: Remedy(forecast));
    }

    private static string Remedy(EstimatorForecast forecast)
    {
        const string fewer = "fewer rules (kube-proxy: nodePortAddresses, as a NodePort makes a service for every local address; unused services and externalIPs), fewer possible CPUs (boot option possible_cpus=, the hypervisor's limit for hot-plugging)";
        return EstimatorText.Command(forecast.Switch, on: false) is { } command
            ? $"'{command}' ends the pause at once; 'Repair-OpsIpvs -Check ipvs/estimator-pause' sets it and keeps it over a reboot. Statistics of IPVS (ipvsadm --stats, node_ipvs_* of node_exporter) then stand still; balancing does not need them. To keep them: a kernel from 6.2, {fewer}. 'Measure-OpsIpvsEstimator' measures the pause first."
            : $"This kernel has no switch for it (neither {string.Join(" nor ", EstimatorSwitch.Names)}). A kernel with one (5.16 and later, OpenCloudOS 9, recent builds of OpenCloudOS 8) or without the pause (6.2 and later); until then {fewer}. 'Measure-OpsIpvsEstimator' measures the pause first.";
    }
}
