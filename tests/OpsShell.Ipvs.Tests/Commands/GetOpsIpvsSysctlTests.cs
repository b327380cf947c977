using OpsShell.Core.Findings;
using OpsShell.Core.Probing;
using OpsShell.Ipvs.Facts;
using OpsShell.Testing;
using OpsShell.Tests.PowerShellRuns;

namespace OpsShell.Ipvs.Tests.Commands;

public sealed class GetOpsIpvsSysctlTests
{
    private const string Drop = "/etc/sysctl.d/90-ipvs.conf";

    private static FixtureNode Node(string name = "debian12-6.1-lab") => FixtureNode.Load(
        name, Directory.GetFiles(Path.Combine(FixtureNode.RootFolder(name), "..", "commands")).ToDictionary(file => Path.GetFileName(file), file => ProbeItem.Command(Path.GetFileName(file))))
        .With("/etc/modules-load.d/ipvs.conf", "ip_vs\n").With("/proc/1/comm", "systemd\n").With("/sys/module/ip_vs/parameters/conn_tab_bits", "12\n").With("/proc/cmdline", "ro\n");

    private static OpsIpvsSysctl Read(FixtureNode node, string name = "net.ipv4.vs.conntrack") => Assert.Single(All(node), sysctl => sysctl.Name == name);

    private static List<OpsIpvsSysctl> All(FixtureNode node)
    {
        var facts = new FactSet(node.Probe(SysctlReading.Facts.SelectMany(fact => fact.Items)));
        return [.. SysctlReading.Of("node1", facts)];
    }

    private static (IpvsSysctlState, string?, string?) Place(OpsIpvsSysctl sysctl) => (sysctl.State, sysctl.PersistedValue, sysctl.PersistedIn);

    [Fact]
    public void A_captured_kernel_has_its_defaults()
    {
        var all = All(Node());
        Assert.Equal(28, all.Count);
        Assert.All(all.Where(sysctl => sysctl.Default is not null), sysctl => Assert.Equal(IpvsSysctlState.Default, sysctl.State));
        Assert.Equal(["net.ipv4.vs.sync_qlen_max"], all.Where(sysctl => sysctl.Default is null).Select(sysctl => sysctl.Name));
        Assert.All(all, sysctl => Assert.True(sysctl.Meaning.Length > 20, sysctl.Name));
        Assert.DoesNotContain(all, sysctl => sysctl.Meaning.Contains("Not known", StringComparison.Ordinal));
    }

    [Fact]
    public void A_captured_kernel_with_threads_has_its_defaults()
    {
        var all = All(Node("debian12-6.12-lab"));
        Assert.Equal(30, all.Count);
        Assert.All(all.Where(sysctl => sysctl.Default is not null), sysctl => Assert.Equal(IpvsSysctlState.Default, sysctl.State));
        Assert.Equal(["net.ipv4.vs.sync_qlen_max"], all.Where(sysctl => sysctl.Default is null).Select(sysctl => sysctl.Name));
        Assert.Equal(("0-1", "0-1"), Read(Node("debian12-6.12-lab"), Cpus) is var cpus ? (cpus.Value, cpus.Default) : default);
        Assert.Equal("3 50", all.Single(sysctl => sysctl.Name == "net.ipv4.vs.sync_threshold").Value);
    }

    private const string Cpus = "net.ipv4.vs.est_cpulist";

    [Theory]
    [InlineData("0-1", "0,1", IpvsSysctlState.Persisted)]
    [InlineData("0-1", "1,0", IpvsSysctlState.Persisted)]
    [InlineData("0-1", "1", IpvsSysctlState.Overridden)]
    [InlineData("0-1", "all", IpvsSysctlState.Overridden)]
    [InlineData("", "0", IpvsSysctlState.Overridden)]
    // Without isolated CPUs the kernel starts with all of them; this one may have some.
    [InlineData("1", null, IpvsSysctlState.Unknown)]
    public void Cpus_of_the_estimator_are_compared_as_sets(string value, string? kept, IpvsSysctlState state)
    {
        var node = Node("debian12-6.12-lab").With(IpvsSysctls.Path("est_cpulist"), value + "\n");
        Assert.Equal(state, Read(kept is null ? node : node.With(Drop, $"{Cpus} = {kept}\n"), Cpus).State);
    }

    [Fact]
    public void A_line_that_agrees_keeps_the_value() =>
        Assert.Equal((IpvsSysctlState.Persisted, "0", Drop + ":2"), Place(Read(Node().With(Drop, "# ours\nnet.ipv4.vs.conntrack = 0\n"))));

