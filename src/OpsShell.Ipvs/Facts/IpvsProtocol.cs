namespace OpsShell.Ipvs.Facts;

/// <summary>What a virtual service takes (ip_vs_proto_name in net/netfilter/ipvs/ip_vs_core.c).</summary>
public enum IpvsProtocol
{
    /// <summary>TCP.</summary>
    TCP,

    /// <summary>UDP.</summary>
    UDP,

    /// <summary>SCTP.</summary>
    SCTP,

    /// <summary>IPsec AH, which the kernel prints as IP_51.</summary>
    AH,

    /// <summary>IPsec ESP, which the kernel prints as IP_50.</summary>
    ESP,

    /// <summary>Packets with a firewall mark, whatever their protocol.</summary>
    FWM,
}
