namespace OpsShell.Ipvs.Facts;

/// <summary>How the timeouts of IPVS are known, strongest first.</summary>
public enum IpvsTimeoutOrigin
{
    /// <summary>The kernel's values, by ipvsadm.</summary>
    Ipvsadm,

    /// <summary>What kube-proxy was told to set when it starts.</summary>
    KubeProxy,

    /// <summary>At least one is the kernel's default, which nothing on the node confirms.</summary>
    Assumed,
}
