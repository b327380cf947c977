using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gets the functions and scripts that are being run, the innermost first.</summary>
[Cmdlet(VerbsCommon.Get, "PSCallStack", HelpUri = "https://go.microsoft.com/fwlink/?LinkID=2096491")]
[OutputType(typeof(CallStackFrame))]
public class GetPSCallStackCommand : PSCmdlet
{
    /// <inheritdoc/>
    protected override void ProcessRecord() =>
        WriteObject(Runspace.DefaultRunspace.Debugger.GetCallStack(), enumerateCollection: true);
}
