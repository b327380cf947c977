using System.Globalization;
using System.Text;
using OpsShell.Core.Facts;
using OpsShell.Core.Probing;
using OpsShell.Ipvs.Facts;
using OpsShell.Ipvs.Tests.Facts;

namespace OpsShell.Benchmarks;

/// <summary>
/// Damages real files and gives them to the parsers. Each must refuse with a FormatException or FactUnavailableException, or read the numbers that
/// a second reader, written as plainly as can be and knowing nothing of the first, finds in the same text. Every input follows from its number, so
/// that one that failed can be made again.
/// </summary>
internal static class IpvsFuzz
{
    private static readonly string[] _hostile =
        ["99999999999999999999", "-1", "+5", "18446744073709551615", "2147483648", "0x10", "\u001b[2J", "\0", "\n", "\r\n", " ", "->", "FFFFFFFF", "80000000", "1e9", "٣", "[::1]:0050", "NaN", "persistent", "ops", ""];

    private static readonly Parser[] _parsers =
    [
        new("ip_vs", Table, Text("root/proc/net/ip_vs"), Mixed),
        new("ip_vs_conn", Connections, Text("root/proc/net/ip_vs_conn")),
        new("ip_vs_stats", Statistics, Text("root/proc/net/ip_vs_stats")),
        new("ip_vs_stats_percpu", CpuStatistics, Text("root/proc/net/ip_vs_stats_percpu")),
        new("ip_vs_status", text => IpvsStatus.Parse(text), "Conns:\t9401\nConn buckets:\t524288 (19 bits, lfactor -5)\nConn buckets empty:\t505633 (96%)\nConn buckets len-1:\t18322 (98%)\nServices:\t12\nStats thread slots:\t1 (max 16)\n"),
        new("ipvsadm", text => IpvsadmSamples.Parse(text), $"100.00 5.0\n{Ipvsadm}----\n104.50 5.0\n{Ipvsadm}"),
        new("counts of the node", text => NodeTally.Parse(Encoding.UTF8.GetBytes(text)),
            "Pro FromIP   FPrt ToIP     TPrt DestIP   DPrt State       Expires PEName PEData\nS TCP 0A600001 01BB C0A80A0B 192B ESTABLISHED 4\nC 0AF40101 TCP 0A600001 01BB 4 0\nE 4 1 0\n"),
        new("sysctl.d", text => SysctlConfiguration.Parse("/x", text).Select(setting => SysctlKey.Matches(setting.Path, "net/ipv4/vs/conntrack")).Count(),
            "# c\nnet.ipv4.vs.conntrack = 1\n-net.ipv4.conf.*.rp_filter=2\nnet/ipv4/vs/[a-c]*=3\n"),
        new("modprobe.d", text => new ModprobeConfiguration().WithModprobeFile("/x", text).WithLoadFile("/y", text).WithCommandLine(text).Option("ip_vs", "conn_tab_bits"),
            "options ip_vs conn_tab_bits=20 \\\n a=\"b c\"\ninstall ip_vs /sbin/modprobe --ignore-install ip_vs\nblacklist x\nip_vs.conn_tab_bits=12\n"),
        new("hz", text => Hz(text), "250 1250"),
    ];

    /// <summary>Runs so many inputs on all processors.</summary>
    /// <returns>How many were read, and how many refused.</returns>
    /// <exception cref="InvalidOperationException">One of them did what it must not.</exception>
    public static (long Read, long Refused) Run(int inputs)
    {
        var (read, refused) = (0L, 0L);
        string? failure = null;
        Parallel.For(0, inputs, (number, state) =>
        {
            var parser = _parsers[number % _parsers.Length];
            var input = Damaged(parser, new Random(number));
            try
            {
                parser.Read(input);
                Interlocked.Increment(ref read);
            }
            catch (Exception error) when (error is FormatException or FactUnavailableException)
            {
                Interlocked.Increment(ref refused);
            }
            // Whatever else comes out is the very thing that is looked for.
            catch (Exception error)
            {
                Interlocked.CompareExchange(ref failure, $"input {number} of {parser.Name}: {error.GetType().Name}: {error.Message}\n{input}", null);
                state.Stop();
            }
        });
        // A run in which everything is refused has shown nothing.
        return failure is not null ? throw new InvalidOperationException(failure)
            : read < inputs / 20 ? throw new InvalidOperationException($"only {read} of {inputs} damaged inputs were still readable, so the numbers were hardly looked at")
            : (read, refused);
    }

