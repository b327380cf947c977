using System.Management.Automation;
using DriveNotFoundException = System.Management.Automation.DriveNotFoundException;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gets the drives of the session.</summary>
[Cmdlet(VerbsCommon.Get, "PSDrive", DefaultParameterSetName = "Name")]
[OutputType(typeof(PSDriveInfo))]
public sealed class GetPSDriveCommand : CoreCommandBase
{
    /// <summary>The names, without the colon; wildcards are allowed. All drives without it.</summary>
    [Parameter(Position = 0, ParameterSetName = "Name", ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    /// <summary>The names, taken exactly as they are written.</summary>
    [Parameter(Position = 0, ParameterSetName = "LiteralName", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string[]? LiteralName { get; set; }

    /// <summary>The scope: Global, Local, Script, or how many scopes up (0 is the current one). All of them without it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Scope { get; set; }

    /// <summary>The providers of the drives.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? PSProvider { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in LiteralName ?? Name ?? ["*"])
        {
            try
            {
                WriteDrives(name);
            }
            catch (ProviderNotFoundException e)
            {
                WriteError(NotFound(e, PSProvider));
            }
        }
    }

    private void WriteDrives(string name)
    {
        var pattern = WildcardPattern.Get(LiteralName is null ? name : WildcardPattern.Escape(name), WildcardOptions.IgnoreCase);
        var drives = DrivesOf(PSProvider).Where(drive => pattern.IsMatch(drive.Name)).Order().ToList();
        foreach (var drive in drives)
            WriteObject(drive);
        if (drives.Count == 0 && (LiteralName is not null || !WildcardPattern.ContainsWildcardCharacters(name)))
            WriteNotFound(name);
    }

    private IEnumerable<PSDriveInfo> DrivesOf(string[]? providers)
    {
        var drives = Scope is null ? SessionState.Drive.GetAll() : SessionState.Drive.GetAllAtScope(Scope);
        if (providers is not { Length: > 0 })
            return drives;
        return providers
            .SelectMany(name => SessionState.Provider.Get(name))
            .SelectMany(provider => drives.Where(drive => drive.Provider.Equals(provider)));
    }

    private void WriteNotFound(string name)
    {
        try
        {
            SessionState.Drive.Get(name);
            // It exists, but of another provider or in another scope.
            var message = $"Cannot find drive. A drive with the name '{name}' does not exist.";
            WriteError(NotFound(new ItemNotFoundException(message), name));
        }
        catch (DriveNotFoundException e)
        {
            WriteError(NotFound(e, name));
        }
    }

    private static ErrorRecord NotFound(Exception e, object? named) =>
        new(e, "GetLocationNoMatchingDrive", ErrorCategory.ObjectNotFound, named);
}
