using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Empties items without removing them.</summary>
[Cmdlet(VerbsCommon.Clear, "Content", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class ClearContentCommand : ContentCommandBase
{
    private protected override void ProcessPath(string path, EngineContext context)
    {
        // The provider hands on an empty text for each file.
        ContextCalls.SetPassThru(context, false);
        InvokeProvider.Content.Clear(path, context);
    }

    private protected override object? DynamicParametersIn(EngineContext context) =>
        InvokeProvider.Content.ClearContentDynamicParameters(FirstPath, context);
}
