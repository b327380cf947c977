using System.Numerics;

namespace OpsShell.Ipvs.Facts;

/// <summary>The size of the connection table that suits a number of connections, as the module option conn_tab_bits takes it.</summary>
public static class ConnectionTableBits
{
    /// <summary>The least that the option takes (CONFIG_IP_VS_TAB_BITS in net/netfilter/ipvs/Kconfig).</summary>
    public const int Least = 8;

    /// <summary>The most that the option takes, before the table that sizes itself.</summary>
    public const int Most = 20;

    /// <summary>The least bits that give every connection a bucket, in the range that the option takes.</summary>
    public static int For(long connections) => Math.Clamp(64 - BitOperations.LeadingZeroCount((ulong)Math.Max(connections - 1, 0)), Least, Most);
}
