using System.Globalization;

namespace OpsShell.Ipvs.Checks;

/// <summary>Words a list for a finding: the first few, and how many more there are.</summary>
internal static class Some
{
    private const int Shown = 10;

    /// <summary>As <c>a, b, c and 12 more</c>.</summary>
    internal static string Of<T>(IReadOnlyCollection<T> items)
    {
        var first = string.Join(", ", items.Take(Shown));
        return items.Count <= Shown ? first : string.Create(CultureInfo.InvariantCulture, $"{first} and {items.Count - Shown} more");
    }
}
