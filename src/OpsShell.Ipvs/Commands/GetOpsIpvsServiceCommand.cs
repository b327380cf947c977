using System.Management.Automation;
using OpsShell.Core.Findings;
using OpsShell.Core.Nodes;
using OpsShell.Core.Probing;
using OpsShell.Fleet;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Commands;

/// <summary>Lists the IPVS virtual services of nodes with their real servers.</summary>
/// <remarks>
/// <para>
/// Reads /proc/net/ip_vs, which needs neither root nor ipvsadm and stays quick with tens of thousands of services. Each service has its
/// scheduler, its persistence in seconds, its connections, and its real servers in RealServers; -RealServer writes the real servers
/// instead. Services are those of the node's main network namespace. Filters are all to hold; several values of one are alternatives.
/// </para>
/// <para>
/// -Rate reads twice within one round trip, and adds what moved. Connections, packets and bytes a second come from ipvsadm, which needs root
/// on the node and takes 20 seconds or so with 25,000 services. Where ipvsadm cannot be had, only the changes of active and inactive
/// connections are there. Where the kernel's estimation is switched off, its counters stand still, and their rates are null; Note says so.
/// The kernel refreshes the counters every 2 seconds: over an interval of T seconds a rate can be wrong by a factor of 2/T.
/// </para>
/// </remarks>
/// <example needs="fleet">
/// <code>Get-OpsIpvsService node01 -VirtualAddress 10.96.0.0/12 -VirtualPort 443</code>
/// <para>Lists the services on port 443 of a network.</para>
/// </example>
/// <example needs="fleet">
/// <code>Get-OpsIpvsService '@edge' -RealServer | Where-Object { $_.Weight -eq 0 -and $_.ActiveConnections -gt 0 }</code>
/// <para>Finds real servers that are being drained and still have connections.</para>
/// </example>
/// <example needs="fleet">
/// <code>Get-OpsIpvsService node01 -Rate -Become | Where-Object { $_.Rate.ConnectionsPerSecond -gt 100 }</code>
/// <para>Shows the services with more than 100 new connections a second.</para>
/// </example>
/// <example needs="fleet">
/// <code>Get-OpsIpvsService '*' -RealServer -RealServerAddress 10.244.4.77</code>
/// <para>Finds every service, on every node, that sends to one pod.</para>
/// </example>
/// <seealso href="cmdlet:Get-OpsIpvsConnection">Get-OpsIpvsConnection</seealso>
/// <seealso href="cmdlet:Test-OpsIpvs">Test-OpsIpvs</seealso>
[Cmdlet(VerbsCommon.Get, "OpsIpvsService")]
[OutputType(typeof(OpsIpvsService), typeof(OpsIpvsRealServer))]
public sealed class GetOpsIpvsServiceCommand : NodeCmdlet
{
    private ServiceFilter _filter = null!;

    /// <summary>Only services at these addresses: an address, a network (<c>10.96.0.0/12</c>), or wildcards (<c>10.96.*</c>).</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [Alias("VIP")]
    public string[] VirtualAddress { get; set; } = [];

    /// <summary>Only services at these ports, 0 to 65535.</summary>
    [Parameter]
    [ValidateRange(0, 65535)]
    public int[] VirtualPort { get; set; } = [];

    /// <summary>Only services of these protocols; FWM for firewall marks.</summary>
    [Parameter]
    public IpvsProtocol[] Protocol { get; set; } = [];

    /// <summary>Only services with these schedulers, with wildcards.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Scheduler { get; set; } = [];

    /// <summary>Only services with real servers at these addresses: an address, a network, or wildcards. With -RealServer only those servers.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] RealServerAddress { get; set; } = [];

    /// <summary>Writes one object for each real server.</summary>
    [Parameter]
    public SwitchParameter RealServer { get; set; }

    /// <summary>Reads twice and adds what moved between the readings.</summary>
    [Parameter]
    public SwitchParameter Rate { get; set; }

    /// <summary>Seconds between the readings of -Rate, 1 to 60; multiples of 2 are best. Default 4.</summary>
    [Parameter]
    [ValidateRange(1.0, 60.0)]
    public double SampleInterval { get; set; } = 4;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _filter = new ServiceFilter(
            Addresses.Parse(this, VirtualAddress), [.. VirtualPort], [.. Protocol],
            [.. Scheduler.Select(name => WildcardPattern.Get(name, WildcardOptions.IgnoreCase))], Addresses.Parse(this, RealServerAddress));
    }

    /// <inheritdoc/>
    protected override void Run(IReadOnlyList<Node> nodes)
    {
        var interval = TimeSpan.FromSeconds(SampleInterval);
        var ipvsadm = IpvsadmSamples.Fact(interval);
        var timeout = ProbeBatch.DefaultTimeout + (Rate ? ipvsadm.Items[0].Timeout : TimeSpan.Zero);
        ProbeBatch Batch(IEnumerable<Fact> facts) => ProbeBatch.Of(facts.SelectMany(fact => fact.Items)) with { SampleInterval = interval, Timeout = timeout };
        var batch = Batch(Rate ? ServiceReading.RateFacts(ipvsadm) : ServiceReading.Facts);
        RunOnNodes(
            nodes,
            (connection, cancel) => connection.Probe(batch, cancel),
            (node, results) => Write(node, results, ipvsadm));
    }

    private void Write(Node node, ProbeResults results, Fact<Core.Facts.Samples<IpvsadmStatistics>> ipvsadm)
    {
        try
        {
            var facts = new FactSet(results);
            var reading = Rate ? ServiceReading.WithRates(node.Name, facts, ipvsadm) : ServiceReading.Of(node.Name, facts);
            WriteObject(RealServer ? reading.RealServers(_filter) : reading.Services(_filter), enumerateCollection: true);
        }
        catch (FactUnavailableException missing)
        {
            WriteError(IpvsErrorRecord.Create(node, missing));
        }
    }
}
