using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Goes to a folder or another provider's place. '-' goes back to where one was before, '+' forward again.</summary>
[Cmdlet(VerbsCommon.Set, "Location", DefaultParameterSetName = "Path")]
[OutputType(typeof(PathInfo), typeof(PathInfoStack))]
public sealed class SetLocationCommand : CoreCommandBase
{
    /// <summary>Where to go; the home folder without it.</summary>
    [Parameter(Position = 0, ParameterSetName = "Path", ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string? Path { get; set; } = "";

    /// <summary>Where to go, taken exactly as it is written.</summary>
    [Parameter(ParameterSetName = "LiteralPath", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string? LiteralPath
    {
        get => Path;
        set
        {
            IsLiteral = true;
            Path = value;
        }
    }

    /// <summary>Writes the new location.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <summary>Makes this the current stack of locations instead; an empty name is the default stack.</summary>
    [Parameter(ParameterSetName = "Stack", ValueFromPipelineByPropertyName = true)]
    public string? StackName { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == "Stack")
            ChangeStack();
        else
            AttemptLocation(() => SessionState.Path.SetLocation(PathOrHome(), NewContext(), IsLiteral), PassThru);
    }

    private string PathOrHome() => string.IsNullOrEmpty(Path) ? HomeOf(SessionState) : Path;

    private static string HomeOf(SessionState session) => session.Provider.GetOne(FileSystemProvider.ProviderName).Home;

    private void ChangeStack()
    {
        try
        {
            var stack = SessionState.Path.SetDefaultLocationStack(StackName);
            if (PassThru)
                WriteObject(stack);
        }
        catch (ItemNotFoundException e)
        {
            WriteError(new ErrorRecord(e.ErrorRecord, e));
        }
    }
}
