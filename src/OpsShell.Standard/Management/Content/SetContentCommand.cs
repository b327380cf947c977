using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Replaces what items contain; makes files that do not exist.</summary>
[Cmdlet(VerbsCommon.Set, "Content", DefaultParameterSetName = "Path", SupportsShouldProcess = true)]
public sealed class SetContentCommand : WriteContentCommandBase
{
    private protected override string ActionName => "Set Content";

    private protected override void Prepare(PathInfo item)
    {
        try
        {
            var context = ContextCalls.Copy(NewContext());
            InvokeProvider.Content.Clear(NameOf(item), context);
            ContextCalls.ThrowFirstError(context);
        }
        catch (Exception e) when (e is ItemNotFoundException or PSNotSupportedException)
        {
            // There is nothing to clear; the item is made when it is opened.
        }
    }
}
