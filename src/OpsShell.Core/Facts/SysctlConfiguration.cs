using System.Collections.Immutable;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;

namespace OpsShell.Core.Facts;

/// <summary>
/// The files that set kernel parameters at boot: sysctl.d in its folders, as systemd-sysctl takes them (sysctl.d(5),
/// src/sysctl/sysctl.c), and /etc/sysctl.conf, which <c>sysctl --system</c> takes last (sysctl(8)) and systemd only where a link of
/// sysctl.d, most often 99-sysctl.conf, leads to it.
/// </summary>
public sealed class SysctlConfiguration
{
    private const string MainFile = "/etc/sysctl.conf";

    private static readonly DropInFolders _folders = new("sysctl.d", "/etc", "/run", "/usr/local/lib", "/usr/lib", "/lib");
    private static readonly ProbeItem _main = ProbeItem.File(MainFile);
    private static readonly ProbeItem _init = ProbeItem.File("/proc/1/comm");

    private readonly ImmutableArray<SysctlSetting> _mainSettings;
    private readonly bool? _mainAtBoot;

    private SysctlConfiguration(
        ImmutableArray<SysctlSetting> settings, ImmutableArray<SysctlSetting> mainSettings, bool? mainAtBoot, ImmutableArray<UnreadFile> unread)
    {
        Settings = settings;
        _mainSettings = mainSettings;
        _mainAtBoot = mainAtBoot;
        Unread = unread;
    }

    /// <summary>The fact. A machine without any such file has an empty one.</summary>
    public static readonly Fact<SysctlConfiguration> Fact = Findings.Fact.FromItems(
        "node/sysctl-configuration", "Files that set kernel parameters at boot", [.. _folders.Items, _main, _init], Read);

    /// <summary>The lines of sysctl.d in the order in which booting applies them. A file that is a link to /etc/sysctl.conf goes by that name.</summary>
    public ImmutableArray<SysctlSetting> Settings { get; }

    /// <summary>Files that were not read. What <see cref="Find"/> does not find may stand in one of them.</summary>
    public ImmutableArray<UnreadFile> Unread { get; }

    /// <summary>What the files make of a parameter; null when none that was read sets it.</summary>
    /// <param name="key">In either notation: <c>net.ipv4.vs.conntrack</c>, <c>net/ipv4/vs/conntrack</c>, or the path in /proc/sys.</param>
    public SysctlPersistence? Find(string key)
    {
        var path = SysctlKey.ToPath(key);
        ImmutableArray<SysctlSetting> reload = [.. Settings.Where(setting => setting.Place.Path != MainFile), .. _mainSettings];
        var onReload = Deciding(reload, path);
        if (Deciding(Settings, path) is not { } setting)
            return onReload is null ? null : new SysctlPersistence(onReload, _mainAtBoot, Others(reload, path, onReload), null, Doubts(onReload));
        return new SysctlPersistence(
            setting, true, Others(Settings, path, setting), onReload is null || onReload.Value == setting.Value ? null : onReload, Doubts(setting));
    }

    /// <summary>Reads the lines of one file. What is no assignment is left out, as the tools that apply them do.</summary>
    public static ImmutableArray<SysctlSetting> Parse(string path, string text)
    {
        var settings = ImmutableArray.CreateBuilder<SysctlSetting>();
        foreach (var line in TextLine.Of(text))
        {
            var words = line.Text.Trim();
            if (words[0] is '#' or ';')
                continue;
            var equals = words.IndexOf('=', StringComparison.Ordinal);
            var mayFail = words[0] == '-';
            var key = words[(mayFail ? 1 : 0)..(equals < 0 ? words.Length : Math.Max(equals, mayFail ? 1 : 0))].Trim();
            if (key.Length > 0 && (equals >= 0 || mayFail))
                settings.Add(new SysctlSetting(key, equals < 0 ? null : words[(equals + 1)..].Trim(), new ConfigurationPlace(path, line.Number), mayFail));
        }
        return settings.DrainToImmutable();
    }

    // An exact key beats every pattern, wherever they stand; of each kind the last counts (apply_all in src/sysctl/sysctl.c).
    private static SysctlSetting? Deciding(ImmutableArray<SysctlSetting> settings, string path)
    {
        var exact = settings.LastOrDefault(setting => setting.Path == path && setting.Value is not null);
        var excluded = settings.Any(setting => setting.Path == path && setting.Value is null);
        return exact ?? (excluded ? null : settings.LastOrDefault(setting => IsPatternFor(setting, path)));
    }

    private static ImmutableArray<SysctlSetting> Others(ImmutableArray<SysctlSetting> settings, string path, SysctlSetting deciding) =>
        [.. settings.Where(setting => setting != deciding && setting.Value is not null && (setting.Path == path || IsPatternFor(setting, path)))];

    private static bool IsPatternFor(SysctlSetting setting, string path) =>
        setting is { IsPattern: true, Value: not null } && SysctlKey.Matches(setting.Path, path);

    private ImmutableArray<UnreadFile> Doubts(SysctlSetting setting) =>
        [.. Unread.Where(file => setting.IsPattern || file.Path == MainFile || setting.Place.Path == MainFile
            || string.CompareOrdinal(DropInFolders.NameOf(file.Path), DropInFolders.NameOf(setting.Place.Path)) > 0)];

    private static SysctlConfiguration Read(ProbeResults results)
    {
        var (files, unread) = _folders.Merge(results);
        var main = results.Find(_main);
        if (main.Status is not (ProbeStatus.Ok or ProbeStatus.Missing))
            unread = unread.Add(new UnreadFile(MainFile, main.Reason));
        var mainText = main is { Status: ProbeStatus.Ok, Contents: [var content, ..] } ? content.Text : null;
        var isLinked = false;
        var settings = ImmutableArray.CreateBuilder<SysctlSetting>();
        foreach (var file in files)
        {
            // A reader of files cannot tell a link from a copy; with the same text they do the same.
            var isMain = mainText is { Length: > 0 } && file.Text == mainText;
            isLinked |= isMain;
            settings.AddRange(Parse(isMain ? MainFile : file.Path, file.Text));
        }
        var mainSettings = mainText is null ? [] : Parse(MainFile, mainText);
        return new SysctlConfiguration(settings.DrainToImmutable(), mainSettings, isLinked ? true : BootReadsMain(results), unread);
    }

    private static bool? BootReadsMain(ProbeResults results) => results.Find(_init) is { Status: ProbeStatus.Ok, Contents: [var init, ..] }
        ? init.Text.Trim() == "systemd" ? false : null
        : null;
}
