using System.Management.Automation;
using OpsShell.Fleet;
using OpsShell.Fleet.Completion;

namespace OpsShell.Audit.Commands;

/// <summary>Lists the checks that an audit makes.</summary>
/// <remarks>
/// <para>
/// Shows for each check what it looks for, how it decides, the thresholds it judges by with their defaults and sources, the facts
/// that it needs, and what is read on the node for it. Nothing is connected to.
/// </para>
/// </remarks>
/// <example>
/// <code>Get-OpsCheck</code>
/// <para>Lists all checks.</para>
/// </example>
/// <example>
/// <code>Get-OpsCheck -Area node | ForEach-Object Thresholds</code>
/// <para>Lists the thresholds of the checks of the area node, with defaults, units and sources.</para>
/// </example>
/// <example>
/// <code>Get-OpsCheck -Name '*/cpu*'</code>
/// <para>Lists the checks whose name begins with cpu.</para>
/// </example>
/// <seealso href="about:OpsShell_Audit">about_OpsShell_Audit</seealso>
[Cmdlet(VerbsCommon.Get, "OpsCheck")]
[OutputType(typeof(OpsCheck))]
public sealed class GetOpsCheckCommand : PSCmdlet
{
    /// <summary>Ids of checks, with wildcards; a leading <c>!</c> leaves out. Default: all.</summary>
    [Parameter(Position = 0)]
    [Alias("Id", "Check")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(CheckIdCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Only checks of these areas.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CheckAreaCompleter))]
    public string[] Area { get; set; } = [];

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        foreach (var check in CheckChoice.Select(this, Area, Name))
            WriteObject(OpsCheck.From(check));
    }
}