    [Fact]
    public void A_line_that_differs_comes_back_at_boot()
    {
        var sysctl = Read(Node().With(Drop, "net.ipv4.vs.conntrack = 1\n").With("/usr/lib/sysctl.d/50-default.conf", "net.ipv4.vs.conntrack = 0\n"));
        Assert.Equal((IpvsSysctlState.Overridden, "1", Drop + ":1"), Place(sysctl));
        Assert.Equal(["/usr/lib/sysctl.d/50-default.conf:1: 0"], sysctl.Overrides);
    }

    [Fact]
    public void A_value_that_no_file_sets_is_lost() =>
        Assert.Equal((IpvsSysctlState.RuntimeOnly, null, null), Place(Read(Node().With(IpvsSysctls.Path("conntrack"), "1\n"))));

    [Fact]
    public void A_module_that_is_loaded_late_never_gets_the_line()
    {
        var node = Node().Without("/etc/modules-load.d").With(Drop, "net.ipv4.vs.conntrack = 0\n");
        Assert.Equal(IpvsSysctlState.Ineffective, Read(node).State);
        Assert.Contains("modules-load.d", Read(node).Note, StringComparison.Ordinal);
        // What Alibaba's manual advises.
        var hooked = node.With("/etc/modprobe.d/ipvs.conf", "install ip_vs /sbin/modprobe --ignore-install ip_vs && /sbin/sysctl -p\n");
        Assert.Equal(IpvsSysctlState.Persisted, Read(hooked).State);
    }

    [Fact]
    public void The_main_file_alone_does_nothing_on_systemd() =>
        Assert.Equal((IpvsSysctlState.Ineffective, "1", "/etc/sysctl.conf:1"), Place(Read(Node().With("/etc/sysctl.conf", "net.ipv4.vs.conntrack=1\n"))));

    [Fact]
    public void What_was_not_read_is_unknown()
    {
        var denied = Read(Node().WithError("/etc/sysctl.conf", ProbeStatus.Denied, "Permission denied"));
        Assert.Equal(IpvsSysctlState.Unknown, denied.State);
        Assert.Contains("/etc/sysctl.conf (Permission denied)", denied.Note, StringComparison.Ordinal);
        var unset = Read(Node(), "net.ipv4.vs.sync_qlen_max");
        Assert.Equal((IpvsSysctlState.Unknown, "no file sets it, and what this kernel starts with is not known"), (unset.State, unset.Note));
    }

    [Fact]
    public void A_defence_at_work_is_still_its_setting() =>
        Assert.Equal(IpvsSysctlState.Persisted, Read(Node().With(IpvsSysctls.Path("drop_entry"), "2\n").With(Drop, "net.ipv4.vs.drop_entry=1\n"), "net.ipv4.vs.drop_entry").State);

    [Fact]
    public void Pairs_are_compared_by_their_numbers() =>
        Assert.Equal(IpvsSysctlState.Persisted, Read(Node().With(Drop, "net.ipv4.vs.sync_threshold = 3 50\n"), "net.ipv4.vs.sync_threshold").State);

    [Fact]
    public void Module_options_are_found()
    {
        var option = Read(Node().With("/etc/modprobe.d/ipvs.conf", "options ip_vs conn_tab_bits=20\n"), "ip_vs.conn_tab_bits");
        Assert.Equal((IpvsSysctlState.Overridden, "20", "/etc/modprobe.d/ipvs.conf:1"), Place(option));
        Assert.Equal((IpvsSysctlState.Persisted, "12", "/proc/cmdline:1"), Place(Read(Node().With("/proc/cmdline", "ro ip_vs.conn_tab_bits=12\n"), "ip_vs.conn_tab_bits")));
        Assert.Equal(IpvsSysctlState.Default, Read(Node(), "ip_vs.conn_tab_bits").State);
    }

    [Fact]
    public void Kube_proxys_values_are_recommended_where_it_runs()
    {
        Assert.Null(Read(Node()).Recommended);
        var node = Node().With("/sys/class/net/kube-ipvs0/operstate", "down\n");
        Assert.Equal(("1", false), (Read(node).Recommended, Read(node).IsRecommended));
    }

    [Fact]
    public void Estimation_is_recommended_by_what_it_costs()
    {
        // 6.1 has the timer; few services cost nothing, and 100,000 estimators on 128 CPUs most of a second.
        var few = Read(Node().With("/sys/devices/system/cpu/possible", "0-1\n"), "net.ipv4.vs.run_estimation");
        Assert.Equal(("1", true), (few.Recommended, few.IsRecommended));
        var many = ManyServicesNode.AddTo(Node(ManyServicesNode.Name));
        var sysctl = Read(many, "net.ipv4.vs.estimation_timer_work");
        Assert.Equal(("0", false), (sysctl.Recommended, sysctl.IsRecommended));
        Assert.Contains("about 832 ms", sysctl.Reason, StringComparison.Ordinal);
        // With threads it makes no pauses, however many there are.
        Assert.Equal("1", Read(many.With(IpvsSysctls.Path("run_estimation"), "1\n").With(IpvsSysctls.Path("est_nice"), "0\n"), "net.ipv4.vs.run_estimation").Recommended);
        Assert.Null(Read(many.Without("/sys/devices/system/cpu/possible"), "net.ipv4.vs.estimation_timer_work").Recommended);
    }

