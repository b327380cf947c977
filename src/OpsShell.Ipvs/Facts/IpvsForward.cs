namespace OpsShell.Ipvs.Facts;

/// <summary>How packets reach a real server (ip_vs_fwd_name in net/netfilter/ipvs/ip_vs_ctl.c).</summary>
public enum IpvsForward
{
    /// <summary>Address translation (NAT); replies come back through this node. What kube-proxy uses.</summary>
    Masq,

    /// <summary>Direct routing: the packet goes on unchanged to the real server's link address.</summary>
    Route,

    /// <summary>Encapsulated in IP.</summary>
    Tunnel,

    /// <summary>The real server is this node itself.</summary>
    Local,
}
