using System.Collections.Immutable;
using System.Text;

namespace OpsShell.Ipvs.Plans;

/// <summary>
/// The one file in which OpsShell keeps settings of IPVS across reboots, and what makes them hold when the module ip_vs is loaded
/// after the boot: net.ipv4.vs does not exist before that, so that what sysctl.d says of it is lost otherwise. Pure.
/// </summary>
internal static class SysctlDropIn
{
    /// <summary>
    /// The file. Files are taken in the order of their names, and the last one that names a parameter counts (sysctl.d(5));
    /// so it comes after 99-sysctl.conf, which distributions link to /etc/sysctl.conf.
    /// </summary>
    public const string Path = "/etc/sysctl.d/99-zz-opsshell-ipvs.conf";

    /// <summary>The rule of udev that applies the file when the module is loaded, the way that sysctl.d(5) gives.</summary>
    public const string RulePath = "/etc/udev/rules.d/90-opsshell-ipvs.rules";

    private const string Heading = "# Settings of IPVS, written by OpsShell (Repair-OpsIpvs). Undo-OpsChange takes them back.\n";

    /// <summary>The file's text with settings added or replaced; whatever else stands there stays.</summary>
    public static string Merge(string? existing, ImmutableSortedDictionary<string, string> values)
    {
        var text = new StringBuilder();
        var left = values;
        foreach (var line in Lines(existing is { Length: > 0 } ? existing : Heading))
        {
            var key = KeyOf(line);
            if (key is null || !values.TryGetValue(key, out var value))
                text.Append(line).Append('\n');
            else if (left.ContainsKey(key))
                text.Append(Setting(key, value));
            left = key is null ? left : left.Remove(key);
        }
        foreach (var (key, value) in left)
            text.Append(Setting(key, value));
        return text.ToString();
    }

    /// <summary>The rule's text.</summary>
    /// <param name="program">Path of systemd-sysctl on the node.</param>
    public static string Rule(string program) => $"""
        # net.ipv4.vs exists only once the module ip_vs is loaded, which may be long after sysctl.d was applied (see sysctl.d(5)).
        # Written by OpsShell (Repair-OpsIpvs).
        ACTION=="add", SUBSYSTEM=="module", KERNEL=="ip_vs", RUN+="{program} {Path}"

        """;

    private static string Setting(string key, string value) => $"{key} = {value}\n";

    private static string? KeyOf(string line)
    {
        var trimmed = line.TrimStart();
        var end = trimmed.IndexOf('=', StringComparison.Ordinal);
        return end < 0 || trimmed[0] is '#' or ';' ? null : trimmed[..end].Trim().TrimStart('-').Replace('/', '.');
    }

    private static string[] Lines(string text)
    {
        var lines = text.Split('\n');
        return lines[^1].Length == 0 ? lines[..^1] : lines;
    }
}
