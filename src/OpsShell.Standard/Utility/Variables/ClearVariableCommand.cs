using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Sets variables to null.</summary>
[Cmdlet(VerbsCommon.Clear, "Variable", SupportsShouldProcess = true)]
[OutputType(typeof(PSVariable))]
public sealed class ClearVariableCommand : VariableCommandBase
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

    /// <summary>Clears even a read-only variable.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the variables.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        IncludeFilters = Patterns(Include);
        ExcludeFilters = Patterns(Exclude);
        foreach (var variable in FindOrReport(Name))
        {
            if (ShouldProcess($"Name: {variable.Name}", "Clear variable"))
                Try(() => Clear(variable));
        }
    }

    private void Clear(PSVariable variable)
    {
        var options = variable.Options;
        // A local copy of an outer variable's place: the outer one keeps its value.
        var target = Scope is null && Tables.Variable(variable.Name, "Local") is null
            ? new PSVariable(variable.Name, null, options) : variable;
        if (Force && options.HasFlag(ScopedItemOptions.ReadOnly))
            SessionTables.SetOptions(variable, options & ~ScopedItemOptions.ReadOnly);
        if (ReferenceEquals(target, variable))
            variable.Value = null;
        else
            target = Tables.Set(target, null, Force) ?? target;
        if (Force)
            SessionTables.SetOptions(variable, options);
        if (PassThru)
            WriteObject(target);
    }
}
