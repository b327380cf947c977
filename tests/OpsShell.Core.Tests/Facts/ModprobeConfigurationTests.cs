using CsCheck;
using OpsShell.Core.Facts;
using OpsShell.Core.Probing;
using OpsShell.Testing;

namespace OpsShell.Core.Tests.Facts;

public sealed class ModprobeConfigurationTests
{
    private static readonly FixtureNode Node = new FixtureNode().With("/proc/cmdline", "BOOT_IMAGE=/vmlinuz ro quiet\n");

    private static ModprobeConfiguration Read(FixtureNode node) => ModprobeConfiguration.Fact.Read(node.Probe(ModprobeConfiguration.Fact.Items));

    [Fact]
    public void The_last_option_counts()
    {
        var option = Read(Node
            .With("/etc/modprobe.d/ipvs.conf", "# table\noptions ip_vs conn_tab_bits=18 \\\n  share_ns=1\noptions ip-vs conn_tab_bits=20\n")
            .With("/usr/lib/modprobe.d/00-vendor.conf", "options ip_vs conn_tab_bits=12\n")).Option("ip_vs", "conn_tab_bits")!;
        Assert.Equal(("20", "/etc/modprobe.d/ipvs.conf:4"), (option.Value, option.Place.ToString()));
        Assert.Equal("ip_vs", option.Module);
    }

    [Fact]
    public void The_command_line_counts_after_all_files()
    {
        var configuration = Read(Node
            .With("/etc/modprobe.d/ipvs.conf", "options ip_vs conn_tab_bits=18\n")
            .With("/proc/cmdline", "ro ip_vs.conn_tab_bits=20 x.y=\"a b\" modprobe.blacklist=foo,bar-baz modules_load=ip_vs -- z.w=1\n"));
        var option = configuration.Option("ip-vs", "conn_tab_bits")!;
        Assert.Equal(("20", "/proc/cmdline:1"), (option.Value, option.Place.ToString()));
        Assert.Equal("a b", configuration.Option("x", "y")!.Value);
        Assert.NotNull(configuration.Blacklist("bar_baz"));
        Assert.NotNull(configuration.BootLoad("ip_vs"));
        Assert.Null(configuration.Option("z", "w"));
    }

    [Fact]
    public void Install_lines_and_boot_loads_are_found()
    {
        const string command = "/sbin/modprobe --ignore-install ip_vs && /sbin/sysctl -p";
        var configuration = Read(Node
            .With("/etc/modprobe.d/ipvs.conf", $"install ip_vs {command}\nblacklist sctp\n")
            .With("/etc/modules-load.d/ipvs.conf", "; ours\nip_vs\nip_vs_rr\n#ip_vs_sh\n"));
        Assert.Equal((command, "/etc/modprobe.d/ipvs.conf:1"), (configuration.Install("ip_vs")!.Command, configuration.Install("ip_vs")!.Place.ToString()));
        Assert.Equal("/etc/modules-load.d/ipvs.conf:3", configuration.BootLoad("ip_vs_rr")!.Place.ToString());
        Assert.Null(configuration.BootLoad("ip_vs_sh"));
        Assert.NotNull(configuration.Blacklist("sctp"));
        Assert.Null(configuration.Install("nf_conntrack"));
    }

    [Theory]
    [InlineData("\tinstall  ip-vs \t/bin/true \n", "ip_vs", "/bin/true")]
    [InlineData("install install install", "install", "install")]
    [InlineData("install ip_vs", "ip_vs", "")]
    [InlineData("install l8\"`klx <FiW \n", "l8\"`klx <FiW ", "")]
    [InlineData("install \" \u0085", "\" \u0085", "")]
    public void What_follows_the_module_is_the_command(string text, string module, string command)
    {
        var install = Assert.Single(new ModprobeConfiguration().WithModprobeFile("/x", text).Installs);
        Assert.Equal((module, command), (install.Module, install.Command));
    }

    [Fact]
    public void What_was_not_read_is_named() =>
        Assert.Equal(["/proc/cmdline"], Read(Node.WithError("/proc/cmdline", ProbeStatus.Denied, "no")).Unread.Select(file => file.Path));

    [Fact]
    public void Any_text_is_survived() => Gen.String.Sample(text =>
        new ModprobeConfiguration().WithModprobeFile("/x", text).WithModprobeFile("/x", $"options {text}\ninstall {text}\n\\\n").WithLoadFile("/y", text).WithCommandLine(text));

    [Theory]
    [InlineData(250, 1250, 250)]
    [InlineData(1000, 5000, 1000)]
    [InlineData(100, 500, 100)]
    public void Hz_is_what_two_values_agree_on(long cost, long burst, int expected) => Assert.Equal(expected, KernelHz.From(cost, burst).Value);

    [Theory]
    [InlineData(1000, 1250)]
    [InlineData(0, 0)]
    [InlineData(-100, -500)]
    [InlineData(333, 1665)]
    [InlineData(long.MaxValue, 5)]
    public void Hz_is_unknown_where_they_do_not_agree(long cost, long burst) =>
        Assert.Contains($"error_cost is {cost}", Assert.Throws<FactUnavailableException>(() => KernelHz.From(cost, burst)).Reason, StringComparison.Ordinal);

    [Fact]
    public void Hz_is_read_from_a_node()
    {
        var node = Node.With("/proc/sys/net/ipv4/route/error_cost", "250\n").With("/proc/sys/net/ipv4/route/error_burst", "1250\n");
        Assert.Equal(new KernelHz(250), KernelHz.Fact.Read(node.Probe(KernelHz.Fact.Items)));
        Assert.Equal(TimeSpan.FromSeconds(10800), new KernelHz(250).Duration(2700000));
        Assert.Equal(ProbeStatus.Missing, Assert.Throws<FactUnavailableException>(() => KernelHz.Fact.Read(Node.Probe(KernelHz.Fact.Items))).Status);
    }
}
