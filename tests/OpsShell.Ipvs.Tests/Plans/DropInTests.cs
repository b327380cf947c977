using System.Collections.Immutable;
using OpsShell.Ipvs.Plans;

namespace OpsShell.Ipvs.Tests.Plans;

public sealed class DropInTests
{
    private static ImmutableSortedDictionary<string, string> Values(params (string Key, string Value)[] values) =>
        values.ToImmutableSortedDictionary(value => value.Key, value => value.Value, StringComparer.Ordinal);

    [Fact]
    public void A_new_file_says_who_wrote_it() => Assert.Equal(
        "# Settings of IPVS, written by OpsShell (Repair-OpsIpvs). Undo-OpsChange takes them back.\nnet.ipv4.vs.a = 1\nnet.ipv4.vs.b = 0\n",
        SysctlDropIn.Merge(null, Values(("net.ipv4.vs.b", "0"), ("net.ipv4.vs.a", "1"))));

    [Theory]
    [InlineData("net.ipv4.vs.a = 7\n# mine\nkernel.panic = 3\n", "net.ipv4.vs.a = 1\n# mine\nkernel.panic = 3\n")]
    [InlineData("kernel.panic = 3", "kernel.panic = 3\nnet.ipv4.vs.a = 1\n")]
    [InlineData("-net/ipv4/vs/a=7\nnet.ipv4.vs.a=8\n", "net.ipv4.vs.a = 1\n")]
    [InlineData("#net.ipv4.vs.a = 7\n;net.ipv4.vs.a = 7\n\n", "#net.ipv4.vs.a = 7\n;net.ipv4.vs.a = 7\n\nnet.ipv4.vs.a = 1\n")]
    [InlineData("=\n  = 5\nnonsense\n", "=\n  = 5\nnonsense\nnet.ipv4.vs.a = 1\n")]
    public void What_stands_there_stays_and_a_setting_stands_once(string existing, string merged) =>
        Assert.Equal(merged, SysctlDropIn.Merge(existing, Values(("net.ipv4.vs.a", "1"))));

    [Theory]
    [InlineData(null, "# Options of the module ip_vs, written by OpsShell (Repair-OpsIpvs). Undo-OpsChange takes them back.\noptions ip_vs conn_tab_bits=20\n")]
    [InlineData("options ip_vs conn_tab_bits=12 share_ns=1\noptions nf_conntrack hashsize=1\n", "options nf_conntrack hashsize=1\noptions ip_vs conn_tab_bits=20 share_ns=1\n")]
    public void Options_of_the_module_are_merged(string? existing, string merged) =>
        Assert.Equal(merged, ModuleDropIn.Merge(existing, Values(("conn_tab_bits", "20")), applySysctls: false));

    [Fact]
    public void Without_udev_the_module_applies_the_settings_once()
    {
        var first = ModuleDropIn.Merge(null, Values(), applySysctls: true);
        Assert.Contains("install ip_vs /sbin/modprobe --ignore-install ip_vs $CMDLINE_OPTS && { /sbin/sysctl -q -p /etc/sysctl.d/99-zz-opsshell-ipvs.conf; true; }\n", first, StringComparison.Ordinal);
        Assert.Equal(first, ModuleDropIn.Merge(first, Values(), applySysctls: true));
    }

    [Fact]
    public void The_rule_runs_the_program_with_the_file() => Assert.EndsWith(
        "ACTION==\"add\", SUBSYSTEM==\"module\", KERNEL==\"ip_vs\", RUN+=\"/usr/lib/systemd/systemd-sysctl /etc/sysctl.d/99-zz-opsshell-ipvs.conf\"\n",
        SysctlDropIn.Rule("/usr/lib/systemd/systemd-sysctl"), StringComparison.Ordinal);
}
