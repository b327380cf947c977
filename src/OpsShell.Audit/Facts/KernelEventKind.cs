namespace OpsShell.Audit.Facts;

/// <summary>What a line of the kernel log reports.</summary>
public enum KernelEventKind
{
    /// <summary>The kernel itself failed: oops, BUG, general protection fault.</summary>
    Oops,

    /// <summary>A CPU did not leave the kernel: soft or hard lockup.</summary>
    Lockup,

    /// <summary>RCU found a CPU or task that stalls.</summary>
    RcuStall,

    /// <summary>A task was blocked for minutes, mostly on storage.</summary>
    HungTask,

    /// <summary>A disk or its path failed a request.</summary>
    IoError,

    /// <summary>A file system found itself damaged, or shut down.</summary>
    FilesystemError,

    /// <summary>A file system was made read-only after an error.</summary>
    ReadOnlyRemount,

    /// <summary>Hardware failed and the error could not be corrected.</summary>
    HardwareError,

    /// <summary>Hardware failed and corrected itself; often a part on its way out.</summary>
    CorrectedHardwareError,

    /// <summary>The OOM killer killed a process because the whole node was out of memory.</summary>
    OomKill,

    /// <summary>The OOM killer killed a process because its cgroup (container) was at its limit.</summary>
    CgroupOomKill,

    /// <summary>A network card's queue hung.</summary>
    NetworkTimeout,

    /// <summary>The table of tracked connections was full and packets were dropped.</summary>
    ConntrackFull,

    /// <summary>A network device cannot be removed because something still holds it; new containers may hang.</summary>
    NetworkDeviceStuck,

    /// <summary>An NFS server did not answer.</summary>
    NfsTimeout,

    /// <summary>The TSC was given up as clock source.</summary>
    ClocksourceUnstable,

    /// <summary>The kernel met something it thought impossible and went on (WARN).</summary>
    KernelWarning,
}
