using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Creates a variable.</summary>
[Cmdlet(VerbsCommon.New, "Variable", SupportsShouldProcess = true)]
public sealed class NewVariableCommand : VariableCommandBase
{
    /// <summary>Its name.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true)]
    public string Name { get; set; } = "";

    /// <summary>Its value.</summary>
    [Parameter(Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public object? Value { get; set; }

    /// <summary>A description.</summary>
    [Parameter]
    public string? Description { get; set; }

    /// <summary>Whether it is read-only, constant, private or in all scopes.</summary>
    [Parameter]
    public ScopedItemOptions Option { get; set; } = ScopedItemOptions.None;

    /// <summary>Whether it can be seen from outside the session.</summary>
    [Parameter]
    public SessionStateEntryVisibility Visibility { get; set; } = SessionStateEntryVisibility.Public;

    /// <summary>Replaces a variable of that name, even a read-only one.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Writes the variable.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!Force && Tables.Variable(Name, Scope ?? "Local") is not null)
        {
            var why = new SessionStateException($"A variable with name '{Name}' already exists.");
            WriteError(new ErrorRecord(why, "VariableAlreadyExists", ErrorCategory.ResourceExists, Name));
            return;
        }
        if (!ShouldProcess($"Name: {Name} Value: {Value}", "New variable"))
            return;
        Try(() =>
        {
            var variable = new PSVariable(Name, Value, OptionsInScope(Option)) { Visibility = Visibility };
            if (Description is not null)
                variable.Description = Description;
            var created = Tables.Create(variable, Scope, Force);
            if (PassThru)
                WriteObject(created);
        });
    }
}
