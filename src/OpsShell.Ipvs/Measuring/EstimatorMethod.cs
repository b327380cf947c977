namespace OpsShell.Ipvs.Measuring;

/// <summary>How the passes of the estimator's timer are measured.</summary>
public enum EstimatorMethod
{
    /// <summary>The first of the others that the node can do, in this order.</summary>
    Auto,

    /// <summary>The kernel's own trace points timer_expire_entry and timer_expire_exit, in an instance of tracefs.</summary>
    TimerEvents,

    /// <summary>A probe at the begin and the end of estimation_timer, by kprobe_events of tracefs. Needs no address from kallsyms.</summary>
    KernelProbe,

    /// <summary>The same by bpftrace, where it is installed.</summary>
    Bpftrace,
}
