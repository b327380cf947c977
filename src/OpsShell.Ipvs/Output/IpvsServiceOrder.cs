namespace OpsShell.Ipvs;

/// <summary>What Watch-OpsIpvs sorts services by.</summary>
public enum IpvsServiceOrder
{
    /// <summary>New connections a second, most first; where they are not known, by how much the connections changed.</summary>
    Rate,

    /// <summary>Active and inactive connections, most first.</summary>
    Connections,

    /// <summary>Active connections, most first.</summary>
    Active,

    /// <summary>Real servers of weight 0, most first.</summary>
    ZeroWeight,

    /// <summary>Address and port.</summary>
    Name,
}
