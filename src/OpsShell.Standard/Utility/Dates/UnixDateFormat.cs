using System.Globalization;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>Dates in the manner of date(1): %Y-%m-%d.</summary>
internal static class UnixDateFormat
{
    /// <summary>Writes a date; what is no specifier stands as it is.</summary>
    public static string Format(DateTime date, string format)
    {
        var text = new StringBuilder();
        // A plus sign before the format is date(1)'s way to tell it from a date.
        for (var i = format.StartsWith('+') ? 1 : 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 == format.Length)
                text.Append(format[i]);
            else
                text.Append(Part(date, format[++i]));
        }
        return text.ToString();
    }

    private static string Part(DateTime date, char specifier) => specifier switch
    {
        'A' => Net(date, "dddd"),
        'a' => Net(date, "ddd"),
        'B' => Net(date, "MMMM"),
        'b' or 'h' => Net(date, "MMM"),
        'C' => Number(date.Year / 100, 2),
        'c' => Net(date, "ddd dd MMM yyyy HH':'mm':'ss"),
        'D' or 'x' => date.ToString("MM/dd/yy", CultureInfo.InvariantCulture),
        'd' => Number(date.Day, 2),
        'e' => Padded(date.Day),
        'F' => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        'G' => Number(ISOWeek.GetYear(date), 4),
        'g' => Number(ISOWeek.GetYear(date) % 100, 2),
        'H' => Number(date.Hour, 2),
        'I' => Number(TwelveHour(date), 2),
        'j' => Number(date.DayOfYear, 3),
        'k' => Padded(date.Hour),
        'l' => Padded(TwelveHour(date)),
        'M' => Number(date.Minute, 2),
        'm' => Number(date.Month, 2),
        'n' => "\n",
        'p' => Net(date, "tt"),
        'R' => date.ToString("HH:mm", CultureInfo.InvariantCulture),
        'r' => Net(date, "hh':'mm':'ss tt"),
        'S' => Number(date.Second, 2),
        's' => new DateTimeOffset(date.ToUniversalTime()).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        'T' or 'X' => date.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        't' => "\t",
        'U' or 'W' => Number(date.DayOfYear / 7, 1),
        'u' => Number(date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek, 1),
        'V' => Number(ISOWeek.GetWeekOfYear(date), 2),
        'w' => Number((int)date.DayOfWeek, 1),
        'Y' => Number(date.Year, 4),
        'y' => Number(date.Year % 100, 2),
        'Z' => date.ToString("zz", CultureInfo.InvariantCulture),
        _ => specifier.ToString(),
    };

    private static string Net(DateTime date, string format) => date.ToString(format, CultureInfo.CurrentCulture);

    private static string Number(int value, int digits) => value.ToString("D" + digits, CultureInfo.InvariantCulture);

    private static string Padded(int value) => value.ToString(CultureInfo.InvariantCulture).PadLeft(2);

    private static int TwelveHour(DateTime date) => date.Hour % 12 == 0 ? 12 : date.Hour % 12;
}
