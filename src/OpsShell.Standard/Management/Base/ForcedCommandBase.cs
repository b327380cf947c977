using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>A cmdlet that can be told to act on what is hidden or read-only.</summary>
public abstract class ForcedCommandBase : FilteredCommandBase
{
    /// <summary>Acts on hidden and read-only items too. It gets nobody around permissions.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    private protected override bool IsForced => Force;
}
