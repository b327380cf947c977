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
            var writable = (existing.Options & (ScopedItemOptions.ReadOnly | ScopedItemOptions.Constant)) == 0;
            var why = new SessionStateException($"The alias is not allowed, because an alias with the name '{Name}' already exists.");
            WriteError(new ErrorRecord(why, "AliasAlreadyExists", writable ? ErrorCategory.ResourceExists : ErrorCategory.WriteError, Name));
            return;
        }
        Write("New Alias");
    }
}
