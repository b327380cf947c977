using System.Globalization;

namespace OpsShell.Ipvs.Facts;

/// <summary>
/// Which value of a parameter suits a node, by what the node has. There is none where both values have their use, and none where the node
/// does not tell what it depends on.
/// </summary>
/// <param name="Sysctls">The parameters that there are: they tell which kernel this is.</param>
/// <param name="Table">The services; null where they were not read.</param>
/// <param name="Forecast">What the estimator costs; null where services or possible CPUs were not read.</param>
/// <param name="KernelRelease">The release; null where it was not read.</param>
/// <param name="HasKubeProxy">Whether kube-proxy balances here by IPVS: it keeps a device kube-ipvs0.</param>
public sealed record IpvsRecommendation(IpvsSysctls Sysctls, IpvsTable? Table, EstimatorForecast? Forecast, string? KernelRelease, bool HasKubeProxy)
{
    // What the check ipvs/estimator-pause warns of.
    private const double LongestPauseMilliseconds = 5;

    /// <summary>The value and why; a value of null means that there is nothing to recommend, for the reason given, if any.</summary>
    public (string? Value, string Reason) For(string name) => name switch
    {
        "conn_reuse_mode" => ConnectionReuse(),
        "expire_nodest_conn" when HasKubeProxy => ("1", "kube-proxy sets it: connections to pods that are gone end at once"),
        "expire_quiescent_template" when HasKubeProxy => ("1", "kube-proxy sets it: a client with session affinity leaves a pod that terminates"),
        "conntrack" when HasKubeProxy => ("1", "kube-proxy sets it: its masquerading needs conntrack"),
        "drop_entry" or "drop_packet" or "secure_tcp" when HasKubeProxy => ("0", "it drops or delays connections of pods when memory is short"),
        "run_estimation" or "estimation_timer_work" => Estimation(),
        _ => (null, ""),
    };

    /// <summary>The bits of the connection table that suit the connections of now.</summary>
    /// <param name="current">Those it has.</param>
    public (string? Value, string Reason) ForTableBits(int current)
    {
        const double ShortChain = 2;
        if (Table is not { } table || table.Connections <= ShortChain * Math.Pow(2, current))
            return (null, "");
        var bits = ConnectionTableBits.For(table.Connections);
        return bits > current
            ? (bits.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"{table.Connections} connections in {Math.Pow(2, current):0} buckets make long chains"))
            : (null, "");
    }

    private (string? Value, string Reason) ConnectionReuse() => KernelFix.SynOfReusedPort.In(KernelRelease ?? "").Presence == Presence.Yes
        ? ("1", "this kernel reschedules a reused port without dropping its first packet")
        : (null, "whether this kernel drops the first packet of a reused port cannot be told from its release; Test-OpsIpvs -Check ipvs/conn-reuse weighs it");

    private (string? Value, string Reason) Estimation()
    {
        if (Forecast is not { } forecast)
            return (null, "how long its pauses are depends on services and CPUs, which were not read");
        if (forecast.Design == EstimatorDesign.Kthreads)
            return ("1", "on this kernel estimation runs in threads and makes no pauses");
        var milliseconds = forecast.MiddleWork.TotalMilliseconds;
        return milliseconds >= LongestPauseMilliseconds
            ? ("0", string.Create(CultureInfo.InvariantCulture, $"its timer stops a CPU for about {milliseconds:0.#} ms every 2 s; with 0 the counters of services stand still"))
            : ("1", string.Create(CultureInfo.InvariantCulture, $"its timer takes about {milliseconds:0.##} ms every 2 s, and with 0 the counters of services stand still"));
    }
}
