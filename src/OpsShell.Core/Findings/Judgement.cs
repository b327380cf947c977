using System.Globalization;
using Humanizer;
using OpsShell.Core.Probing;

namespace OpsShell.Core.Findings;

/// <summary>What all checks of this area share: grading a number, wording it, and saying that something is not known.</summary>
public static class Judgement
{
    /// <summary>The grade of a number that is bad when it is high.</summary>
    public static FindingStatus High(double value, double warning, double critical) =>
        value >= critical ? FindingStatus.Critical : value >= warning ? FindingStatus.Warning : FindingStatus.Ok;

    /// <summary>The grade of a number that is bad when it is low.</summary>
    public static FindingStatus Low(double value, double warning, double critical) =>
        value < critical ? FindingStatus.Critical : value < warning ? FindingStatus.Warning : FindingStatus.Ok;

    /// <summary>The worse of two grades among Ok, Info, Warning and Critical.</summary>
    public static FindingStatus Worse(FindingStatus one, FindingStatus other) => one > other ? one : other;

    /// <summary>A finding that says what cannot be judged, and why.</summary>
    public static Finding Unknown(
        this CheckContext context, string what, FactUnavailableException reason, string subject = "", string explanation = "", string remedy = "") =>
        context.Finding(
            FindingStatus.Unknown, $"{what} cannot be judged: {reason.Message}", [new Evidence(reason.Source ?? "", "status", reason.Status.ToString())],
            subject, explanation, remedy);

    /// <summary>A value with its source.</summary>
    public static Evidence Seen(string source, string name, string value) => new(source, name, value);

    /// <summary>A count with its source.</summary>
    public static Evidence Seen(string source, string name, ulong value) => new(source, name, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>As 12.3 %.</summary>
    public static string Percent(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.0#} %");

    /// <summary>As "1 disk", "2 disks".</summary>
    public static string Count(ulong count, string what) => string.Create(CultureInfo.InvariantCulture, $"{count} {what}{(count == 1 ? "" : "s")}");

    /// <summary>As 1.5.</summary>
    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>As 12/s.</summary>
    public static string Rate(double perSecond) => string.Create(CultureInfo.InvariantCulture, $"{perSecond:0.#}/s");

    /// <summary>As 12.3 ms.</summary>
    public static string Milliseconds(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.#} ms");

    /// <summary>As 12.3 GiB.</summary>
    public static string Bytes(double value)
    {
        string[] units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];
        var unit = 0;
        for (; value >= 1024 && unit < units.Length - 1; unit++)
            value /= 1024;
        return string.Create(CultureInfo.InvariantCulture, $"{value:0.#} {units[unit]}");
    }

    /// <summary>As "2 hours, 3 minutes".</summary>
    public static string Duration(TimeSpan span) =>
        span < TimeSpan.FromSeconds(1)
            ? "less than a second"
            : span.Humanize(precision: 2, culture: CultureInfo.InvariantCulture, maxUnit: TimeUnit.Day, minUnit: TimeUnit.Second);

    /// <summary>A line of a node, cut for a title.</summary>
    public static string Shortened(string text, int length = 120) => text.Length <= length ? text : text[..length] + "...";
}
