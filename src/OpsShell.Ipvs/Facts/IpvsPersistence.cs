namespace OpsShell.Ipvs.Facts;

/// <summary>That a client keeps its real server (kube-proxy: sessionAffinity ClientIP).</summary>
/// <param name="TimeoutJiffies">
/// How long, in jiffies, as the kernel prints it (ip_vs_info_seq_show prints svc->timeout, which is seconds times HZ); ipvsadm
/// shows seconds.
/// </param>
/// <param name="NetmaskBits">Leading bits of the client's address that count, 0 to 32 or 128; null where the line does not say its family.</param>
public sealed record IpvsPersistence(ulong TimeoutJiffies, int? NetmaskBits);
