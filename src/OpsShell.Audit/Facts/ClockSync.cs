using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;

namespace OpsShell.Audit.Facts;

/// <summary>Whether something keeps the node's clock right, and who says so.</summary>
/// <param name="Witness"><c>chronyc</c>, <c>ntpq</c>, <c>timesyncd</c>, <c>timedatectl</c> or <c>adjtimex</c>.</param>
/// <param name="Synchronized">Whether it is synchronised; null when the witness does not know.</param>
/// <param name="OffsetSeconds">Difference to the true time as the witness sees it; null when it does not tell.</param>
/// <param name="Detail">What the witness said (the server, the leap status).</param>
public sealed record ClockSync(string Witness, bool? Synchronized, double? OffsetSeconds, string Detail)
{
    // The first that answers wins: those that know the offset come first. timedatectl comes late: it starts a D-Bus service on
    // the node. /run/systemd/timesync/synchronized is touched by systemd-timesyncd at each successful synchronisation.
    private const string Script = """
        LC_ALL=C; export LC_ALL
        if command -v chronyc >/dev/null 2>&1 && o=$(chronyc -n -c tracking 2>/dev/null) && [ -n "$o" ]; then echo "chronyc $o"; exit 0; fi
        if command -v ntpq >/dev/null 2>&1 && o=$(ntpq -c 'rv 0 leap,stratum,offset' 127.0.0.1 2>/dev/null) && [ -n "$o" ]; then echo "ntpq" $o; exit 0; fi
        if [ -e /run/systemd/timesync/synchronized ]; then echo "timesyncd yes"; exit 0; fi
        if [ -d /run/systemd/system ] && o=$(timedatectl status 2>/dev/null); then
          case $o in *"synchronized: yes"*) echo "timedatectl yes"; exit 0;; *"synchronized: no"*) echo "timedatectl no"; exit 0;; esac
        fi
        if command -v adjtimex >/dev/null 2>&1 && o=$(adjtimex 2>/dev/null) && [ -n "$o" ]; then
          case $o in *UNSYNC*) echo "adjtimex no"; exit 0;; *status:*) echo "adjtimex yes"; exit 0;; esac
        fi
        echo none
        """;

    /// <summary>The command.</summary>
    public static readonly ProbeItem Item = ProbeItem.Command(Script) with { Limit = 1 << 14 };

    /// <summary>How findings name the command, whose text is long.</summary>
    public const string Source = "`chronyc`, `ntpq`, `timedatectl`";

    /// <summary>The fact. Missing when no time service of the node answered.</summary>
    public static readonly Fact<ClockSync> Fact = Core.Findings.Fact.FromItems(
        "node/clock-sync", "Whether the clock is synchronised, and by whom", [Item], Read);

    /// <summary>Reads the command's output: the witness, then its words.</summary>
    /// <exception cref="FormatException">It is not what that witness says.</exception>
    public static ClockSync? Parse(string text)
    {
        var line = TextLine.Sole(text);
        var fields = line.Fields(1);
        return fields[0] switch
        {
            "none" => null,
            "chronyc" => Chrony(line),
            "ntpq" => Ntp(line),
            "timesyncd" or "timedatectl" or "adjtimex" when fields is [_, "yes"] => new ClockSync(fields[0], true, null, "synchronised"),
            "timedatectl" or "adjtimex" when fields is [_, "no"] => new ClockSync(fields[0], false, null, "not synchronised"),
            _ => throw line.Error($"not understood: {TextLine.Quote(line.Text)}"),
        };
    }

    // chronyc -c tracking: reference id, its name, stratum, reference time, system time's offset in seconds, last and RMS offset,
    // frequency, residual, skew, root delay, root dispersion, update interval, leap status (chronyc(1), "tracking").
    private static ClockSync Chrony(TextLine line)
    {
        var fields = line.Text["chronyc ".Length..].Trim().Split(',');
        if (fields.Length < 14)
            throw line.Error($"expected 14 fields of chronyc, found {fields.Length}");
        var leap = fields[13];
        var synchronized = !leap.Equals("Not synchronised", StringComparison.OrdinalIgnoreCase);
        return new ClockSync("chronyc", synchronized, synchronized ? line.Real(fields[4], "system time") : null, $"leap status {leap}, reference {fields[1]}, stratum {fields[2]}");
    }

    // ntpq -c 'rv 0 leap,stratum,offset': "leap=00, stratum=3, offset=-0.123" with the offset in milliseconds; leap 3 or 11 in
    // binary and stratum 16 mean unsynchronised (RFC 5905).
    private static ClockSync Ntp(TextLine line)
    {
        string? Value(string name) => line.Text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault(word => word.StartsWith(name + "=", StringComparison.Ordinal))?[(name.Length + 1)..];
        var leap = Value("leap") ?? throw line.Error("ntpq gave no leap indicator");
        var stratum = Value("stratum") ?? "?";
        var synchronized = leap is not ("11" or "3") && stratum != "16";
        double? offset = synchronized && Value("offset") is { } word ? line.Real(word, "offset") / 1000 : null;
        return new ClockSync("ntpq", synchronized, offset, $"leap {leap}, stratum {stratum}");
    }

    private static ClockSync Read(ProbeResults results) =>
        CommandAnswer.Parse(Source, CommandAnswer.Content(results, Item, Source).Text, Parse) ?? throw new FactUnavailableException(
            Source, ProbeStatus.Missing, "no time service answered (tried chronyc, ntpq, systemd-timesyncd, timedatectl, adjtimex)");
}
