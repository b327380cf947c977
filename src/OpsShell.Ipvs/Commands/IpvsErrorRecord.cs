using System.Management.Automation;
using OpsShell.Core.Nodes;
using OpsShell.Core.Probing;
using OpsShell.Fleet;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Commands;

/// <summary>The error of a node that does not give its table, the same from every cmdlet.</summary>
internal static class IpvsErrorRecord
{
    /// <summary>The record, which tells a node without IPVS what may be wrong.</summary>
    public static ErrorRecord Create(Node node, FactUnavailableException missing) => FactErrorRecord.Create(node, missing, "", IpvsTable.Remedy(missing));
}
