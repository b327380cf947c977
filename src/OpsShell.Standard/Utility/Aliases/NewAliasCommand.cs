using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Creates an alias: a second name for a command. One that is there already is an error.</summary>
[Cmdlet(VerbsCommon.New, "Alias", SupportsShouldProcess = true)]
[OutputType(typeof(AliasInfo))]
public class NewAliasCommand : WriteAliasCommandBase
{
    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (!Force && new SessionTables(this).Alias(Name, string.IsNullOrEmpty(Scope) ? null : Scope) is { } existing)
        {
            WriteError(AliasErrors.Exists(existing));
            return;
        }
        Write("New Alias");
    }
}
