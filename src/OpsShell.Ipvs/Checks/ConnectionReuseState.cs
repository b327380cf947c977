using OpsShell.Core.Facts;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Checks;

/// <summary>What the reuse of a port depends on.</summary>
/// <param name="HasMode">Whether the kernel has net.ipv4.vs.conn_reuse_mode.</param>
/// <param name="Mode">Its value; null when there is none or it is no number.</param>
/// <param name="ExpireNoDestination">net.ipv4.vs.expire_nodest_conn; null when not told.</param>
/// <param name="Conntrack">net.ipv4.vs.conntrack; null when not told.</param>
/// <param name="SynFix">Whether the kernel schedules the SYN of a reused port anew (f0a5e4d7a594, or a vendor's own patch).</param>
/// <param name="SynFixReason">Why that is thought.</param>
/// <param name="DeadServerFix">Whether the kernel keeps reused ports from dead real servers in mode 0 (c95c07836fa4).</param>
/// <param name="DeadServerFixReason">Why that is thought.</param>
public sealed record ConnectionReuseState(
    bool HasMode, long? Mode, bool? ExpireNoDestination, bool? Conntrack, Presence SynFix, string SynFixReason, Presence DeadServerFix, string DeadServerFixReason)
{
    /// <summary>TencentOS' own fix of 2020 (TencentOS-kernel, pull request 17); later releases have the upstream one and not this setting.</summary>
    public const string VendorSetting = "conn_reuse_old_conntrack";

    /// <summary>The state of a node. A setting that reads back outweighs what the kernel's release suggests.</summary>
    public static ConnectionReuseState Of(IpvsSysctls sysctls, NodeIdentity node)
    {
        var (syn, synReason) = sysctls.Number(VendorSetting) switch
        {
            null => KernelFix.SynOfReusedPort.In(node.KernelRelease),
            0 => (Presence.No, $"this kernel has its own fix, and net.ipv4.vs.{VendorSetting} is 0"),
            var value => (Presence.Yes, $"this kernel has its own fix, and net.ipv4.vs.{VendorSetting} is {value}"),
        };
        var (dead, deadReason) = KernelFix.ReuseOfDeadServer.In(node.KernelRelease);
        return new ConnectionReuseState(
            sysctls["conn_reuse_mode"] is not null, sysctls.Number("conn_reuse_mode"), Flag(sysctls.Number("expire_nodest_conn")),
            Flag(sysctls.Number("conntrack")), syn, synReason, dead, deadReason);
    }

    private static bool? Flag(long? value) => value is null ? null : value != 0;
}
