using System.Globalization;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;

namespace OpsShell.Ipvs.Facts;

/// <summary>Two readings of ipvsadm's counters inside one round trip.</summary>
public static class IpvsadmSamples
{
    /// <summary>The tool, for messages.</summary>
    public const string Source = "ipvsadm -Ln --stats --exact";

    private const string Separator = "----";

    // A list of 25,000 lines was seen to take ipvsadm 17 s.
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(60);

    /// <summary>The fact, with so much time between the readings.</summary>
    public static Fact<Samples<IpvsadmStatistics>> Fact(TimeSpan interval)
    {
        var item = ProbeItem.Command(string.Create(CultureInfo.InvariantCulture, $"""
            {OwnNetwork.Guard}
            command -v ipvsadm >/dev/null 2>&1 || exit 127
            cat /proc/uptime && {Source} || exit 1
            echo {Separator}
            sleep {interval.TotalSeconds:0.###} 2>/dev/null || sleep {Math.Ceiling(interval.TotalSeconds):0}
            cat /proc/uptime && {Source} || exit 1
            """)) with
        { NeedsRoot = true, Limit = 48 << 20, Timeout = _longest + interval };
        return Core.Findings.Fact.FromItems("ipvs/ipvsadm-samples", "Counters of every virtual service and real server, read twice", [item], results => Read(results, item));
    }

    /// <summary>Why ipvsadm gave nothing, in one line, with the way out where root is what lacks.</summary>
    public static string Why(ProbeStatus status, string reason)
    {
        // The first line of its complaint says it; the second guesses. Line feeds come as text, as everything a node says is made visible.
        var end = reason.IndexOf("\\n", StringComparison.Ordinal);
        return (end < 0 ? reason : reason[..end]) + (status == ProbeStatus.Denied ? "; -Become works as root" : "");
    }

    /// <summary>Reads both outputs, each after a line of /proc/uptime.</summary>
    /// <exception cref="FormatException">It is not such output.</exception>
    public static Samples<IpvsadmStatistics> Parse(string text)
    {
        var parts = text.Split($"\n{Separator}\n");
        if (parts.Length != 2)
            throw new FormatException("the output has no second reading");
        var (first, firstAt) = ParseOne(parts[0]);
        var (second, secondAt) = ParseOne(parts[1]);
        return secondAt > firstAt
            ? new Samples<IpvsadmStatistics>(first, second, secondAt - firstAt)
            : throw new FormatException("no time passed between the two readings");
    }

    private static Samples<IpvsadmStatistics> Read(ProbeResults results, ProbeItem item)
    {
        var content = CommandAnswer.Content(results, item, Source);
        if (OwnNetwork.IsForeign(content))
            throw new FactUnavailableException(Source, ProbeStatus.Unsupported, OwnNetwork.Reason);
        return content.ExitCode == 0
            ? CommandAnswer.Parse(Source, content.Text, Parse)
            : throw new FactUnavailableException(Source, ProbeStatus.Failed, $"it ended with exit code {content.ExitCode}");
    }

    private static (IpvsadmStatistics Statistics, double At) ParseOne(string text)
    {
        var end = text.IndexOf('\n', StringComparison.Ordinal);
        if (end < 0)
            throw new FormatException("line 1: expected the time, then the table");
        var uptime = new TextLine(1, text[..end]);
        return (IpvsadmStatistics.Parse(text[(end + 1)..]), uptime.Real(uptime.Fields(1)[0], "the uptime"));
    }
}
