using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Sets an alias: a second name for a command.</summary>
[Cmdlet(VerbsCommon.Set, "Alias", SupportsShouldProcess = true)]
[OutputType(typeof(AliasInfo))]
public class SetAliasCommand : WriteAliasCommandBase
{
    /// <inheritdoc/>
    protected override void ProcessRecord() => Write("Set Alias");
}
