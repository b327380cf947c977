using System.Globalization;
using System.Text.RegularExpressions;

namespace OpsShell.Lab.Tests;

/// <summary>What the IPVS cmdlets tell of a real kernel is what ipvsadm tells of it.</summary>
[Collection(nameof(VmFixture))]
public sealed partial class VmIpvsNumbersTests(VmFixture vm)
{
    // One of every kind, most of them only to be listed; those of TCP on 192.0.2.77 get traffic. Nobody has the address 10.77.2.99.
    private static readonly string[] _rules =
    [
        "-A -t 192.0.2.77:80 -s wrr",
        "-a -t 192.0.2.77:80 -r 10.77.2.2:80 -m -w 3",
        "-a -t 192.0.2.77:80 -r 10.77.3.2:80 -m -w 1",
        "-A -t 192.0.2.77:8080 -s rr -p 600",
        "-a -t 192.0.2.77:8080 -r 10.77.2.2:80 -m -w 1",
        "-a -t 192.0.2.77:8080 -r 10.77.3.2:80 -m -w 1",
        "-A -t 192.0.2.77:82 -s lc -p 10800 -M 255.255.0.0",
        "-a -t 192.0.2.77:82 -r 10.77.2.99:80 -m -w 1",
        "-A -t 192.0.2.77:81 -s sh -b sh-fallback,sh-port",
        "-A -u 192.0.2.77:53 -s rr -o",
        "-a -u 192.0.2.77:53 -r 10.77.2.2:53 -m -w 7",
        "-A --sctp-service 192.0.2.77:3868 -s lc",
        "-a --sctp-service 192.0.2.77:3868 -r 10.77.2.2:3868 -i -w 1",
        "-A -f 42 -s sh -p 90 -M 255.255.255.0",
        "-a -f 42 -r 10.77.2.2:0 -g -w 100",
        "-A -f 43 -6 -s mh -p 75 -M 64",
        "-a -f 43 -6 -r [2001:db8::2]:0 -g -w 65535",
        "-A -t [2001:db8::77]:443 -s sed",
        "-a -t [2001:db8::77]:443 -r [2001:db8::3]:8443 -m -w 2",
        "-a -t [2001:db8::77]:443 -r [2001:db8::4]:443 -i -w 0",
        "-A -u [2001:db8::77]:53 -s wlc",
    ];

    private const string Traffic = """
        for n in 1 2 3 4 5 6 7 8; do ip netns exec ipvs-client curl -s -o /dev/null http://192.0.2.77/; done
        for n in 1 2 3; do ip netns exec ipvs-client curl -s -o /dev/null http://192.0.2.77:8080/; done
        ip netns exec ipvs-client curl -s -o /dev/null --max-time 1 http://192.0.2.77:82/
        # Entries outlive their services: those of an earlier scene are not counted.
        established() { ipvsadm -Lnc | grep -c ESTABLISHED; }
        before=$(established)
        ip netns exec ipvs-client python3 -c 'import socket, time; held = [socket.create_connection(("192.0.2.77", 80)) for n in range(4)]; time.sleep(120)' >/dev/null 2>&1 &
        n=0
        until [ "$(established)" -ge $((before + 4)) ]; do n=$((n+1)); [ $n -lt 60 ] || exit 1; sleep 0.5; done
        sleep 3
        """;

