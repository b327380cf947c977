using System.Collections.Immutable;
using System.Globalization;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;

namespace OpsShell.Ipvs.Facts;

/// <summary>Parameters with which the module ip_vs runs.</summary>
/// <param name="Parameters">By name; the text as the kernel gives it, trimmed.</param>
public sealed record IpvsModule(ImmutableSortedDictionary<string, string> Parameters)
{
    /// <summary>The folder of the values.</summary>
    public const string Folder = "/sys/module/ip_vs/parameters";

    private static readonly ProbeItem _all = ProbeItem.Glob(Folder + "/*");

    /// <summary>The fact. Missing when the module ip_vs is not loaded.</summary>
    public static readonly Fact<IpvsModule> Fact = Core.Findings.Fact.FromItems("ipvs/module", "Parameters of the module ip_vs", [_all], Read);

    /// <summary>
    /// Base-2 logarithm of the buckets of the connection table (conn_tab_bits; since the tables of the 2026 series the most that the
    /// table grows to); null where this kernel does not tell.
    /// </summary>
    public int? ConnectionTableBits =>
        int.TryParse(Parameters.GetValueOrDefault("conn_tab_bits"), NumberStyles.None, CultureInfo.InvariantCulture, out var bits) ? bits : null;

    private static IpvsModule Read(ProbeResults results)
    {
        var files = results.Files(_all);
        return files.IsEmpty
            ? throw new FactUnavailableException(_all.Source, results.Find(_all).Status, results.Find(_all).Reason)
            : new IpvsModule(files.ToImmutableSortedDictionary(file => file.Path[(Folder.Length + 1)..], file => file.Text.Trim(), StringComparer.Ordinal));
    }
}
