using System.Collections.Immutable;

namespace OpsShell.Core.Facts;

/// <summary>What the configuration files make of one kernel parameter.</summary>
/// <param name="Setting">The line that counts.</param>
/// <param name="AtBoot">
/// Whether booting applies it; false for a line of /etc/sysctl.conf that no file of sysctl.d brings in, on a machine with systemd; null
/// where that cannot be told.
/// </param>
/// <param name="Overridden">Other lines that would set it, in the order in which they are applied.</param>
/// <param name="OnReload">
/// What <c>sysctl --system</c> would set instead, because it takes /etc/sysctl.conf last; null when it sets the same value.
/// </param>
/// <param name="Doubts">Files that were not read and might override it.</param>
public sealed record SysctlPersistence(
    SysctlSetting Setting, bool? AtBoot, ImmutableArray<SysctlSetting> Overridden, SysctlSetting? OnReload, ImmutableArray<UnreadFile> Doubts)
{
    /// <summary>The value that it gets.</summary>
    public string Value => Setting.Value ?? "";
}