    [Fact]
    public void Services_servers_persistence_and_connections_are_those_of_ipvsadm()
    {
        using var desk = vm.Desk();
        using var scene = new IpvsScene(vm, _rules);
        scene.Run(Traffic);

        var listing = scene.Run("ipvsadm -Ln --exact; echo; ipvsadm -Ln --persistent-conn --exact; echo; ipvsadm -Lnc").Split("\n\n");
        var seen = Lines(desk.Script("""
            Get-OpsIpvsService vm | ForEach-Object {
              "S $($_.Service) $($_.Scheduler) $($_.PersistenceSeconds) $($_.PersistenceNetmask) $($_.OnePacket)"
              foreach ($r in $_.RealServers) { "R $($_.Service) $($r.Server) $($r.Forward) $($r.Weight) $($r.ActiveConnections) $($r.InactiveConnections)" }
            }
            Get-OpsIpvsService vm -RealServer | ForEach-Object { "L $($_.Service) $($_.Server) $($_.Forward) $($_.Weight) $($_.ActiveConnections) $($_.InactiveConnections)" }
            Get-OpsIpvsConnection vm | ForEach-Object {
              foreach ($s in $_.States.GetEnumerator()) { "C $($_.Service) $($_.Server) $($s.Key) $($s.Value)" }
              if ($_.Templates) { "T $($_.Service) $($_.Server) $($_.Templates)" }
            }
            $null = Save-OpsSnapshot vm -Path rec.zip -Include ipvs/connections -SampleInterval 0.1
            Get-OpsIpvsConnection snapshot:rec.zip | ForEach-Object {
              foreach ($s in $_.States.GetEnumerator()) { "X $($_.Service) $($_.Server) $($s.Key) $($s.Value)" }
            }
            """).Exits(0).IsQuiet().Output);

        var table = Table(listing[0]).ToList();
        Assert.Equal(10, table.Count(line => line[0] == 'S'));
        Assert.Equal(Sorted(table.Where(line => line[0] == 'S')), Of(seen, 'S'));
        Assert.Equal(Sorted(table.Where(line => line[0] == 'R')), Of(seen, 'R'));
        Assert.Equal(Of(seen, 'R').Select(line => "L" + line[1..]), Of(seen, 'L'));
        Assert.Equal(Sorted(Templates(listing[1])), Of(seen, 'T'));
        Assert.Equal(Sorted(Connections(listing[2])), Of(seen, 'C'));
        Assert.Equal(Of(seen, 'C').Select(line => "X" + line[1..]), Of(seen, 'X'));
        // It was not a silent machine that was compared.
        Assert.Contains(seen, line => line.StartsWith("R TCP 192.0.2.77:80 10.77.2.2:80 Masq 3 ", StringComparison.Ordinal) && !line.EndsWith(" 3 0 0", StringComparison.Ordinal));
        Assert.Contains(seen, line => line.StartsWith("C TCP 192.0.2.77:80 10.77.3.2:80 TIME_WAIT ", StringComparison.Ordinal));
        Assert.Contains(seen, line => line.StartsWith("C TCP 192.0.2.77:82 10.77.2.99:80 SYN_RECV ", StringComparison.Ordinal));
        Assert.Contains("T TCP 192.0.2.77:82 10.77.2.99:80 1", seen);
    }

