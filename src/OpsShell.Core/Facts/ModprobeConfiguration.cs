using System.Collections.Immutable;
using System.Text;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;

namespace OpsShell.Core.Facts;

/// <summary>
/// How modules are loaded: modprobe.d(5), modules-load.d(5) and the kernel's command line (<c>ip_vs.conn_tab_bits=20</c>,
/// <c>modprobe.blacklist=</c>, <c>modules_load=</c>).
/// </summary>
public sealed record ModprobeConfiguration
{
    private const string CommandLinePath = "/proc/cmdline";

    private static readonly DropInFolders _modprobe = new("modprobe.d", "/etc", "/run", "/usr/local/lib", "/usr/lib", "/lib");
    private static readonly DropInFolders _load = new("modules-load.d", "/etc", "/run", "/usr/local/lib", "/usr/lib", "/lib");
    private static readonly ProbeItem _commandLine = ProbeItem.File(CommandLinePath);

    /// <summary>The fact. A machine without any such file has an empty one.</summary>
    public static readonly Fact<ModprobeConfiguration> Fact = Findings.Fact.FromItems(
        "node/modprobe-configuration", "How kernel modules are loaded, and with which parameters", [.. _modprobe.Items, .. _load.Items, _commandLine], Read);

    /// <summary>Parameters of all modules, in the order in which the kernel gets them: of the same parameter the last counts.</summary>
    public ImmutableArray<ModuleOption> Options { get; init; } = [];

    /// <summary>Commands in place of loading.</summary>
    public ImmutableArray<ModuleInstall> Installs { get; init; } = [];

    /// <summary>Modules that are not loaded by an alias (by their hardware, by a socket's family); loading by name still works.</summary>
    public ImmutableArray<ModuleMention> Blacklisted { get; init; } = [];

    /// <summary>Modules that are loaded at boot.</summary>
    public ImmutableArray<ModuleMention> LoadedAtBoot { get; init; } = [];

    /// <summary>Files that were not read: what is not found here may stand in one of them.</summary>
    public ImmutableArray<UnreadFile> Unread { get; init; } = [];

    /// <summary>The line that decides on a module's parameter; null when none does.</summary>
    public ModuleOption? Option(string module, string name) =>
        Options.LastOrDefault(option => option.Module == Underscored(module) && option.Name == name);

    /// <summary>The command that modprobe runs instead of loading a module; null when it loads it.</summary>
    public ModuleInstall? Install(string module) => Installs.FirstOrDefault(install => SysctlKey.Matches(install.Module, Underscored(module)));

    /// <summary>The line that loads a module at boot; null when none does.</summary>
    public ModuleMention? BootLoad(string module) => LoadedAtBoot.FirstOrDefault(load => load.Module == Underscored(module));

    /// <summary>The line that keeps a module from being loaded by an alias; null when none does.</summary>
    public ModuleMention? Blacklist(string module) => Blacklisted.FirstOrDefault(mention => mention.Module == Underscored(module));

    /// <summary>Adds the lines of one file of modprobe.d. What modprobe would leave out is left out.</summary>
    public ModprobeConfiguration WithModprobeFile(string path, string text)
    {
        var (options, installs, blacklisted) = (Options.ToBuilder(), Installs.ToBuilder(), Blacklisted.ToBuilder());
        foreach (var line in JoinedLines(text))
        {
            var place = new ConfigurationPlace(path, line.Number);
            switch (Words(line.Text))
            {
                case ["options", var module, .. var parameters]:
                    options.AddRange(parameters.Select(parameter => Option(Underscored(module), parameter, place)));
                    break;
                case ["install", var module, ..]:
                    installs.Add(new ModuleInstall(Underscored(module), After(line.Text, "install", module), place));
                    break;
                case ["blacklist", var module]:
                    blacklisted.Add(new ModuleMention(Underscored(module), place));
                    break;
                default:
                    break;
            }
        }
        return this with { Options = options.ToImmutable(), Installs = installs.ToImmutable(), Blacklisted = blacklisted.ToImmutable() };
    }

    /// <summary>Adds the lines of one file of modules-load.d.</summary>
    public ModprobeConfiguration WithLoadFile(string path, string text) => this with
    {
        LoadedAtBoot = LoadedAtBoot.AddRange(TextLine.Of(text).Where(line => line.Text.Trim()[0] is not ('#' or ';'))
            .Select(line => new ModuleMention(Underscored(line.Text.Trim()), new ConfigurationPlace(path, line.Number)))),
    };

