using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Makes a drive: a short name for a place of a provider.</summary>
[Cmdlet(VerbsCommon.New, "PSDrive", SupportsShouldProcess = true)]
[OutputType(typeof(PSDriveInfo))]
public sealed class NewPSDriveCommand : CoreCommandWithCredentialsBase
{
    /// <summary>The name, without the colon.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string Name { get; set; } = "";

    /// <summary>The provider, such as FileSystem.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string PSProvider { get; set; } = "";

    /// <summary>The place that the drive begins at.</summary>
    [Parameter(Position = 2, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    public string Root { get; set; } = "";

    /// <summary>What the drive is for.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Description { get; set; }

    /// <summary>The scope: Global, Local, Script, or how many scopes up. The current one without it.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Scope { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var provider = ProviderNamed();
        if (provider is null || !ShouldProcess($"Name: {Name} Provider: {provider} Root: {Root}", "New drive"))
            return;
        try
        {
            Attempt(() => SessionState.Drive.New(
                new PSDriveInfo(Name, provider, Root, Description, Credential), Scope, NewContext()));
        }
        catch (Exception e) when (e is PSArgumentException or SessionStateException)
        {
            WriteError(new ErrorRecord(((IContainsErrorRecord)e).ErrorRecord, e));
        }
    }

    private ProviderInfo? ProviderNamed()
    {
        try
        {
            return SessionState.Provider.GetOne(PSProvider);
        }
        catch (ProviderNotFoundException e)
        {
            WriteError(new ErrorRecord(e.ErrorRecord, e));
            return null;
        }
    }

    private protected override object? DynamicParametersIn(EngineContext context) =>
        string.IsNullOrEmpty(PSProvider) ? null : SessionState.Drive.NewDriveDynamicParameters(PSProvider, context);
}
