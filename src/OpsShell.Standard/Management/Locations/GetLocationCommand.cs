using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Says where one is: the current location, that of a drive or provider, or the stacks of locations.</summary>
[Cmdlet(VerbsCommon.Get, "Location", DefaultParameterSetName = "Location")]
[OutputType(typeof(PathInfo), typeof(PathInfoStack))]
public sealed class GetLocationCommand : CoreCommandBase
{
    /// <summary>The providers whose current location to get.</summary>
    [Parameter(ParameterSetName = "Location", ValueFromPipelineByPropertyName = true)]
    public string[]? PSProvider { get; set; }

    /// <summary>The drives whose current location to get.</summary>
    [Parameter(ParameterSetName = "Location", ValueFromPipelineByPropertyName = true)]
    public string[]? PSDrive { get; set; }

    /// <summary>Gets the stack of locations.</summary>
    [Parameter(ParameterSetName = "Stack")]
    public SwitchParameter Stack { get; set; }

    /// <summary>The names of the stacks; the current one without it.</summary>
    [Parameter(ParameterSetName = "Stack", ValueFromPipelineByPropertyName = true)]
    public string[]? StackName { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == "Stack")
            WriteStacks();
        else if (PSDrive is { Length: > 0 })
            WriteDrives(PSDrive);
        else if (PSProvider is { Length: > 0 })
            WriteProviders(PSProvider);
        else
            WriteObject(SessionState.Path.CurrentLocation);
    }

    private void WriteStacks()
    {
        foreach (var name in StackName ?? [null!])
        {
            try
            {
                WriteObject(SessionState.Path.LocationStack(name), enumerateCollection: false);
            }
            catch (PSArgumentException e)
            {
                WriteError(new ErrorRecord(e.ErrorRecord, e));
            }
        }
    }

    private void WriteDrives(string[] names)
    {
        foreach (var name in names)
            Attempt(() =>
            {
                foreach (var drive in SessionState.Drive.GetAll().Where(drive => IsNamed(drive, name, PSProvider)))
                    WriteObject(LocationOf(drive));
                if (!WildcardPattern.ContainsWildcardCharacters(name))
                    SessionState.Drive.Get(name);
            }, "GetLocationNoMatchingDrive");

        static bool IsNamed(PSDriveInfo drive, string name, string[]? providers) =>
            WildcardPattern.Get(name, WildcardOptions.IgnoreCase).IsMatch(drive.Name)
            && (providers is not { Length: > 0 } || providers.Any(provider => IsProvider(drive.Provider, provider)));
    }

    private void WriteProviders(string[] names)
    {
        foreach (var name in names)
            Attempt(() =>
            {
                var providers = SessionState.Provider.GetAll().Where(provider => IsProvider(provider, name)).ToList();
                if (providers.Count == 0)
                    SessionState.Provider.GetOne(name);
                foreach (var provider in providers)
                    WriteObject(SessionState.Path.CurrentProviderLocation(provider.Name));
            }, "GetLocationNoMatchingProvider");
    }

    private static bool IsProvider(ProviderInfo provider, string name) =>
        WildcardPattern.Get(name, WildcardOptions.IgnoreCase) is var pattern
        && (pattern.IsMatch(provider.Name) || pattern.IsMatch($"{provider.ModuleName}\\{provider.Name}"));

    private PathInfo LocationOf(PSDriveInfo drive)
    {
        var path = drive.VolumeSeparatedByColon
            ? $"{drive.Name}:{Path.DirectorySeparatorChar}{drive.CurrentLocation}"
            : Path.Combine(drive.Root, drive.CurrentLocation);
        return ContextCalls.NewPathInfo(drive, drive.Provider, path, SessionState);
    }
}
