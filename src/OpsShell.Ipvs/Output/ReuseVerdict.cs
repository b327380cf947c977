namespace OpsShell.Ipvs;

/// <summary>What Test-OpsIpvsConnectionReuse concludes.</summary>
public enum ReuseVerdict
{
    /// <summary>Nothing can be concluded; the explanation says why.</summary>
    Inconclusive,

    /// <summary>Connections from a port in reuse come about as fast as others.</summary>
    Healthy,

    /// <summary>Connections from a port in reuse lose their first packets, and others do not: the failure of conn_reuse_mode.</summary>
    DelayedReuse,

    /// <summary>Connections from a port in reuse fail, and others come about: they are sent to a real server that is gone.</summary>
    MisroutedReuse,

    /// <summary>Connections lose packets whatever their port: a lossy network or an overloaded server.</summary>
    SynLoss,

    /// <summary>Connections are refused whatever their port.</summary>
    Refused,

    /// <summary>Connections are not answered whatever their port.</summary>
    NoAnswer,
}
