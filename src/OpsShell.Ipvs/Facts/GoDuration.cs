using System.Globalization;
using System.Text.RegularExpressions;

namespace OpsShell.Ipvs.Facts;

/// <summary>Durations as Go writes them (<c>15m0s</c>, <c>250ms</c>, <c>0</c>), which Kubernetes' configuration has.</summary>
internal static partial class GoDuration
{
    /// <summary>The duration; null when the text is none, is negative or is longer than 10,000 days.</summary>
    public static TimeSpan? Parse(string text)
    {
        if (text == "0")
            return TimeSpan.Zero;
        if (text.Length is 0 or > 40 || !Whole().IsMatch(text))
            return null;
        var seconds = 0.0;
        foreach (Match part in Part().Matches(text))
            seconds += double.Parse(part.Groups[1].Value, CultureInfo.InvariantCulture) * Unit(part.Groups[2].Value);
        return seconds <= 86400.0 * 10000 ? TimeSpan.FromSeconds(seconds) : null;
    }

    private static double Unit(string name) => name switch
    {
        "h" => 3600,
        "m" => 60,
        "s" => 1,
        "ms" => 1e-3,
        "ns" => 1e-9,
        _ => 1e-6,
    };

    [GeneratedRegex(@"\A(?:[0-9]+(?:\.[0-9]*)?(?:h|ms|m|s|us|µs|ns))+\z")]
    private static partial Regex Whole();

    [GeneratedRegex(@"([0-9]+(?:\.[0-9]*)?)(h|ms|m|s|us|µs|ns)")]
    private static partial Regex Part();
}
