using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Deletes variables.</summary>
[Cmdlet(VerbsCommon.Remove, "Variable", SupportsShouldProcess = true)]
public sealed class RemoveVariableCommand : VariableCommandBase
{
    /// <summary>The names; wildcards are allowed.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string[] Name { get; set; } = [];

    /// <summary>Of these, only the names that match one of these patterns.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[]? Include { get; set; }

    /// <summary>Of these, not the names that match one of these patterns.</summary>
    [Parameter]
    [SupportsWildcards]
    public string[]? Exclude { get; set; }

    /// <summary>Deletes even a read-only variable.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        IncludeFilters = Patterns(Include);
        ExcludeFilters = Patterns(Exclude);
        Scope ??= "Local";
        foreach (var variable in FindOrReport(Name))
        {
            if (ShouldProcess($"Name: {variable.Name}", "Remove variable"))
                Try(() => Tables.Remove(variable, Scope, Force));
        }
    }
}