    /// <summary>Adds what the kernel's command line says; modprobe takes it after all files.</summary>
    public ModprobeConfiguration WithCommandLine(string text)
    {
        var place = new ConfigurationPlace(CommandLinePath, 1);
        var (options, blacklisted, loaded) = (Options.ToBuilder(), Blacklisted.ToBuilder(), LoadedAtBoot.ToBuilder());
        foreach (var word in Words(text).TakeWhile(word => word != "--"))
        {
            var (name, value) = Split(word);
            var dot = name.IndexOf('.', StringComparison.Ordinal);
            if (name is "modprobe.blacklist" or "module_blacklist")
                blacklisted.AddRange(Mentions(value, place));
            else if (name is "modules_load" or "modules-load")
                loaded.AddRange(Mentions(value, place));
            else if (dot > 0 && dot < name.Length - 1)
                options.Add(new ModuleOption(Underscored(name[..dot]), name[(dot + 1)..], value, place));
        }
        return this with { Options = options.ToImmutable(), Blacklisted = blacklisted.ToImmutable(), LoadedAtBoot = loaded.ToImmutable() };
    }

    private static ModprobeConfiguration Read(ProbeResults results)
    {
        var (files, unread) = _modprobe.Merge(results);
        var (loads, unreadLoads) = _load.Merge(results);
        var configuration = new ModprobeConfiguration { Unread = [.. unread, .. unreadLoads] };
        configuration = files.Aggregate(configuration, (all, file) => all.WithModprobeFile(file.Path, file.Text));
        configuration = loads.Aggregate(configuration, (all, file) => all.WithLoadFile(file.Path, file.Text));
        return results.Find(_commandLine) is { Status: ProbeStatus.Ok, Contents: [var commandLine, ..] }
            ? configuration.WithCommandLine(commandLine.Text)
            : configuration with { Unread = configuration.Unread.Add(new UnreadFile(CommandLinePath, results.Find(_commandLine).Reason)) };
    }

    /// <summary>What a line says after its first two words.</summary>
    private static string After(string line, string first, string second)
    {
        var start = line.IndexOf(second, line.IndexOf(first, StringComparison.Ordinal) + first.Length, StringComparison.Ordinal);
        return line[(start + second.Length)..].Trim();
    }

    private static ModuleOption Option(string module, string parameter, ConfigurationPlace place)
    {
        var (name, value) = Split(parameter);
        return new ModuleOption(module, name, value, place);
    }

    private static (string Name, string? Value) Split(string word)
    {
        var equals = word.IndexOf('=', StringComparison.Ordinal);
        return equals < 0 ? (word, null) : (word[..equals], word[(equals + 1)..].Trim('"'));
    }

    private static IEnumerable<ModuleMention> Mentions(string? list, ConfigurationPlace place) =>
        (list ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(module => new ModuleMention(Underscored(module), place));

    // The kernel knows no difference between - and _ in a module's name.
    private static string Underscored(string module) => module.Replace('-', '_');

    /// <summary>Lines without comments; one that ends with a backslash goes on in the next, and has the number of its first.</summary>
    private static IEnumerable<TextLine> JoinedLines(string text)
    {
        var open = new StringBuilder();
        var (first, number) = (0, 0);
        foreach (var line in text.Split('\n'))
        {
            number++;
            first = open.Length == 0 ? number : first;
            if (line.EndsWith('\\'))
            {
                open.Append(line.AsSpan(0, line.Length - 1)).Append(' ');
                continue;
            }
            var whole = open.Append(line).ToString();
            open.Clear();
            if (!string.IsNullOrWhiteSpace(whole) && whole.TrimStart()[0] != '#')
                yield return new TextLine(first, whole);
        }
    }

    /// <summary>Words between blanks; a blank inside double quotes parts nothing.</summary>
    private static List<string> Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var quoted = false;
        foreach (var character in text)
        {
            quoted ^= character == '"';
            if (quoted || !char.IsWhiteSpace(character))
                word.Append(character);
            else if (word.Length > 0)
            {
                words.Add(word.ToString());
                word.Clear();
            }
        }
        if (word.Length > 0)
            words.Add(word.ToString());
        return words;
    }
}
