using System.Collections.Immutable;
using System.Globalization;
using OpsShell.Core.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OpsShell.Ipvs.Facts;

/// <summary>
/// What kube-proxy was told about IPVS, by its configuration file (kubeproxy.config.k8s.io/v1alpha1) or by flags. Null, or an
/// empty list, is what was not said, or not in a form that is understood; kube-proxy then has its default.
/// </summary>
public sealed record KubeProxyConfiguration
{
    // Far below what the parser's input of 64 KiB can hold, and far above what a configuration has.
    private const int MaximumDepth = 32;

    private const int MaximumLength = 100;

    /// <summary>The mode (<c>ipvs</c>, <c>iptables</c>, <c>nftables</c>).</summary>
    public string? Mode { get; init; }

    /// <summary>ipvs.scheduler.</summary>
    public string? Scheduler { get; init; }

    /// <summary>ipvs.strictARP.</summary>
    public bool? StrictArp { get; init; }

    /// <summary>ipvs.excludeCIDRs: virtual addresses whose services kube-proxy leaves alone.</summary>
    public ImmutableArray<string> ExcludeCidrs { get; init; } = [];

    /// <summary>ipvs.tcpTimeout; 0 leaves the kernel's value.</summary>
    public TimeSpan? TcpTimeout { get; init; }

    /// <summary>ipvs.tcpFinTimeout; 0 leaves the kernel's value.</summary>
    public TimeSpan? TcpFinTimeout { get; init; }

    /// <summary>ipvs.udpTimeout; 0 leaves the kernel's value.</summary>
    public TimeSpan? UdpTimeout { get; init; }

    /// <summary>nodePortAddresses: the addresses on which node ports are opened; empty means all.</summary>
    public ImmutableArray<string> NodePortAddresses { get; init; } = [];

    /// <summary>conntrack.maxPerCore (default 32768); 0 leaves nf_conntrack_max alone.</summary>
    public long? ConntrackMaxPerCore { get; init; }

    /// <summary>conntrack.min (default 131072).</summary>
    public long? ConntrackMin { get; init; }

    /// <summary>detectLocalMode.</summary>
    public string? DetectLocalMode { get; init; }

    /// <summary>metricsBindAddress.</summary>
    public string? MetricsBindAddress { get; init; }

    /// <summary>Reads the configuration file.</summary>
    /// <exception cref="FormatException">It is not YAML, or no document of it is a KubeProxyConfiguration.</exception>
    public static KubeProxyConfiguration ParseYaml(string text)
    {
        try
        {
            return Documents(text).FirstOrDefault(document => document.GetValueOrDefault("kind") is ["KubeProxyConfiguration"]) is { } found
                ? From(key => found.GetValueOrDefault(key) is [var value] ? value : null, key => found.GetValueOrDefault(key) is { } list ? [.. list] : [])
                : throw new FormatException("it has no document of kind KubeProxyConfiguration");
        }
        catch (YamlException error)
        {
            throw new FormatException($"line {error.Start.Line}: this is not YAML", error);
        }
        catch (Exception error) when (error is InvalidOperationException or ArgumentException or NullReferenceException or InvalidCastException)
        {
            // On some inputs the library fails with other errors than its own.
            throw new FormatException("this is not YAML", error);
        }
    }

