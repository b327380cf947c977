using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Deletes aliases.</summary>
[Cmdlet(VerbsCommon.Remove, "Alias", DefaultParameterSetName = "Default")]
public class RemoveAliasCommand : PSCmdlet
{
    /// <summary>The aliases.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    public string[] Name { get; set; } = [];

    /// <summary>The scope: Global, Local, Script, or how many scopes up from here (0 is this one).</summary>
    [Parameter]
    [ArgumentCompletions("Global", "Local", "Script")]
    public string? Scope { get; set; }

    /// <summary>Deletes even a read-only alias.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var tables = new SessionTables(this);
        var scope = string.IsNullOrEmpty(Scope) ? null : Scope;
        foreach (var name in Name)
        {
            if (tables.Alias(name, scope) is null)
            {
                WriteError(AliasErrors.NotFound("name", name));
                continue;
            }
            try
            {
                tables.RemoveAlias(name, scope, Force);
            }
            catch (SessionStateException e)
            {
                ThrowTerminatingError(new ErrorRecord(e.ErrorRecord, e));
            }
        }
    }
}
