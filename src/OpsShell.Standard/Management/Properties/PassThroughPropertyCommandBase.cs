using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>A cmdlet that changes properties of items.</summary>
public abstract class PassThroughPropertyCommandBase : ForcedCommandBase
{
    /// <summary>Writes the property as it is then.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    private protected sealed override void ProcessPath(string path, EngineContext context)
    {
        ContextCalls.SetPassThru(context, PassThru);
        ChangeProperty(path, context);
    }

    private protected abstract void ChangeProperty(string path, EngineContext context);
}
