namespace OpsShell.Ipvs;

/// <summary>Where a value of now comes from, and whether it will stay.</summary>
public enum IpvsSysctlState
{
    /// <summary>It is the kernel's default, and no file sets it.</summary>
    Default,

    /// <summary>A file sets it to just this value.</summary>
    Persisted,

    /// <summary>It is not the default, and no file sets it: kube-proxy or somebody has, and it is gone after a reboot or when ip_vs is loaded anew.</summary>
    RuntimeOnly,

    /// <summary>A file sets it to another value, which a reboot will bring back.</summary>
    Overridden,

    /// <summary>A file names it and has no effect at boot: the module is loaded later, or nothing reads that file.</summary>
    Ineffective,

    /// <summary>It cannot be told; Note says why.</summary>
    Unknown,
}
