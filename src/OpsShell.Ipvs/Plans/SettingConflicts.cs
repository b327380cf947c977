using System.Collections.Immutable;
using OpsShell.Core.Facts;

namespace OpsShell.Ipvs.Plans;

/// <summary>Which settings would not hold because another file on the node sets them later. Pure.</summary>
internal static class SettingConflicts
{
    /// <summary>A sentence for each setting that another file takes away again.</summary>
    public static ImmutableArray<string> Of(RemedyPlan plan, SysctlConfiguration sysctls, ModprobeConfiguration modules) =>
    [
        .. plan.Sysctls.Select(setting => Later(setting.Key, setting.Value, sysctls)).OfType<string>(),
        .. plan.ModuleOptions.Select(option => Later(option.Key, option.Value, modules)).OfType<string>(),
    ];

    private static string? Later(string key, string value, SysctlConfiguration sysctls)
    {
        if (sysctls.Find(key) is not { } known)
            return null;
        var reload = known.OnReload ?? (known.AtBoot == true ? null : known.Setting);
        if (ComesAfter(known.Setting, value))
            return $"{key} = {value} will not hold: {known.Setting.Place} sets it to {known.Value} after {SysctlDropIn.Path} was applied. Change or remove that line.";
        return reload?.Value is { } other && other != value
            ? $"{key} = {value} holds at boot, but 'sysctl --system' sets it to {other} ({reload.Place}). Change or remove that line."
            : null;
    }

    private static bool ComesAfter(SysctlSetting setting, string value) =>
        setting.Value != value && string.CompareOrdinal(Path.GetFileName(setting.Place.Path), Path.GetFileName(SysctlDropIn.Path)) > 0
        && setting.Place.Path != "/etc/sysctl.conf";

    private static string? Later(string name, string value, ModprobeConfiguration modules) =>
        modules.Option("ip_vs", name) is { } option && option.Value != value && option.Place.Path != ModuleDropIn.Path
        && (option.Place.Path == "/proc/cmdline" || string.CompareOrdinal(Path.GetFileName(option.Place.Path), Path.GetFileName(ModuleDropIn.Path)) > 0)
            ? $"ip_vs {name}={value} will not hold: {option.Place} gives the module {name}={option.Value} later. Change or remove that."
            : null;
}
