using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gets the variables of the session.</summary>
[Cmdlet(VerbsCommon.Get, "Variable")]
[OutputType(typeof(PSVariable))]
public class GetVariableCommand : VariableCommandBase
{
    /// <summary>The names; wildcards are allowed. Default: all.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Writes the values alone.</summary>
    [Parameter]
    public SwitchParameter ValueOnly { get; set; }

    /// <summary>Of these, only the names that match one of these patterns.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[]? Include { get; set; }

    /// <summary>Of these, not the names that match one of these patterns.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[]? Exclude { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        IncludeFilters = Patterns(Include);
        ExcludeFilters = Patterns(Exclude);
        foreach (var variable in FindOrReport(Name))
            WriteObject(ValueOnly ? variable.Value : variable);
    }
}
