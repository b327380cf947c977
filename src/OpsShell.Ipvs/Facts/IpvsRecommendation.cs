using System.Globalization;

namespace OpsShell.Ipvs.Facts;

/// <summary>
/// Which value of a parameter suits a node, by what the node has. There is none where both values have their use, and none where the node
/// does not tell what it depends on.
/// </summary>
/// <param name="Sysctls">The parameters that there are: they tell which kernel this is.</param>
/// <param name="Table">The services; null where they were not read.</param>
/// <param name="PossibleCpus">Possible CPUs; null where they were not read.</param>
/// <param name="KernelRelease">The release; null where it was not read.</param>
/// <param name="HasKubeProxy">Whether kube-proxy balances here by IPVS: it keeps a device kube-ipvs0.</param>
public sealed record IpvsRecommendation(IpvsSysctls Sysctls, IpvsTable? Table, int? PossibleCpus, string? KernelRelease, bool HasKubeProxy)
{
    // As published for two generations of machines, 40 to 90 ns for each estimator and CPU; the middle of it. 5 ms is what a request notices.
    private const double NanosecondsPerStep = 65, LongestPauseMilliseconds = 5;

    private const int MostTableBits = 20;

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
        var bits = Math.Min(MostTableBits, (int)Math.Ceiling(Math.Log2(table.Connections)));
        return bits > current
            ? (bits.ToString(CultureInfo.InvariantCulture), string.Create(CultureInfo.InvariantCulture, $"{table.Connections} connections in {Math.Pow(2, current):0} buckets make long chains"))
            : (null, "");
    }

    private (string? Value, string Reason) ConnectionReuse() => HasReuseFix(KernelRelease)
        ? ("1", "this kernel reschedules a reused port without dropping its first packet")
        : (null, "whether this kernel drops the first packet of a reused port cannot be told from its release; Test-OpsIpvs -Check ipvs/conn-reuse weighs it");

    private (string? Value, string Reason) Estimation()
    {
        if (Sysctls["est_nice"] is not null || Sysctls["est_cpulist"] is not null)
            return ("1", "on this kernel estimation runs in threads and makes no pauses");
        if (Table is not { } table || PossibleCpus is not { } cpus)
            return (null, "how long its pauses are depends on services and CPUs, which were not read");
        var milliseconds = (table.Services.Length + table.RealServerCount + 1.0) * cpus * NanosecondsPerStep / 1e6;
        return milliseconds >= LongestPauseMilliseconds
            ? ("0", string.Create(CultureInfo.InvariantCulture, $"its timer stops a CPU for about {milliseconds:0.#} ms every 2 s; with 0 the counters of services stand still"))
            : ("1", string.Create(CultureInfo.InvariantCulture, $"its timer takes about {milliseconds:0.##} ms every 2 s, and with 0 the counters of services stand still"));
    }

    /// <summary>
    /// Whether a release has commit f0a5e4d7a594 (5.9), which was taken into the stable releases 5.8.2, 5.7.16, 5.4.59 and 4.19.140. False is "not known":
    /// vendors take patches on their own.
    /// </summary>
    public static bool HasReuseFix(string? release)
    {
        var numbers = (release ?? "").Split('-', '+')[0].Split('.');
        if (numbers.Length < 2 || !int.TryParse(numbers[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) || !int.TryParse(numbers[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minor))
            return false;
        var patch = numbers.Length > 2 && int.TryParse(numbers[2], NumberStyles.None, CultureInfo.InvariantCulture, out var third) ? third : 0;
        return (major, minor) switch
        {
            ( > 5, _) or (5, >= 9) => true,
            (5, 8) => patch >= 2,
            (5, 7) => patch >= 16,
            (5, 4) => patch >= 59,
            (4, 19) => patch >= 140,
            _ => false,
        };
    }
}
