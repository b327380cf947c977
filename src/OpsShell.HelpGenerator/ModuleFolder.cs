using System.Collections;
using System.Management.Automation.Language;

namespace OpsShell.HelpGenerator;

/// <summary>A module as it is laid out beside the program.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">Its folder.</param>
/// <param name="Assembly">The name of the assembly with its cmdlets, without the extension; null for a module of scripts.</param>
public sealed record ModuleFolder(string Name, string Path, string? Assembly)
{
    /// <summary>The modules in a folder, by name.</summary>
    public static IEnumerable<ModuleFolder> In(string folder) =>
        Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal).Select(Read).OfType<ModuleFolder>();

    /// <summary>Whether it is one of OpsShell's own, whose help has to have examples; the others stand in for PowerShell's.</summary>
    public bool IsOwn => Name.StartsWith("OpsShell.", StringComparison.Ordinal);

    private static ModuleFolder? Read(string path)
    {
        var name = System.IO.Path.GetFileName(path);
        var manifest = System.IO.Path.Combine(path, name + ".psd1");
        return File.Exists(manifest) ? new(name, path, RootAssembly(manifest)) : null;
    }

    private static string? RootAssembly(string manifest)
    {
        var data = Parser.ParseFile(manifest, out _, out _).Find(node => node is HashtableAst, searchNestedScriptBlocks: false);
        var root = ((data as HashtableAst)?.SafeGetValue() as Hashtable)?["RootModule"] as string;
        return root is not null && root.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? System.IO.Path.GetFileNameWithoutExtension(root) : null;
    }
}
