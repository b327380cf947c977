using System.Management.Automation;
using Microsoft.PowerShell.Commands.Internal.Format;

namespace Microsoft.PowerShell.Commands;

/// <summary>Shows objects in the custom view of their type, or as a tree of their properties.</summary>
[Cmdlet(VerbsCommon.Format, "Custom", HelpUri = "https://go.microsoft.com/fwlink/?LinkID=2096929")]
public class FormatCustomCommand : OuterFormatShapeCommandBase
{
    /// <summary>Makes the cmdlet.</summary>
    public FormatCustomCommand() => FormatEngine.UseShape(this, "Complex");

    /// <summary>The properties: names, wildcards, script blocks, or hashtables with the keys Expression and Depth.</summary>
    [Parameter(Position = 0)]
    public object[]? Property { get; set; }

    /// <summary>How many levels of objects inside objects are shown; 5 by default.</summary>
    [Parameter]
    [ValidateRange(1, int.MaxValue)]
    public int Depth { get; set; } = 5;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        FormatEngine.UseParameters(this, new(
            "FormatObjectParameterDefinition", Property, null, "ComplexSpecificParameters",
            new Dictionary<string, object?> { ["maxDepth"] = Depth }));
    }
}
