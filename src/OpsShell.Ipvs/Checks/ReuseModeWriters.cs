using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Checks;

/// <summary>
/// Decides what kube-proxy does to conn_reuse_mode, by its version and the kernel's, which is what kube-proxy itself decides by:
/// kubernetes pull requests 71114 (v1.13: writes 0), 88541 (v1.19: on kernels of 4.1 and later), 102122 (v1.22: before 5.9).
/// </summary>
public static class ReuseModeWriters
{
    /// <summary>Decides.</summary>
    /// <param name="proxy">kube-proxy; null when it is not known whether there is one.</param>
    /// <param name="kernel">The kernel's version; null when it is not known.</param>
    public static ReuseModeWriter Of(KubeProxy? proxy, (int Major, int Minor)? kernel)
    {
        if (proxy is null || kernel is not { } running)
            return ReuseModeWriter.Unknown;
        // k3s has a kube-proxy inside; kube-router writes 0 too (pull request 577).
        if (proxy.ProcessId is null && proxy.OtherOwners.Any(name => name == "kube-router" || name.StartsWith("k3s", StringComparison.Ordinal)))
            return ReuseModeWriter.Unknown;
        if (proxy.OwnsRules == false)
            return ReuseModeWriter.None;
        return (proxy.VersionNumber, running) switch
        {
            (null, var old) when IsBefore(old, 5, 9) && !IsBefore(old, 4, 1) => ReuseModeWriter.WritesZero,
            (null, _) => ReuseModeWriter.Unknown,
            ({ } version, _) when IsBefore(version, 1, 13) => ReuseModeWriter.Leaves,
            ({ } version, _) when IsBefore(version, 1, 19) => ReuseModeWriter.WritesZero,
            (_, var old) when IsBefore(old, 4, 1) => ReuseModeWriter.Leaves,
            ({ } version, _) when IsBefore(version, 1, 22) => ReuseModeWriter.WritesZero,
            (_, var old) => IsBefore(old, 5, 9) ? ReuseModeWriter.WritesZero : ReuseModeWriter.Leaves,
        };
    }

    private static bool IsBefore((int Major, int Minor) version, int major, int minor) => version.CompareTo((major, minor)) < 0;
}
