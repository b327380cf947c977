using System.Globalization;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gets the current date and time, or makes one of its parts.</summary>
[Cmdlet(VerbsCommon.Get, "Date", DefaultParameterSetName = DateSet)]
[OutputType(typeof(string), ParameterSetName = [DateUnixSet, SecondsUnixSet])]
[OutputType(typeof(DateTime), ParameterSetName = [DateSet, SecondsSet])]
public sealed class GetDateCommand : Cmdlet
{
    private const string DateSet = "DateAndFormat";
    private const string DateUnixSet = "DateAndUFormat";
    private const string SecondsSet = "UnixTimeSecondsAndFormat";
    private const string SecondsUnixSet = "UnixTimeSecondsAndUFormat";

    private DateTime? _date;
    private long? _seconds;
    private int? _year;
    private int? _month;
    private int? _day;
    private int? _hour;
    private int? _minute;
    private int? _second;
    private int? _millisecond;

    /// <summary>The date. Default: now.</summary>
    [Parameter(ParameterSetName = DateSet, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = DateUnixSet, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("LastWriteTime")]
    public DateTime Date
    {
        get => _date ?? default;
        set => _date = value;
    }

    /// <summary>The date as seconds since 1970-01-01 00:00:00 UTC; it is written in local time.</summary>
    [Parameter(ParameterSetName = SecondsSet, Mandatory = true)]
    [Parameter(ParameterSetName = SecondsUnixSet, Mandatory = true)]
    [Alias("UnixTime")]
    public long UnixTimeSeconds
    {
        get => _seconds ?? 0;
        set => _seconds = value;
    }

    /// <summary>The year to put in the date's place.</summary>
    [Parameter]
    [ValidateRange(1, 9999)]
    public int Year
    {
        get => _year ?? 0;
        set => _year = value;
    }

    /// <summary>The month to put in the date's place, 1 to 12.</summary>
    [Parameter]
    [ValidateRange(1, 12)]
    public int Month
    {
        get => _month ?? 0;
        set => _month = value;
    }

    /// <summary>
    /// The day to put in the date's place, 1 to 31. One that the month does not have falls into the next month.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 31)]
    public int Day
    {
        get => _day ?? 0;
        set => _day = value;
    }

    /// <summary>The hour to put in the date's place, 0 to 23.</summary>
    [Parameter]
    [ValidateRange(0, 23)]
    public int Hour
    {
        get => _hour ?? 0;
        set => _hour = value;
    }

    /// <summary>The minute to put in the date's place, 0 to 59.</summary>
    [Parameter]
    [ValidateRange(0, 59)]
    public int Minute
    {
        get => _minute ?? 0;
        set => _minute = value;
    }

    /// <summary>The second to put in the date's place, 0 to 59.</summary>
    [Parameter]
    [ValidateRange(0, 59)]
    public int Second
    {
        get => _second ?? 0;
        set => _second = value;
    }

    /// <summary>The milliseconds to put in the date's place, 0 to 999; what is less than a millisecond is cut off.</summary>
    [Parameter]
    [ValidateRange(0, 999)]
    public int Millisecond
    {
        get => _millisecond ?? 0;
        set => _millisecond = value;
    }

    /// <summary>What of the date is shown: Date, Time or DateTime.</summary>
    [Parameter]
    public DisplayHintType DisplayHint { get; set; } = DisplayHintType.DateTime;

    /// <summary>Writes the date as text in the manner of date(1), such as '%Y-%m-%d'.</summary>
    [Parameter(ParameterSetName = DateUnixSet, Mandatory = true)]
    [Parameter(ParameterSetName = SecondsUnixSet, Mandatory = true)]
    public string? UFormat { get; set; }

    /// <summary>
    /// Writes the date as text by a .NET format, or FileDate, FileDateUniversal, FileDateTime, FileDateTimeUniversal.
    /// </summary>
    [Parameter(ParameterSetName = DateSet)]
    [Parameter(ParameterSetName = SecondsSet)]
    [ArgumentCompletions("FileDate", "FileDateUniversal", "FileDateTime", "FileDateTimeUniversal")]
    public string? Format { get; set; }

    /// <summary>Gives the date in UTC.</summary>
    [Parameter]
    public SwitchParameter AsUTC { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var date = WithParts(Start());
        if (AsUTC)
            date = date.ToUniversalTime();
        if (UFormat is not null)
        {
            WriteObject(UnixDateFormat.Format(date, UFormat));
            return;
        }
        if (Format is not null)
        {
            WriteObject(ToText(date, Format));
            return;
        }
        var result = new PSObject(date);
        result.Properties.Add(new PSNoteProperty("DisplayHint", DisplayHint));
        WriteObject(result);
    }

    private DateTime Start() =>
        _seconds is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds).LocalDateTime : _date ?? DateTime.Now;

    private DateTime WithParts(DateTime date)
    {
        if (_year is { } year)
            date = date.AddYears(year - date.Year);
        if (_month is { } month)
            date = date.AddMonths(month - date.Month);
        if (_day is { } day)
            date = date.AddDays(day - date.Day);
        if (_hour is { } hour)
            date = date.AddHours(hour - date.Hour);
        if (_minute is { } minute)
            date = date.AddMinutes(minute - date.Minute);
        if (_second is { } second)
            date = date.AddSeconds(second - date.Second);
        if (_millisecond is { } millisecond)
            date = date.AddTicks(-(date.Ticks % TimeSpan.TicksPerSecond)).AddMilliseconds(millisecond);
        return date;
    }

    private static string ToText(DateTime date, string format) => format.ToUpperInvariant() switch
    {
        "FILEDATE" => date.ToString("yyyyMMdd", CultureInfo.CurrentCulture),
        "FILEDATEUNIVERSAL" => date.ToUniversalTime().ToString("yyyyMMdd'Z'", CultureInfo.CurrentCulture),
        "FILEDATETIME" => date.ToString("yyyyMMdd'T'HHmmssffff", CultureInfo.CurrentCulture),
        "FILEDATETIMEUNIVERSAL" => date.ToUniversalTime().ToString("yyyyMMdd'T'HHmmssffff'Z'", CultureInfo.CurrentCulture),
        _ => date.ToString(format, CultureInfo.CurrentCulture),
    };
}