    [Fact]
    public void A_vendors_own_parameter_is_explained_and_an_unknown_one_is_not()
    {
        Assert.Contains("TencentOS", Read(Node("k8s-opencloudos8-5.4"), "net.ipv4.vs.estimation_timer_work").Meaning, StringComparison.Ordinal);
        var unknown = Read(Node().With(IpvsSysctls.Path("mystery"), "7\n"), "net.ipv4.vs.mystery");
        Assert.Equal((null, IpvsSysctlState.Unknown), (unknown.Default, unknown.State));
    }

    [Fact]
    public void A_value_that_cannot_be_read_is_listed_as_unknown_with_the_reason()
    {
        var path = IpvsSysctls.Path("conntrack");
        var unread = Read(Node().WithError(path, ProbeStatus.Denied, "Permission denied"));
        Assert.Equal(("", IpvsSysctlState.Unknown, null, null), (unread.Value, unread.State, unread.Recommended, unread.IsRecommended));
        Assert.Equal("the value could not be read: Permission denied", unread.Note);
    }

    [Theory]
    [InlineData("contrack", true)]
    [InlineData("contrack*", false)]
    public void A_name_that_the_kernel_lacks_is_an_error_and_a_pattern_is_not(string name, bool isError)
    {
        using var shell = new OpsRunspace("OpsShell.Fleet", "OpsShell.Ipvs");
        var run = shell.Run($"Get-OpsIpvsSysctl 'root:{FixtureNode.RootFolder("k8s-centos7-3.10")}' -Name {name}, conntrack");
        Assert.Single(run.Of<OpsIpvsSysctl>());
        Assert.Equal(isError ? ["ParameterNotFound,OpsShell.Ipvs.Commands.GetOpsIpvsSysctlCommand"] : Array.Empty<string>(), run.Errors.Select(error => error.FullyQualifiedErrorId));
    }

    [Fact]
    public void A_recording_knows_what_the_node_keeps()
    {
        using var shell = new OpsRunspace("OpsShell.Fleet", "OpsShell.Ipvs");
        using var folder = new TemporaryFolder();
        var root = FixtureNode.RootFolder("k8s-opencloudos9-6.6");
        shell.Run($"$null = Save-OpsSnapshot 'root:{root}' -Path '{folder["node.zip"]}' -SampleInterval 0.1");
        string[] Values(string node) => [.. shell.Run($"Get-OpsIpvsSysctl '{node}'").Of<OpsIpvsSysctl>().Select(sysctl => $"{sysctl.Name} {sysctl.Value} {sysctl.State} {sysctl.Recommended}")];
        var recorded = Values($"snapshot:{folder["node.zip"]}");
        Assert.NotEmpty(recorded);
        Assert.Equal(Values($"root:{root}"), recorded);
    }

    [Theory]
    [InlineData("-Name conntrack", 1)]
    [InlineData("-Name 'sync_*'", 7)]
    [InlineData("-Name net.ipv4.vs.conntrack, ip_vs.*", 2)]
    public void The_cmdlet_filters_and_shows(string parameters, int expected)
    {
        using var shell = new OpsRunspace("OpsShell.Fleet", "OpsShell.Ipvs");
        var node = $"root:{FixtureNode.RootFolder("k8s-centos7-3.10")}";
        var all = shell.Run($"Get-OpsIpvsSysctl '{node}' {parameters}").Of<OpsIpvsSysctl>();
        Assert.Equal(expected, all.Count);
        Assert.Contains("State", shell.Show($"Get-OpsIpvsSysctl '{node}' {parameters}"), StringComparison.Ordinal);
    }

    [Fact]
    public void Results_of_a_mounted_root_name_it_in_the_pipeline()
    {
        using var shell = new OpsRunspace("OpsShell.Fleet", "OpsShell.Ipvs");
        var root = FixtureNode.RootFolder("k8s-opencloudos8-5.4");
        var run = shell.Run($"Get-OpsIpvsSysctl 'root:{root}' -Name conntrack | Get-OpsIpvsSysctl -Name conn_reuse_mode");
        Assert.Empty(run.Errors);
        Assert.Equal("net.ipv4.vs.conn_reuse_mode", Assert.Single(run.Of<OpsIpvsSysctl>()).Name);
    }
}