    /// <summary>Reads the flags of a command line (<c>--proxy-mode=ipvs</c> or <c>--proxy-mode ipvs</c>).</summary>
    public static KubeProxyConfiguration FromFlags(ImmutableArray<string> arguments)
    {
        var flags = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var at = 0; at < arguments.Length; at++)
        {
            var (name, value) = arguments[at].Split('=', 2) is [var key, var text] ? (key, text) : (arguments[at], null);
            if (name.StartsWith("--", StringComparison.Ordinal))
                flags[name[2..]] = value ?? (at + 1 < arguments.Length && !arguments[at + 1].StartsWith('-') ? arguments[at + 1] : "true");
        }
        string? Flag(string key) => _flagNames.TryGetValue(key, out var name) ? flags.GetValueOrDefault(name) : null;
        return From(Flag, key => Flag(key) is { Length: > 0 } list ? [.. list.Split(',')] : []);
    }

    private static readonly ImmutableDictionary<string, string> _flagNames = new Dictionary<string, string>
    {
        ["mode"] = "proxy-mode",
        ["ipvs.scheduler"] = "ipvs-scheduler",
        ["ipvs.strictARP"] = "ipvs-strict-arp",
        ["ipvs.excludeCIDRs"] = "ipvs-exclude-cidrs",
        ["ipvs.tcpTimeout"] = "ipvs-tcp-timeout",
        ["ipvs.tcpFinTimeout"] = "ipvs-tcpfin-timeout",
        ["ipvs.udpTimeout"] = "ipvs-udp-timeout",
        ["nodePortAddresses"] = "nodeport-addresses",
        ["conntrack.maxPerCore"] = "conntrack-max-per-core",
        ["conntrack.min"] = "conntrack-min",
        ["detectLocalMode"] = "detect-local-mode",
        ["metricsBindAddress"] = "metrics-bind-address",
    }.ToImmutableDictionary(StringComparer.Ordinal);

    private static KubeProxyConfiguration From(Func<string, string?> value, Func<string, ImmutableArray<string>> list) => new()
    {
        Mode = Text(value("mode")),
        Scheduler = Text(value("ipvs.scheduler")),
        StrictArp = bool.TryParse(value("ipvs.strictARP"), out var strict) ? strict : null,
        ExcludeCidrs = [.. list("ipvs.excludeCIDRs").Select(item => DisplayText.Excerpt(item, MaximumLength))],
        TcpTimeout = Duration(value("ipvs.tcpTimeout")),
        TcpFinTimeout = Duration(value("ipvs.tcpFinTimeout")),
        UdpTimeout = Duration(value("ipvs.udpTimeout")),
        NodePortAddresses = [.. list("nodePortAddresses").Select(item => DisplayText.Excerpt(item, MaximumLength))],
        ConntrackMaxPerCore = Number(value("conntrack.maxPerCore")),
        ConntrackMin = Number(value("conntrack.min")),
        DetectLocalMode = Text(value("detectLocalMode")),
        MetricsBindAddress = Text(value("metricsBindAddress")),
    };

    private static string? Text(string? value) => value is null or "" ? null : DisplayText.Excerpt(value, MaximumLength);

    private static TimeSpan? Duration(string? value) => value is null ? null : GoDuration.Parse(value);

    private static long? Number(string? value) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // Each document as path -> scalars: {"mode": ["ipvs"], "ipvs.excludeCIDRs": ["10.0.0.0/8"]}. Built on events, as a tree of
    // hostile depth would end the process.
    private static IEnumerable<Dictionary<string, List<string>>> Documents(string text)
    {
        var parser = new Parser(new StringReader(text));
        var document = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var open = new Stack<Container>();
        while (parser.MoveNext())
        {
            switch (parser.Current)
            {
                case DocumentStart:
                    document = new Dictionary<string, List<string>>(StringComparer.Ordinal);
                    break;
                case DocumentEnd:
                    yield return document;
                    break;
                case MappingStart or SequenceStart:
                    if (open.Count == MaximumDepth)
                        throw new FormatException($"line {parser.Current.Start.Line}: it is nested deeper than {MaximumDepth} levels");
                    open.Push(new Container(Path(open), parser.Current is MappingStart));
                    break;
                case MappingEnd or SequenceEnd:
                    open.Pop();
                    Done(open);
                    break;
                case Scalar scalar when open.TryPeek(out var map) && map is { IsMap: true, Key: null }:
                    map.Key = scalar.Value;
                    break;
                case Scalar scalar:
                    var isNull = scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null";
                    if (!isNull && Path(open) is { Length: > 0 } path)
                        Add(document, path, scalar.Value);
                    Done(open);
                    break;
                case AnchorAlias:
                    Done(open);
                    break;
            }
        }
    }

    private static void Add(Dictionary<string, List<string>> document, string path, string value)
    {
        if (!document.TryGetValue(path, out var values))
            document[path] = values = [];
        values.Add(value);
    }

    private static string Path(Stack<Container> open) =>
        !open.TryPeek(out var top) ? "" : !top.IsMap ? top.Path : top.Path.Length == 0 ? top.Key ?? "" : $"{top.Path}.{top.Key}";

    // The value of a map's key has been read, so a key comes next.
    private static void Done(Stack<Container> open)
    {
        if (open.TryPeek(out var top))
            top.Key = null;
    }

    private sealed class Container(string path, bool isMap)
    {
        public string Path { get; } = path;

        public bool IsMap { get; } = isMap;

        public string? Key { get; set; }
    }
}
