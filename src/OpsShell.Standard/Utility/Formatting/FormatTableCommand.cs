using System.Management.Automation;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Shows objects as a table. A column is a property, a wildcard or a calculated one: a hashtable with the keys Name (or Label),
/// Expression, Width, Alignment and FormatString.
/// </summary>
[Cmdlet(VerbsCommon.Format, "Table", HelpUri = "https://go.microsoft.com/fwlink/?LinkID=2096703")]
public class FormatTableCommand : OuterFormatTableBase
{
    /// <summary>Makes the cmdlet.</summary>
    public FormatTableCommand() => FormatEngine.UseShape(this, "Table");
}
