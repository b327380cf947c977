namespace OpsShell.Ipvs.Facts;

/// <summary>Whether the totals of IPVS (ip_vs_stats, <c>ipvsadm --stats</c>, node_ipvs_* of node_exporter) follow the traffic.</summary>
public enum IpvsCountersState
{
    /// <summary>It cannot be told from what was read.</summary>
    Unknown,

    /// <summary>They follow it.</summary>
    Live,

    /// <summary>Packets flow and the totals stand still.</summary>
    Frozen,

    /// <summary>No packet came between the readings, and nothing shows that the totals are behind.</summary>
    Idle,
}