    [Fact]
    public void What_moved_between_two_readings_is_what_the_counters_of_ipvsadm_moved()
    {
        using var desk = vm.Desk();
        using var scene = new IpvsScene(vm, _rules);
        scene.Run(Traffic);
        var before = Statistics(scene.Run("ipvsadm -Ln --stats --exact"));

        var run = scene.Between(desk, """
            Get-OpsIpvsService vm -Rate -SampleInterval 21 | ForEach-Object {
              foreach ($one in @($_) + @($_.RealServers)) {
                $r = $one.Rate
                $name = if ($one.PSObject.Properties['Server']) { "$($one.Service) $($one.Server)" } else { $one.Service }
                $moved = foreach ($rate in $r.ConnectionsPerSecond, $r.IncomingPacketsPerSecond, $r.OutgoingPacketsPerSecond, $r.IncomingBytesPerSecond, $r.OutgoingBytesPerSecond) {
                  [Math]::Round($rate * $r.Seconds, 3)
                }
                "$name = $moved"
              }
            }
            """, 21, 2, """
            for n in 1 2 3 4 5 6 7 8; do ip netns exec ipvs-client curl -s -o /dev/null http://192.0.2.77/; done
            for n in 1 2 3; do ip netns exec ipvs-client curl -s -o /dev/null http://192.0.2.77:8080/; done
            """).Exits(0).IsQuiet();

        var after = Statistics(scene.Run("sleep 3; ipvsadm -Ln --stats --exact"));
        var moved = after.Select(counters => $"{counters.Key} = {string.Join(' ', counters.Value.Zip(before[counters.Key], (late, early) => late - early))}").ToList();
        Assert.Contains(moved, line => line.StartsWith("TCP 192.0.2.77:80 = 8 ", StringComparison.Ordinal));
        Assert.Equal(Sorted(moved), Sorted(Lines(run.Output)));
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static List<string> Sorted(IEnumerable<string> lines) => [.. lines.Order(StringComparer.Ordinal)];

    private static List<string> Of(string[] lines, char kind) => Sorted(lines.Where(line => line[0] == kind));

    /// <summary>Services and real servers of <c>ipvsadm -Ln --exact</c>.</summary>
    private static IEnumerable<string> Table(string listing)
    {
        var service = "";
        foreach (var line in Lines(listing).Skip(3))
        {
            if (Service().Match(line) is { Success: true } match)
            {
                service = Name(match);
                var ipv6 = match.Groups["six"].Success || service.Contains('[', StringComparison.Ordinal);
                var seconds = match.Groups["seconds"].Value;
                var bits = seconds.Length == 0 ? "" : Bits(match.Groups["mask"].Value, ipv6).ToString(CultureInfo.InvariantCulture);
                yield return $"S {service} {match.Groups["scheduler"].Value} {seconds} {bits} {match.Groups["ops"].Success}";
            }
            else
            {
                var fields = Fields(line, 6);
                yield return $"R {service} {fields[1]} {string.Join(' ', fields[2..])}";
            }
        }
    }

    private static int Bits(string mask, bool ipv6) => (mask, ipv6) switch
    {
        ("", true) => 128,
        ("", false) => 32,
        (_, true) => int.Parse(mask, CultureInfo.InvariantCulture),
        _ => mask.Split('.').Sum(part => int.PopCount(int.Parse(part, CultureInfo.InvariantCulture))),
    };

    /// <summary>Real servers that clients are bound to, of <c>ipvsadm -Ln --persistent-conn</c>.</summary>
    private static IEnumerable<string> Templates(string listing)
    {
        var service = "";
        foreach (var line in Lines(listing).Skip(3))
        {
            if (Service().Match(line) is { Success: true } match)
                service = Name(match);
            else if (Fields(line, 6) is var fields && fields[3] != "0")
                yield return $"T {service} {fields[1]} {fields[3]}";
        }
    }

    /// <summary>Connections by state of <c>ipvsadm -Lnc</c>, without templates.</summary>
    private static IEnumerable<string> Connections(string listing) => Lines(listing).Skip(2).Select(line => Fields(line, 6))
        .Where(fields => !fields[3].EndsWith(":0", StringComparison.Ordinal))
        .GroupBy(fields => $"C {fields[0]} {fields[4]} {fields[5]} {fields[2]}").Select(group => $"{group.Key} {group.Count()}");

    /// <summary>The counters of <c>ipvsadm -Ln --stats --exact</c> by service, and by service and real server.</summary>
    private static Dictionary<string, long[]> Statistics(string listing)
    {
        var counters = new Dictionary<string, long[]>(StringComparer.Ordinal);
        var service = "";
        foreach (var line in Lines(listing).Skip(3))
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields[0] != "->")
                service = $"{fields[0]} {fields[1]}";
            counters.Add(fields[0] == "->" ? $"{service} {fields[1]}" : service, [.. fields[^5..].Select(number => long.Parse(number, CultureInfo.InvariantCulture))]);
        }
        return counters;
    }

    private static string Name(Match service) => $"{service.Groups["protocol"].Value} {service.Groups["address"].Value}";

    private static string[] Fields(string line, int count)
    {
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(fields.Length == count, $"'{line}' has not {count} fields");
        return fields;
    }

    // As in 'FWM  43 IPv6 mh persistent 75 mask 64'; flags of the scheduler stand in brackets.
    [GeneratedRegex(@"^(?<protocol>TCP|UDP|SCTP|FWM) +(?<address>\S+)(?<six> IPv6)? (?<scheduler>[a-z]+)( \(\S+\))?( persistent (?<seconds>\d+))?( mask (?<mask>\S+))?(?<ops> ops)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex Service();
}