    private static string Damaged(Parser parser, Random random)
    {
        var text = parser.Texts[random.Next(parser.Texts.Length)];
        for (var left = random.Next(3); left >= 0 && text.Length > 0; left--)
        {
            var at = random.Next(text.Length);
            var length = random.Next(Math.Min(60, text.Length - at) + 1);
            text = random.Next(7) switch
            {
                0 => text[..at] + (char)random.Next(128) + text[(at + 1)..],
                1 => text[..at] + text[(at + length)..],
                2 => text.Insert(at, text[at..(at + length)]),
                3 => text[..at] + _hostile[random.Next(_hostile.Length)] + text[(at + Math.Min(length, 1))..],
                4 => text[..at],
                5 => OtherDigit(text, at, random),
                _ => MovedLine(text, at, random),
            };
        }
        return text;
    }

    private static string OtherDigit(string text, int at, Random random)
    {
        var digit = text.AsSpan(at).IndexOfAnyInRange('0', '9');
        return digit < 0 ? text : text[..(at + digit)] + (char)('0' + random.Next(10)) + text[(at + digit + 1)..];
    }

    private static string MovedLine(string text, int at, Random random)
    {
        var lines = text.Split('\n').ToList();
        var from = text.AsSpan(0, at).Count('\n');
        var line = lines[from];
        lines.RemoveAt(from);
        lines.Insert(random.Next(lines.Count), line);
        return string.Join('\n', lines);
    }

    private static object Table(string text)
    {
        var table = IpvsTableParser.Parse(Encoding.UTF8.GetBytes(text));
        var rows = text.Split('\n').Skip(3).Select(Words).Where(words => words.Length > 0).ToList();
        var servers = rows.Where(words => words[0] == "->").ToList();
        Same("services", rows.Count - servers.Count, table.Services.Length);
        Same("real servers", servers.Count, table.RealServerCount);
        Same("weights", servers.Sum(words => Decimal(words[3])), table.Services.Sum(service => service.RealServers.Sum(server => (decimal)server.Weight)));
        Same("connections", servers.Sum(words => Decimal(words[4]) + Decimal(words[5])), table.Connections);
        Same("ports", servers.Sum(words => Convert.ToInt32(words[1][^4..], 16)), table.Services.Sum(service => service.RealServers.Sum(server => server.Endpoint.Port)));
        Same("jiffies", rows.Where(words => words.Contains("persistent")).Sum(words => Decimal(words[Array.LastIndexOf(words, "persistent") + 1])), table.Services.Sum(service => (decimal)(service.Persistence?.TimeoutJiffies ?? 0)));
        var printed = IpvsText.Write(table);
        Same("the table printed and read again", printed, IpvsText.Write(IpvsTableParser.Parse(Encoding.ASCII.GetBytes(printed))));
        return table;
    }

    private static object Connections(string text)
    {
        var connections = IpvsConnectionParser.Parse(Encoding.UTF8.GetBytes(text));
        var rows = text.Split('\n').Skip(1).Where(line => line.Length > 0).Select(Words).ToList();
        Same("connections", rows.Count, connections.Count);
        Same("client ports", rows.Sum(words => Convert.ToInt32(words[2], 16)), connections.Sum(connection => connection.Client.Port));
        // What is nearly 2^64 is a timer that was over.
        Same("times", rows.Select(words => Decimal(words[8])).Where(seconds => seconds <= uint.MaxValue).Sum(), connections.Sum(connection => (decimal)connection.ExpiresSeconds));
        Same("states", string.Join(' ', rows.Select(words => words[7])), string.Join(' ', connections.Select(connection => connection.State)));
        return connections;
    }

