using System.Collections.Immutable;
using System.Management.Automation;
using OpsShell.Audit.Completion;
using OpsShell.Core.Findings;
using OpsShell.Core.Nodes;
using OpsShell.Core.Probing;
using OpsShell.Fleet;

namespace OpsShell.Audit.Commands;

/// <summary>Reads facts about nodes: the typed records that checks decide from.</summary>
/// <remarks>
/// <para>
/// Reads what the chosen facts need in one round trip a node, and writes one object for each fact, whose Value is a typed record.
/// A fact that the node did not give is an error that says why (missing, denied, timed out); it is never an empty value.
/// </para>
/// </remarks>
/// <example>
/// <code>Get-OpsFact</code>
/// <para>Reads all facts of this machine.</para>
/// </example>
/// <example needs="fleet">
/// <code>Get-OpsFact -Name 'node/*' -ComputerName '@edge' | Where-Object Name -like '*kernel*'</code>
/// <para>Reads the facts of the area node on all nodes of the group edge.</para>
/// </example>
/// <seealso href="about:OpsShell_Audit">about_OpsShell_Audit</seealso>
/// <seealso href="cmdlet:Get-OpsCheck">Get-OpsCheck</seealso>
[Cmdlet(VerbsCommon.Get, "OpsFact")]
[OutputType(typeof(OpsFact))]
public sealed class GetOpsFactCommand : NodeCmdlet
{
    /// <summary>Names of facts, with wildcards. Default: all facts that the installed checks need.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(FactNameCompleter))]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override void Run(IReadOnlyList<Node> nodes)
    {
        var facts = Facts();
        var batch = ProbeBatch.Of(facts.SelectMany(fact => fact.Items));
        RunOnNodes(nodes, (connection, cancel) => connection.Probe(batch, cancel), (node, results) =>
        {
            foreach (var fact in facts)
                Write(node, fact, results);
        });
    }

    private ImmutableArray<Fact> Facts()
    {
        try
        {
            return InstalledFacts.Select(Name);
        }
        catch (PSArgumentException error)
        {
            ThrowTerminatingError(new ErrorRecord(error, "FactUnknown", ErrorCategory.ObjectNotFound, string.Join(", ", Name)));
            throw;
        }
    }

    private void Write(Node node, Fact fact, ProbeResults results)
    {
        try
        {
            WriteObject(new OpsFact(node.Name, fact.Name, fact.ReadValue(results), results.CapturedAt));
        }
        catch (FactUnavailableException missing)
        {
            WriteError(FactErrorRecord.Create(node, missing, fact.Name));
        }
    }
}
