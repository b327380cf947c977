using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>What the cmdlets that order objects share: they need all of them first.</summary>
public class OrderObjectBase : ObjectBase
{
    internal List<PSObject> InputObjects { get; } = [];

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (HasInput)
            InputObjects.Add(InputObject!);
    }
}
