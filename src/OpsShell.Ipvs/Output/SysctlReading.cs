using System.Collections.Immutable;
using System.Globalization;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs;

/// <summary>Makes the objects of Get-OpsIpvsSysctl from a node's facts. Pure.</summary>
internal sealed class SysctlReading
{
    private const string Prefix = "net.ipv4.vs.";
    private const string Module = "ip_vs";

    // The device is a dummy, so the text is no matter; that it is there is.
    private static readonly ProbeItem _device = ProbeItem.File("/sys/class/net/kube-ipvs0/operstate");
    private static readonly Fact<string> _kubeProxy = Fact.FromItem("ipvs/kube-ipvs0", "Whether there is a device kube-ipvs0", _device, text => text.Trim());

    private readonly string _computerName;
    private readonly IpvsSysctls _sysctls;
    private readonly IpvsModule? _module;
    private readonly SysctlConfiguration? _files;
    private readonly string _filesReason;
    private readonly ModprobeConfiguration? _modprobe;
    private readonly string _modprobeReason;
    private readonly IpvsRecommendation _recommendation;
    private readonly CpuList? _possible;

    private SysctlReading(string computerName, FactSet facts)
    {
        _computerName = computerName;
        _sysctls = facts.Get(IpvsSysctls.Fact);
        facts.TryGet(IpvsModule.Fact, out _module, out _);
        facts.TryGet(SysctlConfiguration.Fact, out _files, out var filesReason);
        facts.TryGet(ModprobeConfiguration.Fact, out _modprobe, out var modprobeReason);
        (_filesReason, _modprobeReason) = (filesReason?.Message ?? "", modprobeReason?.Message ?? "");
        facts.TryGet(IpvsTable.Once, out var table, out _);
        facts.TryGet(KernelRelease.Fact, out var release, out _);
        facts.TryGet(CpuList.Possible, out _possible, out _);
        var forecast = table is not null && _possible is not null ? EstimatorForecast.Of(table, _possible, _sysctls) : null;
        _recommendation = new IpvsRecommendation(_sysctls, table, forecast, release?.Text, facts.TryGet(_kubeProxy, out _, out _));
    }

    /// <summary>What is read.</summary>
    public static ImmutableArray<Fact> Facts { get; } =
        [IpvsSysctls.Fact, IpvsModule.Fact, SysctlConfiguration.Fact, ModprobeConfiguration.Fact, CpuList.Possible, IpvsTable.Once, KernelRelease.Fact, _kubeProxy];

    /// <summary>The parameters of a node, those of net.ipv4.vs by name, then those of the module.</summary>
    /// <exception cref="FactUnavailableException">It has none.</exception>
    public static IEnumerable<OpsIpvsSysctl> Of(string computerName, FactSet facts)
    {
        var reading = new SysctlReading(computerName, facts);
        var all = reading._sysctls.Values.Select(pair => reading.Sysctl(pair.Key, pair.Value)).Concat(reading._sysctls.Unread.Select(pair => reading.Unread(pair.Key, pair.Value)));
        return [.. all.OrderBy(sysctl => sysctl.Name, StringComparer.Ordinal), .. reading.Parameters()];
    }

    private OpsIpvsSysctl Sysctl(string name, string value)
    {
        var meaning = Meaning(name, value);
        var (recommended, reason) = _recommendation.For(name);
        var found = _files?.Find(Prefix + name);
        var (state, note) = State(meaning, value, found);
        return new OpsIpvsSysctl
        {
            ComputerName = _computerName,
            Name = Prefix + name,
            // The kernel writes a tab between the numbers of sync_threshold.
            Value = value.Replace('\t', ' '),
            Default = meaning.Default,
            Recommended = recommended,
            Reason = reason,
            IsRecommended = recommended is null ? null : value == recommended,
            State = state,
            PersistedValue = found?.Value,
            PersistedIn = found?.Setting.Place.ToString(),
            Overrides = [.. (found?.Overridden ?? []).Select(setting => $"{setting.Place}: {setting.Value}")],
            Meaning = meaning.Meaning,
            Note = note,
        };
    }

    private OpsIpvsSysctl Unread(string name, string reason) => Sysctl(name, "") with
    {
        Recommended = null,
        IsRecommended = null,
        State = IpvsSysctlState.Unknown,
        Note = $"the value could not be read: {reason}",
    };

    // All CPUs is what a kernel without isolated ones starts with. Another list is that of a kernel with some, or was set by somebody.
    private IpvsSysctlMeaning Meaning(string name, string value) =>
        IpvsSysctlCatalog.Find(name) switch
        {
            { IsCpuList: true } cpus when _possible?.ToString() is { } all && cpus.IsSame(all, value) => cpus with { Default = all },
            var meaning => meaning,
        };

