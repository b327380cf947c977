using System.Globalization;

namespace OpsShell.Ipvs.Facts;

/// <summary>
/// What it costs a node to read /proc/net/ip_vs_conn. The kernel gives a page (4 KiB, 62 lines) for each read. Before 6.14 every read walks the
/// table anew from its beginning (ip_vs_conn_array in net/netfilter/ipvs/ip_vs_conn.c; commit 178883fd039d made it go on where it was): with N
/// connections in B buckets that is N/62 walks, each over half of the table on average, so N/62 * (N/2 * 40 ns + B/2 * 3 ns), and
/// 0.7 us a line for writing it. 40 ns is about a cache miss for each connection, 3 ns what a bucket costs when memory is read in order.
/// </summary>
/// <param name="Connections">Connections, active and inactive.</param>
/// <param name="Buckets">Buckets of the connection table.</param>
/// <param name="Rewalks">Whether every read walks from the beginning.</param>
public sealed record ConnectionReadCost(long Connections, long Buckets, bool Rewalks)
{
    /// <summary>What is read without <c>-Force</c>: 5 s of one CPU of the node.</summary>
    public const double LimitSeconds = 5;

    private const double LinesPerRead = 62, SecondsPerConnection = 40e-9, SecondsPerBucket = 3e-9, SecondsPerLine = 0.7e-6;

    /// <summary>The estimate, in seconds of one CPU.</summary>
    public double Seconds
    {
        get
        {
            var walk = (Connections * SecondsPerConnection) + (Buckets * SecondsPerBucket);
            return (Connections * SecondsPerLine) + (Rewalks ? Connections / LinesPerRead * walk / 2 : walk);
        }
    }

    /// <summary>Whether that is too much.</summary>
    public bool IsTooMuch => Seconds > LimitSeconds;

    /// <summary>Why it is too much, in words.</summary>
    public string Refusal => string.Create(CultureInfo.InvariantCulture,
        $"reading {Connections} connections would keep a CPU of the node busy for about {Seconds:0.#} s{(Rewalks ? ", because this kernel walks the whole connection table for every 62 lines that it gives" : "")}; the limit is {LimitSeconds:0} s");

    /// <summary>
    /// Whether a kernel walks from the beginning: decided by /proc/net/ip_vs_status, which only later kernels have, else by the
    /// release, which is the weaker source. What is not known counts as yes; the reading itself is watched as well.
    /// </summary>
    public static bool DoesRewalk(bool hasStatus, (int Major, int Minor)? release) =>
        !hasStatus && !(release is { } version && (version.Major > 6 || (version.Major == 6 && version.Minor >= 14)));
}
