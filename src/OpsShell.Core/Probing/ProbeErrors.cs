using System.Globalization;
using OpsShell.Core.Text;

namespace OpsShell.Core.Probing;

/// <summary>From what a system or a command said to a <see cref="ProbeStatus"/>; one rule for all transports.</summary>
internal static class ProbeErrors
{
    /// <summary>The status for the text of an errno (strerror, C locale).</summary>
    public static ProbeStatus StatusOf(string error) => error switch
    {
        "No such file or directory" or "Not a directory" or "No such device" or "No such device or address" => ProbeStatus.Missing,
        "Permission denied" or "Operation not permitted" => ProbeStatus.Denied,
        _ => ProbeStatus.Failed,
    };

    /// <summary>The result of a command that ended.</summary>
    /// <param name="item">The item.</param>
    /// <param name="output">Standard output, up to one byte more than the item's limit.</param>
    /// <param name="exitCode">The exit code, or null when it is not known; 124 and 137 stand for the time limit.</param>
    /// <param name="messages">Standard error.</param>
    public static ProbeResult CommandResult(ProbeItem item, ReadOnlyMemory<byte> output, int? exitCode, string messages)
    {
        var truncated = output.Length > item.Limit;
        var kept = truncated ? output[..item.Limit] : output;
        var said = DisplayText.Excerpt(messages, 300);
        var (status, reason) = exitCode switch
        {
            _ when truncated => (ProbeStatus.Truncated, $"its output is longer than the limit of {item.Limit} bytes"),
            null => (ProbeStatus.Failed, said.Length == 0 ? "its exit code did not arrive" : said),
            124 or 137 => (ProbeStatus.TimedOut, string.Create(CultureInfo.InvariantCulture, $"it did not end within {item.Timeout.TotalSeconds:0.#} s")),
            127 => (ProbeStatus.Missing, said.Length == 0 ? "the command does not exist on the node" : said),
            not 0 when IsDenied(messages) => (ProbeStatus.Denied, said),
            _ => (ProbeStatus.Ok, ""),
        };
        return new ProbeResult(item, status, [new ProbeContent(item.Target, status, kept, reason, exitCode)], [], reason);
    }

    private static bool IsDenied(string messages) =>
        messages.Contains("permission denied", StringComparison.OrdinalIgnoreCase)
        || messages.Contains("operation not permitted", StringComparison.OrdinalIgnoreCase)
        || messages.Contains("must be root", StringComparison.OrdinalIgnoreCase)
        || messages.Contains("access denied", StringComparison.OrdinalIgnoreCase);
}
