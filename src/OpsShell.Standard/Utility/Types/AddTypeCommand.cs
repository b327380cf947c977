using System.Management.Automation;
using System.Reflection;

namespace Microsoft.PowerShell.Commands;

/// <summary>Loads an assembly into the session, by its name or from its file. There is no compiler: source is refused.</summary>
[Cmdlet(VerbsCommon.Add, "Type", DefaultParameterSetName = OfSource)]
[OutputType(typeof(Type))]
public sealed class AddTypeCommand : PSCmdlet
{
    private const string OfSource = "FromSource", OfMember = "FromMember", OfPath = "FromPath", OfLiteralPath = "FromLiteralPath", OfName = "FromAssemblyName";
    private readonly List<Type> _types = [];

    /// <summary>Source; refused, as there is no compiler.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = OfSource)]
    public string TypeDefinition { get; set; } = "";

    /// <summary>The name of a class around members; refused, as there is no compiler.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = OfMember)]
    public string Name { get; set; } = "";

    /// <summary>Source of members; refused, as there is no compiler.</summary>
    [Parameter(Mandatory = true, Position = 1, ParameterSetName = OfMember)]
    public string[] MemberDefinition { get; set; } = [];

    /// <summary>Files of assemblies (.dll); wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = OfPath)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>Files of assemblies (.dll); wildcards are plain characters.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OfLiteralPath)]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>Names of assemblies, such as System.Web.HttpUtility.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OfName)]
    [ValidateNotNullOrEmpty]
    [Alias("AN")]
    public string[] AssemblyName { get; set; } = [];

    /// <summary>Writes the types of assemblies that are loaded from files.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (ParameterSetName is OfSource or OfMember)
            Refuse("This engine has no compiler, so it takes no source. Write the class in PowerShell (class X { }), load a built assembly with -Path, or install with --engine sdk.", "CompilerMissing", ErrorCategory.NotImplemented, null);
        foreach (var name in AssemblyName)
            Load(name);
        foreach (var file in Path.SelectMany(path => GetResolvedProviderPathFromPSPath(path, out _)).Concat(LiteralPath.Select(GetUnresolvedProviderPathFromPSPath)))
            LoadFile(file);
        if (PassThru)
            WriteObject(_types, enumerateCollection: true);
    }

    private void Load(string name)
    {
        if (name.AsSpan().IndexOfAny('*', '?') >= 0)
            Refuse($"Cannot load assembly '{name}'.", "ErrorLoadingAssembly", ErrorCategory.InvalidOperation, name);
        try
        {
            Assembly.Load(name);
        }
        catch (Exception e) when (e is FileNotFoundException or FileLoadException)
        {
            // A name may be that of a file here, without its extension.
            var file = GetUnresolvedProviderPathFromPSPath(name + ".dll");
            if (!File.Exists(file))
                ThrowTerminatingError(new ErrorRecord(new ItemNotFoundException($"Cannot find path '{file}' because it does not exist."), "PathNotFound", ErrorCategory.ObjectNotFound, file));
            LoadFile(file);
        }
    }

    private void LoadFile(string file)
    {
        var extension = System.IO.Path.GetExtension(file).ToUpperInvariant();
        if (extension is ".CS")
            Refuse($"This engine has no compiler, so '{file}' cannot be built.", "CompilerMissing", ErrorCategory.NotImplemented, file);
        if (extension is not ".DLL")
            Refuse($"Cannot add type. The \"{extension}\" extension is not supported.", "EXTENSION_NOT_SUPPORTED", ErrorCategory.InvalidArgument, extension);
        _types.AddRange(Assembly.LoadFrom(file).GetExportedTypes());
    }

    private void Refuse(string message, string id, ErrorCategory category, object? target) =>
        ThrowTerminatingError(new ErrorRecord(new PSInvalidOperationException(message), id, category, target));
}
