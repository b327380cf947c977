using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Removes drives; what they lead to stays.</summary>
[Cmdlet(VerbsCommon.Remove, "PSDrive", DefaultParameterSetName = "Name", SupportsShouldProcess = true)]
public sealed class RemovePSDriveCommand : CoreCommandBase
{
    /// <summary>The names, without the colon; wildcards are allowed.</summary>
    [Parameter(Position = 0, ParameterSetName = "Name", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyCollection]
    [SupportsWildcards]
    public string[]? Name { get; set; }

    /// <summary>The names, taken exactly as they are written.</summary>
    [Parameter(Position = 0, ParameterSetName = "LiteralName", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string[]? LiteralName { get; set; }

    /// <summary>The providers of the drives.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string[]? PSProvider { get; set; }

    /// <summary>The scope: Global, Local, Script, or how many scopes up. The current one without it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Scope { get; set; }

    /// <summary>Removes the current drive too.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override bool IsForced => Force;

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var name in LiteralName ?? Name ?? [])
            Attempt(() => RemoveNamed(name));
    }

    private void RemoveNamed(string name)
    {
        var pattern = WildcardPattern.Get(LiteralName is null ? name : WildcardPattern.Escape(name), WildcardOptions.IgnoreCase);
        var drives = (Scope is null ? SessionState.Drive.GetAll() : SessionState.Drive.GetAllAtScope(Scope))
            .Where(drive => pattern.IsMatch(drive.Name) && IsOfProvider(drive))
            .ToList();
        if (drives.Count == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
        {
            // This throws the engine's own error.
            SessionState.Drive.Get(name);
        }
        foreach (var drive in drives)
            RemoveDrive(drive);
    }

    private bool IsOfProvider(PSDriveInfo drive) =>
        PSProvider is not { Length: > 0 }
        || PSProvider.Any(name => WildcardPattern.Get(name, WildcardOptions.IgnoreCase).IsMatch(drive.Provider.Name));

    private void RemoveDrive(PSDriveInfo drive)
    {
        if (!ShouldProcess($"Name: {drive.Name} Provider: {drive.Provider} Root: {drive.Root}", "Remove Drive"))
            return;
        if (!Force && drive == SessionState.Drive.Current)
            WriteError(ItemErrors.InvalidOperation($"Cannot remove drive '{drive.Name}' because it is in use."));
        else
            SessionState.Drive.Remove(drive.Name, Force, Scope, NewContext());
    }
}
