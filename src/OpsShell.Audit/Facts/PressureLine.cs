using System.Globalization;
using OpsShell.Core.Facts;

namespace OpsShell.Audit.Facts;

/// <summary>One line (<c>some</c> or <c>full</c>) of a file under /proc/pressure (Documentation/accounting/psi.rst).</summary>
/// <param name="Average10">Share of time stalled over the last 10 s, in percent.</param>
/// <param name="Average60">The same over 60 s.</param>
/// <param name="Average300">The same over 300 s.</param>
/// <param name="TotalMicroseconds">Time stalled since boot.</param>
public sealed record PressureLine(double Average10, double Average60, double Average300, ulong TotalMicroseconds)
{
    internal static PressureLine Parse(TextLine line, string[] fields)
    {
        double? average10 = null, average60 = null, average300 = null;
        ulong? total = null;
        foreach (var field in fields.Skip(1))
        {
            var equals = field.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = equals < 0 ? (field, "") : (field[..equals], field[(equals + 1)..]);
            switch (name)
            {
                case "avg10":
                    average10 = Share(line, value, name);
                    break;
                case "avg60":
                    average60 = Share(line, value, name);
                    break;
                case "avg300":
                    average300 = Share(line, value, name);
                    break;
                case "total":
                    total = line.UnsignedNumber(value, name);
                    break;
            }
        }
        return average10 is { } a && average60 is { } b && average300 is { } c && total is { } sum
            ? new PressureLine(a, b, c, sum)
            : throw line.Error("expected avg10=, avg60=, avg300= and total=");
    }

    private static double Share(TextLine line, string word, string name)
    {
        var value = line.Real(word, name);
        // The kernel's fixed point may show a hair over 100.
        return value is >= 0 and <= 101
            ? value
            : throw line.Error(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}, expected a percentage"));
    }
}
