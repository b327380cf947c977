namespace OpsShell.Ipvs.Facts;

/// <summary>A connection that IPVS keeps, or a persistence template.</summary>
/// <param name="Protocol">TCP, UDP, SCTP, ...; IP for the template of a firewall mark, whose virtual address is the mark.</param>
/// <param name="Client">Client address and port; port 0 in a template.</param>
/// <param name="Virtual">Virtual address and port.</param>
/// <param name="Server">Real server; with tunnels its family may be the other one.</param>
/// <param name="State">As the kernel names it: <c>ESTABLISHED</c>, <c>TIME_WAIT</c>, <c>UDP</c>, ...</param>
/// <param name="ExpiresSeconds">Seconds until it is forgotten if nothing more comes.</param>
/// <param name="IsSynced">Whether another director sent it; null where the file does not say (only ip_vs_conn_sync does).</param>
public readonly record struct IpvsConnection(
    string Protocol, IpvsEndpoint Client, IpvsEndpoint Virtual, IpvsEndpoint Server, string State, long ExpiresSeconds, bool? IsSynced)
{
    /// <summary>Whether it is no connection but says which real server a client keeps (ip_vs_ctpl_state_name_table in ip_vs_proto.c).</summary>
    public bool IsTemplate => Client.Port == 0 && State is "NONE" or "ASSURED";
}