    private static object Statistics(string text)
    {
        var statistics = IpvsStatistics.Parse(text);
        var rows = text.Split('\n').Skip(2).Select(Words).Where(words => words.Length == 5 && words[0] != "Conns/s").ToList();
        Same("rows", 2, rows.Count);
        Same("counters", rows[0].Sum(Hex), Sum(statistics.Total));
        Same("rates", rows[1].Sum(Hex), Sum(statistics.PerSecond));
        return statistics;
    }

    private static object CpuStatistics(string text)
    {
        var statistics = IpvsCpuStatistics.Parse(text);
        var rows = text.Split('\n').Skip(2).Select(Words).Where(words => words.Length == 6).ToList();
        Same("CPUs", rows.Count - 1, statistics.Cpus.Count);
        Same("counters", rows.Where(words => words[0] != "~").Sum(words => words.Skip(1).Sum(Hex)), statistics.Cpus.Values.Sum(Sum));
        Same("total", rows.Where(words => words[0] == "~").Sum(words => words.Skip(1).Sum(Hex)), Sum(statistics.Total));
        return statistics;
    }

    private static object Hz(string text)
    {
        var line = TextLine.Sole(text);
        var words = line.Fields(2);
        return KernelHz.From(line.SignedNumber(words[0], "error_cost"), line.SignedNumber(words[1], "error_burst"));
    }

    private static string[] Words(string line) => line.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);

    private static decimal Decimal(string word) => decimal.Parse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);

    private static decimal Hex(string word) => ulong.Parse(word, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static decimal Sum(IpvsCounters counters) =>
        (decimal)counters.Connections + counters.IncomingPackets + counters.OutgoingPackets + counters.IncomingBytes + counters.OutgoingBytes;

    private static void Same<T>(string what, T expected, T found)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, found))
            throw new InvalidOperationException($"{what}: read {found}, and there are {expected}");
    }

    private static string Text(string file) => string.Join('\n', File.ReadLines(Path.Combine(OpsShell.Testing.Repository.Root, "tests/fixtures/nodes/k8s-opencloudos8-5.4", file)).Take(14)) + "\n";

    private const string Mixed = """
        IP Virtual Server version 1.2.1 (size=4096)
        Prot LocalAddress:Port Scheduler Flags
          -> RemoteAddress:Port Forward Weight ActiveConn InActConn
        TCP  C0000233:0050 rr  persistent 75000 FFFFFFFF
          -> 0A000901:0050      Masq    3      0          0
        TCP  [2001:0db8:0000:0000:0000:0000:0000:0001]:01BB wrr persistent 75000 40000000
          -> 0A000901:01BB      Tunnel  1      0          0
          -> [2001:0db8:0000:0000:0000:0000:0000:0099]:01BB      Route   1      7          12
        UDP  C0000232:0035 rr ops
        SCTP  C0000232:0063 rr
        FWM  00000007 rr persistent 75000 80000000
          -> 0A000901:01BB      Tunnel  1      0          0

        """;

    private const string Ipvsadm = """
        IP Virtual Server version 1.2.1 (size=4096)
        Prot LocalAddress:Port               Conns   InPkts  OutPkts  InBytes OutBytes
          -> RemoteAddress:Port
        TCP  192.0.2.50:80                     120     2400     2300   240000 92000000000
          -> 10.0.9.1:80                       120     2400     2300   240000 92000000000
        FWM  8 IPv6                              6        0        0        0        0

        """;

    private sealed record Parser(string Name, Func<string, object?> Read, params string[] Texts);
}
