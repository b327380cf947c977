using System.Collections.Immutable;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;

namespace OpsShell.Audit.Facts;

/// <summary>Units of systemd that failed.</summary>
/// <param name="HasSystemd">Whether systemd runs this node at all.</param>
/// <param name="Units">Their names with the description.</param>
public sealed record FailedUnits(bool HasSystemd, ImmutableSortedDictionary<string, string> Units)
{
    private const int NoSystemd = 125;

    /// <summary>The command; exit code 125 says that systemd does not run this node (sd_booted(3)).</summary>
    public static readonly ProbeItem Item = ProbeItem.Command(
        "[ -d /run/systemd/system ] || exit 125; LC_ALL=C exec systemctl list-units --state=failed --all --no-legend --plain --no-pager --full");

    /// <summary>How findings name the command.</summary>
    public const string Source = "`systemctl list-units --state=failed`";

    /// <summary>The fact.</summary>
    public static readonly Fact<FailedUnits> Fact =
        Core.Findings.Fact.FromItems("node/failed-units", "Units of systemd that failed", [Item], Read);

    /// <summary>Reads the list: unit, load, active and sub state, description.</summary>
    /// <exception cref="FormatException">A line has fewer than four columns.</exception>
    public static ImmutableSortedDictionary<string, string> Parse(string text)
    {
        var units = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var line in TextLine.Of(text))
        {
            // systemd 219 (CentOS 7) marks failed units with a dot in spite of --plain.
            var content = line.Text.TrimStart(' ', '\u25cf', '*', '\u00d7', '\ufffd');
            var fields = new TextLine(line.Number, content).Fields(4);
            units[fields[0]] = string.Join(' ', fields.Skip(4));
        }
        return units.ToImmutable();
    }

    private static FailedUnits Read(ProbeResults results)
    {
        var content = CommandAnswer.Content(results, Item, Source);
        return content.ExitCode switch
        {
            NoSystemd => new FailedUnits(false, ImmutableSortedDictionary<string, string>.Empty),
            0 or null => new FailedUnits(true, CommandAnswer.Parse(Source, content.Text, Parse)),
            var code => throw new FactUnavailableException(
                Source, ProbeStatus.Failed, $"systemctl ended with exit code {code} {content.Reason}".TrimEnd()),
        };
    }
}
