using System.Collections.Immutable;
using OpsShell.Core.Facts;

namespace OpsShell.Ipvs.Probing;

/// <summary>What a run of the probe brought, whatever made the connections.</summary>
/// <param name="Tool">What made them; empty when the node has nothing that can.</param>
/// <param name="Controls">Attempts from ports of the kernel's choice.</param>
/// <param name="Attempts">Attempts from the one port.</param>
/// <param name="SynRetransmits">SYN packets that the node sent again meanwhile.</param>
internal sealed record ReuseAnswer(string Tool, ImmutableArray<ReuseAttempt> Controls, ImmutableArray<ReuseAttempt> Attempts, long? SynRetransmits)
{
    /// <summary>Reads the script's text.</summary>
    /// <exception cref="FormatException">It is cut off or not of that script; the message has the line.</exception>
    public static ReuseAnswer Parse(string text)
    {
        var tool = "";
        var controls = ImmutableArray.CreateBuilder<ReuseAttempt>();
        var attempts = ImmutableArray.CreateBuilder<ReuseAttempt>();
        var counters = new List<ulong>();
        var ended = false;
        foreach (var line in TextLine.Of(text))
        {
            var fields = line.Fields();
            switch (fields[0])
            {
                case "tool":
                    tool = string.Join(' ', fields[1..]);
                    break;
                case "syn":
                    counters.Add(line.UnsignedNumber(line.Fields(2)[1], "TCPSynRetrans"));
                    break;
                case "a":
                    (line.Fields(7)[1] == "c" ? controls : attempts).Add(Attempt(line, fields));
                    break;
                case "end":
                    ended = true;
                    break;
                default:
                    throw line.Error($"{TextLine.Quote(fields[0])} is not expected here");
            }
        }
        if (!ended)
            throw new FormatException("the answer is cut off");
        long? retransmits = counters is [var first, var second] && second >= first ? (long)Math.Min(long.MaxValue, second - first) : null;
        return new ReuseAnswer(tool, controls.ToImmutable(), attempts.ToImmutable(), retransmits);
    }

    /// <summary><c>a c|r SECONDS RETRANSMITS|- OUTCOME ERROR CLOSED-BY</c>.</summary>
    private static ReuseAttempt Attempt(TextLine line, string[] fields)
    {
        var seconds = line.Real(fields[2], "the time");
        if (seconds is < 0 or > 1e6)
            throw line.Error($"the time is {TextLine.Quote(fields[2])}, expected seconds");
        int? retransmits = fields[3] == "-" ? null : (int)Math.Min(1000, line.UnsignedNumber(fields[3], "retransmits"));
        var outcome = fields[4] switch
        {
            "ok" => ReuseOutcome.Connected,
            "refused" => ReuseOutcome.Refused,
            "timeout" => ReuseOutcome.TimedOut,
            "busy" => ReuseOutcome.PortBusy,
            "failed" => ReuseOutcome.Failed,
            _ => throw line.Error($"{TextLine.Quote(fields[4])} is no outcome"),
        };
        var closedBy = fields[6] is "server" or "client" or "reset" or "-" ? fields[6] : throw line.Error($"{TextLine.Quote(fields[6])} closes nothing");
        return new ReuseAttempt(TimeSpan.FromSeconds(seconds), retransmits, outcome, closedBy);
    }
}
