using System.Management.Automation;
using System.Management.Automation.Internal;

namespace Microsoft.PowerShell.Commands;

/// <summary>What the cmdlets that sort and group objects share.</summary>
public abstract class ObjectBase : ObjectCmdletBase
{
    /// <summary>The objects.</summary>
    [Parameter(ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; } = AutomationNull.Value;

    /// <summary>
    /// The properties to go by: names, script blocks, or hashtables with Expression. Without it the objects' default key
    /// properties, or
    /// the objects themselves.
    /// </summary>
    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    internal static object[]? DefaultKeys(PSObject target) =>
        target.Members["PSStandardMembers"] is PSMemberSet standard
            && standard.Members["DefaultKeyPropertySet"] is PSPropertySet keys
            ? [.. keys.ReferencedPropertyNames]
            : null;

    internal bool HasInput => InputObject is not null && InputObject != AutomationNull.Value;
}
