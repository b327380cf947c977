using System.Management.Automation;
using System.Management.Automation.Provider;

namespace Microsoft.PowerShell.Commands;

/// <summary>Appends to what items contain; makes files that do not exist.</summary>
[Cmdlet(VerbsCommon.Add, "Content", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class AddContentCommand : WriteContentCommandBase
{
    private protected override string ActionName => "Add Content";

    private protected override void Seek(IContentWriter writer) => writer.Seek(0, SeekOrigin.End);
}
