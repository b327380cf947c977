using System.Management.Automation;
using OpsShell.Core.Findings;
using OpsShell.Core.Nodes;
using OpsShell.Core.Probing;
using OpsShell.Fleet;

namespace OpsShell.Ipvs.Commands;

/// <summary>Explains the IPVS parameters of nodes: value, default, recommendation, and whether a file keeps the value.</summary>
/// <remarks>
/// <para>
/// Writes an object for every value below net.ipv4.vs and every parameter of the module ip_vs. A value is recommended only where the node
/// itself tells which is better; both values of the others have their use. State says where the value comes from: Default, Persisted (a file
/// sets it), RuntimeOnly (no file does, so it is lost), Overridden (a file sets another one, which comes back with a reboot), Ineffective (a file
/// names it, too late or unread), or Unknown.
/// </para>
/// <para>
/// Files are those of sysctl.d in their order, /etc/sysctl.conf, modprobe.d, modules-load.d and the kernel's command line. The values are those of the
/// node's main network namespace.
/// </para>
/// </remarks>
/// <example needs="fleet">
/// <code>Get-OpsIpvsSysctl node01 | Where-Object IsRecommended -eq $false</code>
/// <para>Shows what a node should have otherwise.</para>
/// </example>
/// <example needs="fleet">
/// <code>Get-OpsIpvsSysctl '*' -Name conn_reuse_mode, '*estimation*' | Where-Object State -ne Persisted</code>
/// <para>Finds nodes on which the settings against connection-reuse failures and estimator pauses do not outlive a reboot.</para>
/// </example>
/// <seealso href="cmdlet:Test-OpsIpvs">Test-OpsIpvs</seealso>
[Cmdlet(VerbsCommon.Get, "OpsIpvsSysctl")]
[OutputType(typeof(OpsIpvsSysctl))]
public sealed class GetOpsIpvsSysctlCommand : NodeCmdlet
{
    /// <summary>Only these parameters, with wildcards: the whole name (<c>net.ipv4.vs.conntrack</c>) or its last part. A name without wildcards that a node lacks is an error.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Name { get; set; } = [];

    /// <inheritdoc/>
    protected override void Run(IReadOnlyList<Node> nodes)
    {
        (string Name, WildcardPattern Pattern)[] patterns = [.. Name.Select(name => (name, WildcardPattern.Get(name, WildcardOptions.IgnoreCase)))];
        RunOnNodes(
            nodes,
            (connection, cancel) => connection.Probe(ProbeBatch.Of(SysctlReading.Facts.SelectMany(fact => fact.Items)), cancel),
            (node, results) => Write(node, results, patterns));
    }

    private void Write(Node node, ProbeResults results, (string Name, WildcardPattern Pattern)[] patterns)
    {
        try
        {
            OpsIpvsSysctl[] all = [.. SysctlReading.Of(node.Name, new FactSet(results))];
            WriteObject(all.Where(sysctl => patterns.Length == 0 || patterns.Any(one => Matches(one.Pattern, sysctl))), enumerateCollection: true);
            // A name that is misspelt, or that this kernel lacks, must not look like a node without findings.
            foreach (var (name, pattern) in patterns)
            {
                if (!WildcardPattern.ContainsWildcardCharacters(name) && !all.Any(sysctl => Matches(pattern, sysctl)))
                    WriteMissing(node, name);
            }
        }
        catch (FactUnavailableException missing)
        {
            WriteError(IpvsErrorRecord.Create(node, missing));
        }
    }

    private static bool Matches(WildcardPattern pattern, OpsIpvsSysctl sysctl) =>
        pattern.IsMatch(sysctl.Name) || pattern.IsMatch(sysctl.Name[(sysctl.Name.LastIndexOf('.') + 1)..]);

    private void WriteMissing(Node node, string name)
    {
        const string Remedy = "Get-OpsIpvsSysctl without -Name lists all that there are; a name with a wildcard that matches nothing is no error.";
        var text = $"{ViewText.Line(node.Name)}: this kernel has no IPVS parameter '{ViewText.Line(name)}'.";
        WriteError(new ErrorRecord(new ItemNotFoundException(text), "ParameterNotFound", ErrorCategory.ObjectNotFound, node)
        {
            ErrorDetails = new ErrorDetails(text) { RecommendedAction = Remedy },
        });
    }
}
