using System.Management.Automation;

namespace OpsShell.Ipvs.Plans;

/// <summary>The names of the nodes that results of the pipeline are about.</summary>
internal static class NodeNames
{
    /// <summary>The names; of what is neither a name nor a result none.</summary>
    public static IEnumerable<string> Of(object? reference) => reference switch
    {
        string name => [name],
        object[] several => several.SelectMany(Of),
        PSObject { BaseObject: string or object[] } wrapped => Of(wrapped.BaseObject),
        null => [],
        _ => Of(PSObject.AsPSObject(reference).Properties["ComputerName"]?.Value),
    };
}
