using System.Text;

namespace OpsShell.Core.Probing;

/// <summary>The content of a <see cref="ProbeKind.Listing"/>: names in order, one to a line; a line feed in a name shows as <c>?</c>.</summary>
internal static class ProbeListing
{
    /// <summary>From names that each end with a NUL.</summary>
    public static byte[] FromNulTerminated(ReadOnlySpan<byte> names) =>
        FromNames(Encoding.UTF8.GetString(names).Split('\0', StringSplitOptions.RemoveEmptyEntries));

    /// <summary>From names in any order.</summary>
    public static byte[] FromNames(IEnumerable<string> names) =>
        Encoding.UTF8.GetBytes(string.Concat(names.Order(StringComparer.Ordinal).Select(name => name.Replace('\n', '?') + "\n")));
}
