namespace OpsShell.Ipvs.Facts;

/// <summary>How the kernel adds up the counters of IPVS and makes rates of them.</summary>
public enum EstimatorDesign
{
    /// <summary>
    /// Kernels before 6.2: one timer per network namespace visits all estimators every 2 s in one go, in a soft interrupt
    /// (estimation_timer in net/netfilter/ipvs/ip_vs_est.c). The CPU that it runs on does nothing else meanwhile.
    /// </summary>
    Timer,

    /// <summary>
    /// Kernels from 6.2: threads named <c>ipvs-e:*</c> visit the estimators in portions of 40 ms and give way between them
    /// (commit 705dd3444081). The work is the same, and is seen as CPU time, not as a pause.
    /// </summary>
    Kthreads,
}
