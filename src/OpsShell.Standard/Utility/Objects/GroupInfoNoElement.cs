using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>A group that knows how many objects it has, but not which: what Group-Object -NoElement writes.</summary>
public sealed class GroupInfoNoElement : GroupInfo
{
    internal GroupInfoNoElement(object?[] values)
        : base(values)
    {
    }

    private protected override void Keep(PSObject member)
    {
    }
}
