using System.Collections.Immutable;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;

namespace OpsShell.Core.Facts;

/// <summary>
/// The kernel's modules: /proc/modules has those that were loaded (m_show in kernel/module/procfs.c), /sys/module also those that are
/// part of the kernel, as far as they have parameters.
/// </summary>
/// <param name="Loaded">Loaded modules by name.</param>
/// <param name="InSysfs">Names in /sys/module; null when it was not read.</param>
public sealed record LoadedModules(ImmutableSortedDictionary<string, LoadedModule> Loaded, ImmutableSortedSet<string>? InSysfs)
{
    /// <summary>Where loaded modules are read.</summary>
    public const string Source = "/proc/modules";

    /// <summary>Where modules that are part of the kernel are seen.</summary>
    public const string SysfsSource = "/sys/module";

    private static readonly ProbeItem List = ProbeItem.File(Source);
    private static readonly ProbeItem Sysfs = ProbeItem.Listing(SysfsSource);

    /// <summary>The fact. A kernel without loadable modules has an empty list of loaded ones.</summary>
    public static readonly Fact<LoadedModules> Fact = Findings.Fact.FromItems(
        "node/modules", "Kernel modules that are loaded", [List, Sysfs], Read);

    /// <summary>Whether a module is loaded or part of the kernel; null when it is not loaded and may be a part that has no parameters.</summary>
    public bool? Has(string name) => Loaded.ContainsKey(name) || InSysfs?.Contains(name) == true ? true : Loaded.IsEmpty ? null : false;

    /// <summary>Whether a module is seen to be part of the kernel.</summary>
    public bool IsBuiltIn(string name) => !Loaded.ContainsKey(name) && InSysfs?.Contains(name) == true;

    /// <summary>Reads /proc/modules.</summary>
    /// <exception cref="FormatException">A line is malformed.</exception>
    public static ImmutableSortedDictionary<string, LoadedModule> Parse(string text)
    {
        var modules = ImmutableSortedDictionary.CreateBuilder<string, LoadedModule>(StringComparer.Ordinal);
        foreach (var line in TextLine.Of(text))
        {
            var fields = line.Fields(6);
            var uses = fields[2] == "-" ? (long?)null : line.SignedNumber(fields[2], "the use count");
            modules[fields[0]] = new LoadedModule(fields[0], line.UnsignedNumber(fields[1], "the size"), uses, fields[4], fields.Length > 6 ? fields[6].Trim('(', ')') : "");
        }
        return modules.ToImmutable();
    }

    private static LoadedModules Read(ProbeResults results)
    {
        var sysfs = results.Find(Sysfs) is { Status: ProbeStatus.Ok, Contents: [var listing, ..] }
            ? listing.Text.Split(['\0', '\n'], StringSplitOptions.RemoveEmptyEntries).ToImmutableSortedSet(StringComparer.Ordinal)
            : null;
        var isWithoutModules = results.Find(List).Status == ProbeStatus.Missing && sysfs is not null;
        return new LoadedModules(isWithoutModules ? ImmutableSortedDictionary.Create<string, LoadedModule>(StringComparer.Ordinal) : Parse(results.Text(List)), sysfs);
    }
}
