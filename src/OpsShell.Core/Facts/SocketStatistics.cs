using OpsShell.Core.Findings;

namespace OpsShell.Core.Facts;

/// <summary>/proc/net/sockstat: sockets of the reader's network namespace (sockstat_seq_show in net/ipv4/proc.c).</summary>
/// <param name="TcpInUse">TCP sockets that are not closed.</param>
/// <param name="TcpOrphans">TCP sockets that no process holds any more.</param>
/// <param name="TcpTimeWait">Connections in TIME_WAIT.</param>
public sealed record SocketStatistics(ulong TcpInUse, ulong TcpOrphans, ulong TcpTimeWait)
{
    /// <summary>Where it is read.</summary>
    public const string Source = "/proc/net/sockstat";

    /// <summary>The fact.</summary>
    public static readonly Fact<SocketStatistics> Fact = Findings.Fact.FromFile("node/sockets", "TCP sockets in use, orphaned, in TIME_WAIT", Source, Parse);

    /// <summary>Reads the file: <c>TCP: inuse 412 orphan 3 tw 2210 alloc 460 mem 88</c>.</summary>
    /// <exception cref="FormatException">The line of TCP or one of its numbers is missing.</exception>
    public static SocketStatistics Parse(string text)
    {
        foreach (var line in TextLine.Of(text))
        {
            var fields = line.Fields();
            if (fields[0] == "TCP:")
                return new SocketStatistics(Value(line, fields, "inuse"), Value(line, fields, "orphan"), Value(line, fields, "tw"));
        }
        throw new FormatException("there is no line 'TCP:'");
    }

    private static ulong Value(TextLine line, string[] fields, string name)
    {
        var at = Array.IndexOf(fields, name, 1);
        return at > 0 && at + 1 < fields.Length ? line.UnsignedNumber(fields[at + 1], name) : throw line.Error($"'{name}' is missing");
    }
}
