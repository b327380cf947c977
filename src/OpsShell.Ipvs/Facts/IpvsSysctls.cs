using System.Collections.Immutable;
using System.Globalization;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;

namespace OpsShell.Ipvs.Facts;

/// <summary>The values below net.ipv4.vs in the reader's network namespace; which there are differs by kernel and vendor.</summary>
/// <param name="Values">By name without the path; the text as the kernel gives it, trimmed.</param>
public sealed record IpvsSysctls(ImmutableSortedDictionary<string, string> Values)
{
    /// <summary>The folder of the values.</summary>
    public const string Folder = "/proc/sys/net/ipv4/vs";

    private static readonly ProbeItem All = ProbeItem.Glob(Folder + "/*");

    /// <summary>The fact. Missing when the module ip_vs is not loaded.</summary>
    public static readonly Fact<IpvsSysctls> Fact = Core.Findings.Fact.FromItems("ipvs/sysctls", "Values of net.ipv4.vs", [All], Read);

    /// <summary>Values that this kernel has and that could not be read, with the reason; not to be taken for absent.</summary>
    public ImmutableSortedDictionary<string, string> Unread { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>A value; null when this kernel does not have it.</summary>
    public string? this[string name] => Values.GetValueOrDefault(name);

    /// <summary>A value as a number; null when this kernel does not have it or it is none.</summary>
    public long? Number(string name) =>
        long.TryParse(this[name], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>The file of a value.</summary>
    public static string Path(string name) => $"{Folder}/{name}";

    private static IpvsSysctls Read(ProbeResults results)
    {
        var files = results.Files(All);
        if (files.IsEmpty)
            throw new FactUnavailableException(All.Source, results.Find(All).Status, results.Find(All).Reason);
        return new IpvsSysctls(files.ToImmutableSortedDictionary(Name, file => file.Text.Trim(), StringComparer.Ordinal))
        {
            Unread = results.Find(All).Contents.Where(file => file.Status != ProbeStatus.Ok)
                .ToImmutableSortedDictionary(Name, file => file.Reason, StringComparer.Ordinal),
        };
    }

    private static string Name(ProbeContent file) => file.Path[(Folder.Length + 1)..];
}
