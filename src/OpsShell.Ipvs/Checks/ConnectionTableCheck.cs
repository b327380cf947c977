using System.Collections.Immutable;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Ipvs.Facts;
using static OpsShell.Core.Findings.Judgement;

namespace OpsShell.Ipvs.Checks;

/// <summary>Connections per bucket of the connection table, through which every packet is looked up.</summary>
public sealed class ConnectionTableCheck : IpvsCheck
{

    // Kconfig: "each connection uses at least 128 bytes and each hash entry uses 8 bytes".
    private const int BytesOfConnection = 128;

    private static readonly Threshold ChainWarning = new(
        "ipvs/connection-table.chain-warning", 2, "connections/bucket", "Connections in a bucket on average (strictly more)",
        "OpsShell: every packet walks half a chain on average, at a cache miss a connection");

    private static readonly Threshold ChainCritical = new(
        "ipvs/connection-table.chain-critical", 8, "connections/bucket", "Connections in a bucket on average (strictly more)",
        "OpsShell: about a microsecond a packet, and 32 locks for the whole table");

    /// <inheritdoc/>
    public override CheckInfo Info { get; } = new(
        "ipvs/connection-table",
        "Connections per bucket of the connection table",
        "Divides the connections of all real servers by the size of the table in the first line of /proc/net/ip_vs. Persistence templates and connections of other network namespaces, which share the table before they got their own, are not in the count.",
        "net/netfilter/ipvs/Kconfig (IP_VS_TAB_BITS), ip_vs_conn.c");

    /// <inheritdoc/>
    public override ImmutableArray<Fact> Needs => [IpvsTable.Fact, LoadedModules.Fact];

    /// <inheritdoc/>
    public override ImmutableArray<Threshold> Thresholds => [ChainWarning, ChainCritical];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Evaluate(CheckContext context, IpvsTable table)
    {
        ImmutableArray<Evidence> evidence = [Seen(IpvsTable.Source, "size", (ulong)table.ConnectionTableSize), Seen(IpvsTable.Source, "connections", (ulong)table.Connections)];
        if (table.ConnectionTableSize <= 0)
            return [context.Finding(FindingStatus.Unknown, "The connection table cannot be judged: its size reads 0", evidence)];
        var chain = (double)table.Connections / table.ConnectionTableSize;
        var status = chain > context[ChainCritical] ? FindingStatus.Critical : chain > context[ChainWarning] ? FindingStatus.Warning : FindingStatus.Ok;
        var title = $"{Count((ulong)table.Connections, "connection")} in {table.ConnectionTableSize} buckets ({Number(chain)} a bucket), some {Bytes((double)table.Connections * BytesOfConnection)}";
        return [status == FindingStatus.Ok
            ? context.Finding(status, title, evidence)
            : context.Finding(
                status, title, evidence,
                explanation: "Every packet of a balanced connection is looked up in this table, on all CPUs. With long chains each packet costs more, soft interrupts take more of the CPUs, and under a burst of connections latency rises for all services at once. The size is fixed when the module is loaded.",
                remedy: Remedy(context, table))];
    }

    private static string Remedy(CheckContext context, IpvsTable table)
    {
        var bits = ConnectionTableBits.For(table.Connections);
        if (1L << bits <= table.ConnectionTableSize)
            return $"The table has the most buckets that this option gives ({ConnectionTableBits.Most} bits) or nearly so. Have fewer connections: shorter timeouts for idle ones ('ipvsadm --set', kube-proxy: ipvs.tcpTimeout, tcpFinTimeout, udpTimeout), clients that keep connections; or a kernel that sizes the table itself (/proc/net/ip_vs_status is there).";
        var gain = $"{1L << bits} buckets, {Bytes((1L << bits) * 8.0)}";
        var users = context.TryGet(LoadedModules.Fact, out var modules, out _) && modules.Loaded.TryGetValue("ip_vs", out var module) ? $"; {module.UseCount} users now" : "";
        return modules?.IsBuiltIn("ip_vs") == true
            ? $"ip_vs is part of this kernel: boot with 'ip_vs.conn_tab_bits={bits}' ({gain})."
            : $"Write 'options ip_vs conn_tab_bits={bits}' ({gain}) into /etc/modprobe.d/ipvs.conf, or 'Repair-OpsIpvs -Check ipvs/connection-table'. It counts when the module is loaded, and a module in use cannot be unloaded (as long as there is any virtual service{users}): drain the node and reboot it. Reloading the module by hand also resets every net.ipv4.vs sysctl.";
    }
}
