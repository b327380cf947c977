using System.Collections.Immutable;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;

namespace OpsShell.Core.Facts;

/// <summary>Modules that are loaded at boot because a file says so (modules-load.d(5), and /etc/modules of Debian).</summary>
/// <param name="Files">The file by the module's name, with underscores.</param>
public sealed record BootModules(ImmutableSortedDictionary<string, string> Files)
{
    private static readonly ImmutableArray<ProbeItem> Items =
    [
        ProbeItem.Glob("/etc/modules-load.d/*.conf"), ProbeItem.Glob("/run/modules-load.d/*.conf"), ProbeItem.Glob("/usr/lib/modules-load.d/*.conf"),
        ProbeItem.File("/etc/modules"),
    ];

    /// <summary>The fact. Files that are not there or cannot be read name no module.</summary>
    public static readonly Fact<BootModules> Fact = Findings.Fact.FromItems("node/boot-modules", "Modules that files load at boot", Items, Read);

    /// <summary>Names of modules in such a file: one to a line; <c>#</c> and <c>;</c> begin a comment.</summary>
    public static IEnumerable<string> Parse(string text) => TextLine.Of(text)
        .Select(line => line.Fields()[0]).Where(word => word[0] is not ('#' or ';')).Select(word => word.Replace('-', '_'));

    private static BootModules Read(ProbeResults results)
    {
        var files = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var file in Items.SelectMany(item => results.Files(item)))
        {
            foreach (var module in Parse(file.Text))
                files.TryAdd(module, file.Path);
        }
        return new BootModules(files.ToImmutable());
    }
}
