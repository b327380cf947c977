
namespace OpsShell.Ipvs.Checks;

/// <summary>What kube-proxy does to net.ipv4.vs.conn_reuse_mode when it starts (pkg/proxy/ipvs/proxier.go).</summary>
public enum ReuseModeWriter
{
    /// <summary>No kube-proxy keeps IPVS rules here.</summary>
    None,

    /// <summary>It leaves the value.</summary>
    Leaves,

    /// <summary>It writes 0.</summary>
    WritesZero,

    /// <summary>It is not known.</summary>
    Unknown,
}
