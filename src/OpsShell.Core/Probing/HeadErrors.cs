using System.Text.RegularExpressions;

namespace OpsShell.Core.Probing;

/// <summary>What <c>head</c> and <c>sudo</c> said on standard error, by path. Other lines (of a login script, say) are passed over.</summary>
internal sealed partial class HeadErrors
{
    private readonly Dictionary<string, string> _reasons = new(StringComparer.Ordinal);

    private HeadErrors(string sudo) => Sudo = sudo;

    /// <summary>The last line that sudo said; empty when it said nothing.</summary>
    public string Sudo { get; }

    /// <summary>The paths that are there and could not be read. (A pattern that matches nothing arrives as a missing file.)</summary>
    public IEnumerable<string> Unreadable =>
        _reasons.Where(entry => ProbeErrors.StatusOf(entry.Value) != ProbeStatus.Missing).Select(entry => entry.Key);

    /// <summary>Reads standard error.</summary>
    public static HeadErrors Parse(ReadOnlySpan<byte> bytes)
    {
        var lines = ProbeText.Decode(bytes).Split('\n');
        var errors = new HeadErrors(lines.LastOrDefault(line => line.StartsWith("sudo: ", StringComparison.Ordinal))?[6..].Trim() ?? "");
        foreach (var match in lines.Select(line => HeadLine().Match(line)).Where(match => match.Success))
            errors._reasons.TryAdd(match.Groups["path"].Value, match.Groups["reason"].Value);
        return errors;
    }

    /// <summary>Why a path could not be read, in the node's own words.</summary>
    public bool TryGet(string path, out string reason) => _reasons.TryGetValue(path, out reason!);

    // coreutils: head: cannot open 'P' for reading: R | head: error reading 'P': R     busybox: head: P: R
    [GeneratedRegex(@"^head: (?:(?:cannot open |error reading )['‘](?<path>/.*)['’](?: for reading)?|(?<path>/.*)): (?<reason>[^:]+?)\s*$")]
    private static partial Regex HeadLine();
}
