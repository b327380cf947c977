using System.Collections.Immutable;

namespace OpsShell.Ipvs.Facts;

/// <summary>
/// The parameters below net.ipv4.vs that are known. Sources: Documentation/networking/ipvs-sysctl.rst and ip_vs_control_net_init_sysctl
/// in net/netfilter/ipvs/ip_vs_ctl.c; for vendors' own names the trees of TencentOS-kernel and OpenCloudOS-Kernel-Stream.
/// </summary>
public static class IpvsSysctlCatalog
{
    private static readonly ImmutableDictionary<string, IpvsSysctlMeaning> _known = new IpvsSysctlMeaning[]
    {
        new("am_droprate", "10", "With defence level 3, one of so many packets is dropped (drop_packet)."),
        new("amemthresh", "1024", "The automatic defences (level 1) start when fewer free pages of memory than this are left."),
        new("backup_only", "0", "1: a backup of connection synchronization does not balance, which prevents loops with direct routing and tunnels."),
        new("cache_bypass", "0", "1: where a transparent cache has no real server, packets go on to their destination directly."),
        new("conn_lfactor", "-4", "Base-2 logarithm of the connections for each bucket at which the connection table grows; lower means a larger table with shorter chains."),
        new("conn_reuse_mode", "1", "What happens to a new connection whose client port IPVS still knows. 0: it goes to the old connection's real server; bit 1: it is scheduled anew when the old one is in TIME_WAIT or its real server is gone; bit 2: also when it is in FIN_WAIT."),
        new("conn_reuse_old_conntrack", "1", "TencentOS of mid-2020: 1 reuses the old conntrack entry of a rescheduled connection instead of dropping its first packet."),
        new("conntrack", "0", "1: IPVS connections keep their conntrack entries, which iptables rules and masquerading of them need."),
        new("drop_entry", "0", "Defence against floods: drops connections of the table at random. 0 never, 1 when memory is short (2 while it is), 3 always."),
        new("drop_packet", "0", "Defence against floods: drops packets before they reach a real server. 0 never, 1 when memory is short (2 while it is), 3 always."),
        new("est_cpulist", null, "CPUs on which the estimation threads may run; by default those that are not isolated (nohz_full=). While it is empty there are no threads, and the counters and rates of services stand still."),
        new("est_nice", "0", "Nice value of the estimation threads, -20 to 19."),
        new("estimation_timer_work", "0", "TencentOS: 1 lets the estimation timer work. 0 spares the pauses that it makes, and the counters and rates of services stand still."),
        new("expire_nodest_conn", "0", "1: a connection whose real server is gone ends at its next packet, so the client can connect anew. 0: its packets are dropped without a word until it times out."),
        new("expire_quiescent_template", "0", "1: a persistent client is scheduled anew when its real server has weight 0. 0: it keeps going there."),
        new("ignore_no_rs_error", "0", "TencentOS: 1 keeps the kernel from logging that a service has no real server."),
        new("ignore_tunneled", "0", "1: packets of tunnels that came here already are not balanced again, which prevents loops."),
        new("nat_icmp_send", "0", "1: a real server whose packet belongs to no connection gets an ICMP error (with address translation)."),
        new("no_route_to_host_fix", null, "TencentOS, ipvs_mode=bpf: with conn_reuse_mode 0, a connection that would reuse the port of one to a real server of weight 0 is scheduled anew."),
        new("pmtu_disc", "1", "1: packets that are too large and may not be split are refused. 0: a tunnel splits them."),
        new("run_estimation", "1", "1: counters and rates of services are refreshed every 2 s, for each estimator and each possible CPU. 0: they are not, and stand still."),
        new("schedule_icmp", "0", "1: ICMP packets that belong to no connection are balanced too."),
        new("secure_tcp", "0", "Defence against floods: a more careful table of TCP states. 0 never, 1 when memory is short (2 while it is), 3 always."),
        new("sloppy_sctp", "0", "1: any SCTP packet can begin a connection, so that connections outlive a failover."),
        new("sloppy_tcp", "0", "1: any TCP packet can begin a connection, so that connections outlive a failover."),
        new("snat_reroute", "1", "1: replies that are translated are routed as if they began here. 0 saves that look-up where there is no policy routing."),
        new("svc_lfactor", "-3", "Base-2 logarithm of the services for each bucket at which the service table grows; lower means a larger table."),
        new("sync_persist_mode", "0", "1: of persistent services only the templates are synchronized, not their connections."),
        new("sync_ports", "1", "Threads and UDP ports of connection synchronization, from port 8848 on."),
        new("sync_qlen_max", null, "Messages of connection synchronization that may wait; by default 1/32 of the memory's pages."),
        new("sync_refresh_period", "0", "Seconds by which a connection's timer must differ before it is synchronized again."),
        new("sync_retries", "0", "How often a message of connection synchronization is sent again, 0 to 3."),
        new("sync_sock_size", "0", "Socket buffer of connection synchronization in bytes; 0 is the system's."),
        new("sync_threshold", "3 50", "A connection is synchronized after the first number of packets, and again every second number of them."),
        new("sync_version", "1", "Format of connection synchronization; 0 only for kernels before 2.6.39."),
        new("tunnel_df_force_zero", "0", "OpenCloudOS and TencentOS: 1 lets the packets of tunnels be split on their way."),
    }.ToImmutableDictionary(meaning => meaning.Name, StringComparer.Ordinal);

    /// <summary>What a parameter does; one that is not known has no default and says so.</summary>
    public static IpvsSysctlMeaning Find(string name) =>
        _known.GetValueOrDefault(name) ?? new IpvsSysctlMeaning(name, null, "Not known to OpsShell; it is no parameter of the kernel's documentation.");

    /// <summary>All that are known.</summary>
    public static IEnumerable<IpvsSysctlMeaning> All => _known.Values;
}
