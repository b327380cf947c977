using System.Collections.Immutable;
using System.Text;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;

namespace OpsShell.Ipvs.Plans;

/// <summary>The files on a node that remedies are written to, as they are now.</summary>
/// <param name="SysctlText">The text of the sysctl file; null when there is none.</param>
/// <param name="ModuleText">The text of the module's options; null when there is none.</param>
/// <param name="SysctlProgram">Path of systemd-sysctl; null when the node has none.</param>
internal sealed record RemedyFiles(string? SysctlText, string? ModuleText, string? SysctlProgram)
{
    private static readonly ProbeItem _sysctl = ProbeItem.File(SysctlDropIn.Path);
    private static readonly ProbeItem _module = ProbeItem.File(ModuleDropIn.Path);

    // One byte tells that the program is there.
    private static readonly ImmutableArray<ProbeItem> _programs =
    [
        ProbeItem.File("/usr/lib/systemd/systemd-sysctl") with { Limit = 1 }, ProbeItem.File("/lib/systemd/systemd-sysctl") with { Limit = 1 },
    ];

    /// <summary>The fact.</summary>
    public static readonly Fact<RemedyFiles> Fact = Core.Findings.Fact.FromItems(
        "ipvs/remedy-files", "The files in which Repair-OpsIpvs keeps settings", [_sysctl, _module, .. _programs],
        results => new RemedyFiles(Existing(results, _sysctl), Existing(results, _module), _programs.FirstOrDefault(program => IsThere(results, program))?.Target));

    private static bool IsThere(ProbeResults results, ProbeItem item) => results.Find(item).Status is ProbeStatus.Ok or ProbeStatus.Truncated;

    private static string? Existing(ProbeResults results, ProbeItem item)
    {
        var found = results.Find(item);
        if (found.Status == ProbeStatus.Missing)
            return null;
        // What is not UTF-8 could not be written back as it was.
        var bytes = results.Content(item).Bytes;
        return results.Text(item) is var text && Encoding.UTF8.GetByteCount(text) == bytes.Length
            ? text
            : throw new FactUnavailableException(item.Source, ProbeStatus.Failed, "it is not UTF-8 text, so settings cannot be added to it");
    }
}
