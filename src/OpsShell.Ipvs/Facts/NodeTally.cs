using System.Globalization;
using System.Text;

namespace OpsShell.Ipvs.Facts;

/// <summary>
/// Counts connections on the node itself, with awk, so that some kilobytes are sent and not one line for each connection; and watches what the
/// reading costs the node while it goes on.
/// </summary>
public static class NodeTally
{
    /// <summary>The exit code by which the node says that it stopped because of the cost.</summary>
    public const int StoppedCode = 3;

    /// <summary>The word before the reason on standard error.</summary>
    public const string StoppedWord = "opsshell-stopped";

    // Runs in mawk, gawk and busybox awk. The reader is a cat of its own: awk would read in pieces of 1 KiB, and on kernels that walk from the
    // beginning for every read four times as long. Its CPU time is in /proc/PID/schedstat (ns); where a kernel lacks that, the clock is taken.
    // That file is read by a cat too: when the reader is done and its process goes in that moment, mawk would end with a read error.
    // One line in 5000 is the least that a pair of client and service must have to be sent.
    private const string Program = """
        function line(f, l) { l = ""; getline l < f; close(f); return l }
        function clock(x) { split(line("/proc/uptime"), x, " "); return x[1] }
        function used(c, l, x) {
          if (!counts) return clock() - begun
          l = ""
          c = "cat /proc/" pid "/schedstat 2>/dev/null"
          c | getline l
          close(c)
          split(l, x, " ")
          return x[1] / 1000000000
        }
        function stop(seconds) { printf "opsshell-stopped %d %.3f\n", n, seconds | "cat 1>&2"; stopped = 1; exit 3 }
        NR == 1 { pid = $1; counts = line("/proc/self/schedstat") != ""; begun = clock(); next }
        NR == 2 { print; next }
        {
          n++
          if (raw) print
          else {
            state = $8
            if ($3 == "0000" && (state == "NONE" || state == "ASSURED")) state = "TEMPLATE"
            servers[$1 " " $4 " " $5 " " $6 " " $7 " " state]++
            if (state != "TEMPLATE") {
              pair = $2 " " $1 " " $4 " " $5
              if (pair in clients) { clients[pair]++; if (state == "TIME_WAIT") waiting[pair]++ }
              else if (pairs < most) { pairs++; clients[pair] = 1; if (state == "TIME_WAIT") waiting[pair] = 1 }
              else rest++
            }
          }
          if (limit > 0 && n % 2000 == 0) {
            u = used()
            if (u > limit) stop(u)
            if (n == 2000 && expected > n) {
              e = u * expected / n
              if (rewalks) e = e * expected / n
              if (e > limit) stop(e)
            }
          }
        }
        END {
          if (stopped) exit 3
          if (raw) exit 0
          least = n / 5000
          for (k in servers) print "S", k, servers[k]
          for (k in clients) if (clients[k] >= least) print "C", k, clients[k], waiting[k] + 0
          print "E", n + 0, pairs + 0, rest + 0
        }
        """;

    /// <summary>The script for the node's sh.</summary>
    /// <param name="cost">What is expected.</param>
    /// <param name="isRaw">Whether the lines themselves are wanted.</param>
    /// <param name="isLimited">Whether to stop when it costs too much.</param>
    public static string Script(ConnectionReadCost cost, bool isRaw, bool isLimited) => string.Create(CultureInfo.InvariantCulture, $"""
        LC_ALL=C; export LC_ALL
        command -v awk >/dev/null 2>&1 || exit 127
        [ -r {IpvsConnectionParser.Source} ] || exec cat {IpvsConnectionParser.Source}
        renice -n 19 -p $$ >/dev/null 2>&1
        sh -c 'echo $$; exec cat {IpvsConnectionParser.Source}' 2>/dev/null | awk -v raw={(isRaw ? 1 : 0)} -v limit={(isLimited ? ConnectionReadCost.LimitSeconds : 0)} -v expected={cost.Connections} -v rewalks={(cost.Rewalks ? 1 : 0)} -v most={ConnectionTally.MostPairs} '{Program}'
        """);

    /// <summary>Reads what the node counted.</summary>
    /// <exception cref="FormatException">It is not such an answer, or is cut off; the message has the line.</exception>
    public static ConnectionTally Parse(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf((byte)'\n') + 1;
        // The heading says which columns were counted.
        var heading = new IpvsConnectionParser(_ => { });
        heading.Feed(answer[..end]);
        heading.End();
        answer = answer[end..];
        var number = 1;
        var tally = new ConnectionTally();
        long? total = null;
        while (ByteLine.TryTake(ref answer, ref number, out var line))
        {
            var kind = line.Next("the kind of line");
            if (total is not null)
                throw line.Error("nothing is expected after the last line");
            if (kind.SequenceEqual("S"u8))
                ReadServer(ref line, tally);
            else if (kind.SequenceEqual("C"u8))
                ReadClient(ref line, tally);
            else if (kind.SequenceEqual("E"u8))
                total = ReadEnd(ref line, tally);
            else
                throw line.Error($"unknown kind of line {ByteLine.Quote(kind)}");
            line.End();
        }
        return total is null ? throw new FormatException($"line {number}: the answer is cut off")
            : total == tally.Total ? tally
            : throw new FormatException($"the node counted {total} connections, and {tally.Total} by real server");
    }

    /// <summary>Connections read and seconds that the node said on standard error when it stopped; null when it did not.</summary>
    public static (long Connections, double Seconds)? Stopped(string errors)
    {
        var line = errors.Split('\n').FirstOrDefault(line => line.StartsWith(StoppedWord + " ", StringComparison.Ordinal));
        return line?.Split(' ') is [_, var count, var seconds]
            && long.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var connections)
            && double.TryParse(seconds, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var time)
                ? (connections, time)
                : null;
    }

    private static void ReadServer(ref ByteLine line, ConnectionTally tally) => tally.AddServer(
        Name(ref line, "the protocol"), Endpoint(ref line, "the virtual address"), Endpoint(ref line, "the real server"), Name(ref line, "the state"), Count(ref line));

    private static void ReadClient(ref ByteLine line, ConnectionTally tally) => tally.AddClient(
        Address(ref line, "the client"), Name(ref line, "the protocol"), Endpoint(ref line, "the virtual address"), Count(ref line), Count(ref line));

    private static long ReadEnd(ref ByteLine line, ConnectionTally tally)
    {
        var total = Count(ref line);
        tally.SetRest(Count(ref line), Count(ref line));
        return total;
    }

    private static IpvsAddress Address(ref ByteLine line, string name)
    {
        var word = line.Next(name);
        return word.Length == 8 ? line.IPv4(word, name) : line.IPv6(word, name);
    }

    private static IpvsEndpoint Endpoint(ref ByteLine line, string name)
    {
        var address = Address(ref line, name);
        return new IpvsEndpoint(address, (ushort)line.NextHex(name, 4));
    }

    private static string Name(ref ByteLine line, string what)
    {
        var word = line.Next(what);
        return word.Length <= 24 && word.IndexOfAnyExceptInRange((byte)'!', (byte)'~') < 0
            ? Encoding.ASCII.GetString(word)
            : throw line.Error($"{what} is {ByteLine.Quote(word)}, expected a name");
    }

    private static long Count(ref ByteLine line)
    {
        var count = line.NextUInt64("the count");
        return count <= int.MaxValue ? (long)count : throw line.Error($"the count is {count}, which no node has");
    }
}
