using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace OpsShell.Core.Changes;

/// <summary>
/// Ids of changes: <c>20261125T001234.567Z-ab12cd34</c>, the time in UTC and eight random hexadecimal digits, so that the order of ids
/// is the order of time, and two processes never meet in one.
/// </summary>
public static partial class ChangeId
{
    /// <summary>A new id.</summary>
    public static string New(DateTimeOffset now) => string.Create(
        CultureInfo.InvariantCulture, $"{now.UtcDateTime:yyyyMMdd'T'HHmmss.fff'Z'}-{RandomNumberGenerator.GetHexString(8, lowercase: true)}");

    /// <summary>Whether a text is an id. No id leaves its folder when it is made a file's name.</summary>
    public static bool IsId(string text) => Pattern().IsMatch(text);

    [GeneratedRegex(@"\A[0-9]{8}T[0-9]{6}\.[0-9]{3}Z-[0-9a-f]{8}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
