using System.Globalization;
using System.Text;
using OpsShell.Core.Facts;
using OpsShell.Core.Probing;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Watching;

/// <summary>One reading of a node for Watch-OpsIpvs: all of it in one round trip.</summary>
/// <param name="Uptime">Seconds by the node's clock.</param>
/// <param name="CapturedAt">When it came.</param>
/// <param name="Table">The services.</param>
/// <param name="Cpus">Live counters; null where the kernel has none.</param>
/// <param name="SynRetransmits">TcpExt TCPSynRetrans.</param>
/// <param name="InsertFailed">insert_failed of connection tracking.</param>
/// <param name="Switch">Whether the estimator is on; null where the sysctls could not be read.</param>
/// <param name="Services">Counters of single services; null where there are none.</param>
/// <param name="ServiceRates">Where they come from, or why there are none.</param>
internal sealed record WatchReading(
    double Uptime, DateTimeOffset CapturedAt, IpvsTable Table, IpvsCpuStatistics? Cpus, ulong? SynRetransmits, ulong? InsertFailed, EstimatorSwitch? Switch,
    IpvsadmStatistics? Services, string ServiceRates)
{
    /// <summary>ipvsadm asks the kernel once for each service, which took 17 s for 25,000 lines; it is run on short tables only.</summary>
    private const int ShortTable = 1000;

    private static readonly ProbeItem _uptime = ProbeItem.File("/proc/uptime");
    private static readonly ProbeItem _table = IpvsTable.Once.Items[0];
    private static readonly ProbeItem _cpus = ProbeItem.File(IpvsCpuStatistics.Source) with { Limit = 4 << 20 };
    private static readonly ProbeItem _netstat = ProbeItem.File("/proc/net/netstat");
    private static readonly ProbeItem _conntrack = ProbeItem.File("/proc/net/stat/nf_conntrack");

    private static readonly ProbeItem _ipvsadm = ProbeItem.Command(string.Create(
        CultureInfo.InvariantCulture,
        $"{OwnNetwork.Guard}; command -v ipvsadm >/dev/null 2>&1 || exit 127; [ \"$(wc -l <{IpvsTable.Source})\" -le {ShortTable} ] || exit 3; exec {IpvsadmSamples.Source}")) with
    { NeedsRoot = true, Limit = 1 << 20 };

    /// <summary>What is read.</summary>
    public static ProbeBatch Batch { get; } = ProbeBatch.Of([_uptime, _table, _cpus, _netstat, _conntrack, .. IpvsSysctls.Fact.Items, _ipvsadm]);

    /// <summary>Reads an answer.</summary>
    /// <exception cref="FactUnavailableException">The table or the clock is missing.</exception>
    public static WatchReading Read(ProbeResults results)
    {
        var (services, source) = ReadServices(results.Find(_ipvsadm));
        return new WatchReading(
            CommandAnswer.Parse(_uptime.Target, results.Text(_uptime), ReadUptime),
            results.CapturedAt,
            CommandAnswer.Parse(IpvsTable.Source, results.Text(_table), text => IpvsTableParser.Parse(Encoding.UTF8.GetBytes(text))),
            OrNull(() => IpvsCpuStatistics.Parse(results.Text(_cpus))),
            OrNull(() => ProtocolCounters.Parse(results.Text(_netstat)))?["TcpExtTCPSynRetrans"],
            OrNull(() => ConntrackStat.Parse(results.Text(_conntrack)))?["insert_failed"],
            OrNull(() => EstimatorSwitch.Of(IpvsSysctls.Fact.Read(results))),
            services, source);
    }

    private static double ReadUptime(string text)
    {
        var line = TextLine.Sole(text);
        return line.Real(line.Fields(1)[0], "the uptime");
    }

    private static (IpvsadmStatistics? Services, string Source) ReadServices(ProbeResult result)
    {
        const string Instead = "so services are ordered by how their connections change";
        if (result.Status != ProbeStatus.Ok || result.Contents is not [var content])
            return (null, $"none: ipvsadm {(result.Status == ProbeStatus.Missing ? "is not there" : IpvsadmSamples.Why(result.Status, result.Reason))}, {Instead}");
        if (OwnNetwork.IsForeign(content))
            return (null, $"none: {OwnNetwork.Reason}, {Instead}");
        if (content.ExitCode == 3)
            return (null, $"none: ipvsadm would take too long for this many services, {Instead}");
        var parsed = content.ExitCode == 0 ? OrNull(() => IpvsadmStatistics.Parse(content.Text)) : null;
        return parsed is null ? (null, $"none: ipvsadm did not answer (it needs root), {Instead}") : (parsed, "ipvsadm");
    }

    /// <summary>What is not there or not understood is not shown; the rest is.</summary>
    private static T? OrNull<T>(Func<T> read) where T : class
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is FactUnavailableException or FormatException or OverflowException)
        {
            return null;
        }
    }
}
