using System.Collections.Immutable;
using System.Text;

namespace OpsShell.Ipvs.Plans;

/// <summary>The one file in which OpsShell keeps options of the module ip_vs (modprobe.d(5)). Pure.</summary>
internal static class ModuleDropIn
{
    /// <summary>The file. Of several options lines for one parameter the last counts, and files are read in the order of their names.</summary>
    public const string Path = "/etc/modprobe.d/zz-opsshell-ipvs.conf";

    private const string Heading = "# Options of the module ip_vs, written by OpsShell (Repair-OpsIpvs). Undo-OpsChange takes them back.\n";
    private const string Options = "options ip_vs ";
    private const string Install = "install ip_vs ";

    /// <summary>The file's text with options added or replaced; whatever else stands there stays.</summary>
    /// <param name="existing">The text that is there; null when the file does not exist.</param>
    /// <param name="options">Options by name.</param>
    /// <param name="applySysctls">
    /// Whether loading the module must apply the sysctl file too, because the node has no systemd-sysctl that udev could run.
    /// </param>
    public static string Merge(string? existing, ImmutableSortedDictionary<string, string> options, bool applySysctls)
    {
        var lines = (existing is { Length: > 0 } ? existing : Heading).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var known = lines.Where(line => line.StartsWith(Options, StringComparison.Ordinal)).SelectMany(OptionsOf);
        var merged = known.Aggregate(
            ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), (all, option) => all.SetItem(option.Name, option.Value)).SetItems(options);
        var text = new StringBuilder();
        foreach (var line in lines.Where(line => !line.StartsWith(Options, StringComparison.Ordinal)))
            text.Append(line).Append('\n');
        if (!merged.IsEmpty)
            text.Append(Options).AppendJoin(' ', merged.Select(option => $"{option.Key}={option.Value}")).Append('\n');
        if (applySysctls && !lines.Any(line => line.StartsWith(Install, StringComparison.Ordinal)))
            text.Append(Install).Append("/sbin/modprobe --ignore-install ip_vs $CMDLINE_OPTS && { /sbin/sysctl -q -p ").Append(SysctlDropIn.Path).Append("; true; }\n");
        return text.ToString();
    }

    private static IEnumerable<(string Name, string Value)> OptionsOf(string line) =>
        line[Options.Length..].Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)
            .Select(option => option.Split('=', 2)).Where(parts => parts.Length == 2).Select(parts => (parts[0], parts[1]));
}