    private (IpvsSysctlState State, string Note) State(IpvsSysctlMeaning meaning, string value, SysctlPersistence? found)
    {
        if (_files is null)
            return (IpvsSysctlState.Unknown, $"the files that set it were not read: {_filesReason}");
        if (found is null)
            return Unset(meaning, value, _files.Unread);
        if (found.Doubts.Length > 0)
            return (IpvsSysctlState.Unknown, $"it may be overridden in {Names(found.Doubts)}, which could not be read");
        if (found.AtBoot == false)
            return (IpvsSysctlState.Ineffective, $"nothing reads {found.Setting.Place.Path} at boot: no file of sysctl.d is a link to it");
        if (LoadedTooLate() is { } late)
            return (IpvsSysctlState.Ineffective, late);
        var reload = found.OnReload is { } other ? $"'sysctl --system' would set {other.Value} ({other.Place})" : "";
        return meaning.IsSame(found.Value, value)
            ? (IpvsSysctlState.Persisted, reload)
            : (IpvsSysctlState.Overridden, string.Join("; ", new[] { "somebody has set another value since, kube-proxy for one sets some at its start", reload }.Where(text => text.Length > 0)));
    }

    private static (IpvsSysctlState State, string Note) Unset(IpvsSysctlMeaning meaning, string value, ImmutableArray<UnreadFile> unread) => meaning.Default switch
    {
        _ when unread.Length > 0 => (IpvsSysctlState.Unknown, $"it may be set in {Names(unread)}, which could not be read"),
        null => (IpvsSysctlState.Unknown, "no file sets it, and what this kernel starts with is not known"),
        var normal when meaning.IsSame(normal, value) => (IpvsSysctlState.Default, ""),
        _ => (IpvsSysctlState.RuntimeOnly, ""),
    };

    // systemd-sysctl runs once, after modules-load.d; a module that comes later begins with the kernel's values.
    private string? LoadedTooLate()
    {
        if (_modprobe is null || _modprobe.Unread.Length > 0 || _modprobe.BootLoad(Module) is not null)
            return null;
        return _modprobe.Install(Module) is { } install && install.Command.Contains("sysctl", StringComparison.Ordinal)
            ? null
            : "no file of modules-load.d loads ip_vs, so at boot it is loaded after the files of sysctl.d were applied, and starts with the kernel's values";
    }

    private IEnumerable<OpsIpvsSysctl> Parameters() => _module is null ? [] : _module.Parameters.Select(pair => Parameter(pair.Key, pair.Value));

    private OpsIpvsSysctl Parameter(string name, string value)
    {
        var isTable = name == "conn_tab_bits";
        var (recommended, reason) = isTable && _module?.ConnectionTableBits is { } bits ? _recommendation.ForTableBits(bits) : (null, "");
        var option = _modprobe?.Option(Module, name);
        var (state, note) = ParameterState(isTable ? "12" : null, value, option);
        return new OpsIpvsSysctl
        {
            ComputerName = _computerName,
            Name = $"{Module}.{name}",
            Value = value,
            Default = isTable ? "12" : null,
            Recommended = recommended,
            Reason = reason,
            IsRecommended = recommended is null ? null : value == recommended,
            State = state,
            PersistedValue = option?.Value,
            PersistedIn = option?.Place.ToString(),
            Overrides = [.. (_modprobe?.Options ?? []).Where(other => other != option && other.Module == Module && other.Name == name).Select(other => $"{other.Place}: {other.Value}")],
            Meaning = isTable
                ? "Base-2 logarithm of the buckets of the connection table, 8 to 20; the module takes it when it is loaded. Distributions can build in another default (CONFIG_IP_VS_TAB_BITS)."
                : "A parameter of the module ip_vs, which takes it when it is loaded.",
            Note = note,
        };
    }

    private (IpvsSysctlState State, string Note) ParameterState(string? normal, string value, ModuleOption? option)
    {
        if (_modprobe is null)
            return (IpvsSysctlState.Unknown, $"the files that set it were not read: {_modprobeReason}");
        if (_modprobe.Unread.Length > 0)
            return (IpvsSysctlState.Unknown, $"it may be set in {Names(_modprobe.Unread)}, which could not be read");
        if (option is not null)
            return option.Value == value ? (IpvsSysctlState.Persisted, "") : (IpvsSysctlState.Overridden, "the module was loaded with another value; it takes this one when it is loaded anew");
        return normal is null ? (IpvsSysctlState.Unknown, "no file sets it, and what this kernel starts with is not known")
            : normal == value ? (IpvsSysctlState.Default, "")
            : (IpvsSysctlState.Unknown, "no file sets it: this kernel was built with this value, or the module was loaded by hand with it");
    }

    private static string Names(IEnumerable<UnreadFile> files) => string.Join(", ", files.Select(file => string.Create(CultureInfo.InvariantCulture, $"{file.Path} ({file.Reason})")));
}
