using System.Globalization;

namespace OpsShell.Ipvs.Checks;

/// <summary>Words a list for a finding: the first few, and how many more there are.</summary>
internal static class Some
{
    /// <summary>As <c>a, b, c and 12 more</c>.</summary>
    internal static string Of<T>(IReadOnlyCollection<T> items, int most = 10)
    {
        var first = string.Join(", ", items.Take(most));
        return items.Count <= most ? first : string.Create(CultureInfo.InvariantCulture, $"{first} and {items.Count - most} more");
    }
}
