using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;
using OpsShell.Core.Text;

namespace OpsShell.Ipvs.Facts;

/// <summary>
/// Who writes IPVS rules on this node: kube-proxy with its mode, version and settings, and others whose processes are there. What
/// could not be learnt is null, with the reason beside it. The binary is never run.
/// </summary>
public sealed partial record KubeProxy
{
    /// <summary>How findings name the command, whose text is long.</summary>
    public const string Source = ProxyProbe.Source;

    /// <summary>The command that <see cref="Fact"/> and <see cref="IpvsTimeouts.Fact"/> share.</summary>
    public static readonly ProbeItem Item = ProxyProbe.Item;

    /// <summary>The fact. Missing when the module ip_vs is not loaded.</summary>
    public static readonly Fact<KubeProxy> Fact = Core.Findings.Fact.FromItems(
        "ipvs/kube-proxy", "kube-proxy: mode, version, settings; other owners of IPVS rules", [Item], results => From(ProxyProbe.Read(results)));

    /// <summary>Process id in the node's numbering; null when no process kube-proxy is in the node's network namespace.</summary>
    public int? ProcessId { get; init; }

    /// <summary>Its command line, the program first.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>Where <see cref="Configuration"/> comes from: the path in kube-proxy's own file system, or <c>flags</c>.</summary>
    public string ConfigurationSource { get; init; } = "";

    /// <summary>What it was told; null when that could not be read.</summary>
    public KubeProxyConfiguration? Configuration { get; init; }

    /// <summary>Why there is no configuration; empty when there is.</summary>
    public string ConfigurationReason { get; init; } = "";

    /// <summary>The mode in which it runs; null when it is not known.</summary>
    public string? Mode { get; init; }

    /// <summary>Where the mode was seen; why it is not known when it is null.</summary>
    public string ModeSource { get; init; } = "";

    /// <summary>Its version (<c>v1.21.5</c>); null when it is not known.</summary>
    public string? Version { get; init; }

    /// <summary>Where the version was seen; why it is not known when it is null.</summary>
    public string VersionSource { get; init; } = "";

    /// <summary>Other programs on the node that may write IPVS rules, by the names of their processes: kube-router, keepalived, cilium-agent, k3s.</summary>
    public ImmutableArray<string> OtherOwners { get; init; } = [];

    /// <summary>Whether a kube-proxy runs that keeps the IPVS rules; null when one runs in a mode that is not known.</summary>
    public bool? OwnsRules => ProcessId is null ? false : Mode is null ? null : Mode == "ipvs";

    /// <summary>Major and minor number of the version; null when it is not known.</summary>
    public (int Major, int Minor)? VersionNumber =>
        Version is not null && VersionPattern().Match(Version) is { Success: true } match
            ? (int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture))
            : null;

    /// <summary>As <c>kube-proxy v1.21.5 (ipvs)</c>, <c>keepalived</c> or <c>nobody known</c>.</summary>
    public string Owner => ProcessId is null
        ? OtherOwners.IsEmpty ? "nobody known" : string.Join(", ", OtherOwners)
        : string.Join(", ", [$"kube-proxy {Version ?? "of unknown version"} ({Mode ?? "mode unknown"})", .. OtherOwners]);

    /// <summary>Reads the command's answer.</summary>
    /// <exception cref="FormatException">A line is malformed; the message has the line.</exception>
    /// <exception cref="FactUnavailableException">The node has no IPVS.</exception>
    public static KubeProxy Parse(string text) => From(ProxyProbe.Parse(text));

    internal static KubeProxy From(ImmutableArray<ProxyLine> lines)
    {
        var processes = lines.Where(line => line.Kind == 'p').Select(Process).ToArray();
        var others = processes.Select(process => process.Name).Where(name => name != "kube-proxy").Distinct().Order(StringComparer.Ordinal);
        var found = new KubeProxy { OtherOwners = [.. others], ConfigurationReason = "no kube-proxy runs", ModeSource = "no kube-proxy runs", VersionSource = "no kube-proxy runs" };
        if (processes.FirstOrDefault(process => process.Name == "kube-proxy") is not { Id: > 0 } proxy)
            return found;
        ImmutableArray<string> arguments = [.. lines.Where(line => line.Kind == 'a').Select(line => DisplayText.Excerpt(line.Text, 1000))];
        var (configuration, source, reason) = ReadConfiguration(lines, arguments);
        return WithAnswers(
            found with { ProcessId = proxy.Id, Arguments = arguments, Configuration = configuration, ConfigurationSource = source, ConfigurationReason = reason }, lines);
    }

    private static (int Id, string Name) Process(ProxyLine line)
    {
        var fields = new TextLine(line.Number, line.Text).Fields(2);
        return int.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? (id, DisplayText.Excerpt(fields[1], 20))
            : throw new TextLine(line.Number, line.Text).Error($"the process id is {TextLine.Quote(fields[0])}, expected a number");
    }

    // With --config kube-proxy takes nothing about IPVS from flags.
    private static (KubeProxyConfiguration? Configuration, string Source, string Reason) ReadConfiguration(ImmutableArray<ProxyLine> lines, ImmutableArray<string> arguments)
    {
        if (arguments.IsEmpty)
            return (null, "", "its command line was not read");
        if (First(lines, 'f') is not { } path)
            return (KubeProxyConfiguration.FromFlags(arguments), "flags", "");
        var shown = DisplayText.Excerpt(path, 200);
        if (First(lines, 'x') is { } reason)
            return (null, shown, DisplayText.Excerpt(reason, 200));
        try
        {
            return (KubeProxyConfiguration.ParseYaml(string.Join('\n', lines.Where(line => line.Kind == 'c').Select(line => line.Text))), shown, "");
        }
        catch (FormatException error)
        {
            return (null, shown, DisplayText.Excerpt(error.Message, 200));
        }
    }

    private static KubeProxy WithAnswers(KubeProxy proxy, ImmutableArray<ProxyLine> lines)
    {
        var answers = lines.Where(line => line.Kind == 'h').Select(line => line.Text).ToArray();
        var address = DisplayText.Excerpt(First(lines, 'm') ?? "", 80);
        var silence = First(lines, 'y') is { } why ? DisplayText.Excerpt(why, 200) : $"{address} did not tell it";
        var version = answers.Select(line => BuildPattern().Match(line)).FirstOrDefault(match => match.Success)?.Groups[1].Value;
        var mode = answers.FirstOrDefault(line => !line.Contains('{', StringComparison.Ordinal));
        var configured = proxy.Configuration?.Mode is { } text ? DisplayText.Excerpt(text, 20) : null;
        return proxy with
        {
            Mode = mode ?? configured,
            ModeSource = mode is not null ? $"{address}/proxyMode" : configured is not null ? proxy.ConfigurationSource : silence,
            Version = version,
            VersionSource = version is not null ? $"{address}/metrics" : silence,
        };
    }

    private static string? First(ImmutableArray<ProxyLine> lines, char kind) =>
        lines.Where(line => line.Kind == kind).Select(line => line.Text).FirstOrDefault();

    [GeneratedRegex(@"\Av?([0-9]{1,4})\.([0-9]{1,4})")]
    private static partial Regex VersionPattern();

    // Kubernetes before 1.23 or so names the label gitVersion, later git_version.
    [GeneratedRegex(@"[{,]git_?[vV]ersion=""(v?[0-9][0-9A-Za-z.+_-]{0,60})""")]
    private static partial Regex BuildPattern();
}
