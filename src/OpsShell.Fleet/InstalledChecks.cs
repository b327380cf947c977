using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using OpsShell.Core.Findings;

namespace OpsShell.Fleet;

/// <summary>
/// The checks of all OpsShell assemblies that lie beside this one. So an audit and a recording cover every area that is
/// installed, and no assembly has to know another.
/// </summary>
public static class InstalledChecks
{
    private static readonly Lazy<CheckCatalog> _catalog = new(Load);

    /// <summary>The catalogue; found once, when it is first asked for.</summary>
    public static CheckCatalog Catalog => _catalog.Value;

    private static CheckCatalog Load()
    {
        var folder = Path.GetDirectoryName(typeof(InstalledChecks).Assembly.Location)!;
        var files = Directory.EnumerateFiles(folder, "OpsShell.*.dll").Where(NamesProvider).Order(StringComparer.Ordinal);
        return CheckCatalog.FromAssemblies(files.Select(Assembly.LoadFrom));
    }

    /// <summary>Looks for the attribute without loading the assembly: the terminal interface costs 100 ms and has no checks.</summary>
    private static bool NamesProvider(string file)
    {
        using var image = new PEReader(File.OpenRead(file));
        if (!image.HasMetadata)
            return false;
        var metadata = image.GetMetadataReader();
        return metadata.IsAssembly && metadata.GetAssemblyDefinition().GetCustomAttributes()
            .Select(handle => metadata.GetCustomAttribute(handle).Constructor)
            .Any(constructor => TypeName(metadata, constructor) == nameof(CheckProviderAttribute));
    }

    private static string? TypeName(MetadataReader metadata, EntityHandle constructor)
    {
        if (constructor.Kind != HandleKind.MemberReference)
            return null;
        var parent = metadata.GetMemberReference((MemberReferenceHandle)constructor).Parent;
        return parent.Kind == HandleKind.TypeReference ? metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)parent).Name) : null;
    }
}
