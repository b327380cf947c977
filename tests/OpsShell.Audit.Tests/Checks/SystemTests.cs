using OpsShell.Audit.Checks;
using OpsShell.Audit.Facts;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;

namespace OpsShell.Audit.Tests.Checks;

public sealed class SystemTests
{
    private const string Current = "/sys/devices/system/clocksource/clocksource0/current_clocksource";

    [Theory]
    [InlineData("100 0 1000", FindingStatus.Ok)]
    [InlineData("750 0 1000", FindingStatus.Warning)]
    [InlineData("950 0 1000", FindingStatus.Critical)]
    [InlineData("garbage", FindingStatus.Unknown)]
    public void File_handles_are_judged(string text, FindingStatus expected) =>
        Assert.Equal(expected, Assert.Single(Nodes.Healthy.With("/proc/sys/fs/file-nr", text + "\n").Run(new FileHandleCheck())).Status);

    [Theory]
    [InlineData("0.000012", "Normal", FindingStatus.Ok)]
    [InlineData("-0.2", "Normal", FindingStatus.Warning)]
    [InlineData("-2.5", "Normal", FindingStatus.Critical)]
    [InlineData("0", "Not synchronised", FindingStatus.Warning)]
    public void Offset_is_judged_by_size(string offset, string leap, FindingStatus expected)
    {
        var node = Nodes.Healthy.WithAnswer(ClockSync.Item, $"exit 0\nchronyc A,10.0.0.1,3,1.5,{offset},0,0,0,0,0,0,0,0,{leap}\n");
        Assert.Equal(expected, node.Run(new ClockCheck()).About("synchronisation").Status);
    }

    [Theory]
    [InlineData("tsc", FindingStatus.Ok)]
    [InlineData("kvm-clock", FindingStatus.Ok)]
    [InlineData("arch_sys_counter", FindingStatus.Ok)]
    [InlineData("acpi_pm", FindingStatus.Warning)]
    [InlineData("jiffies", FindingStatus.Warning)]
    [InlineData("new_thing", FindingStatus.Info)]
    public void Clocksource_is_judged_by_what_reading_costs(string name, FindingStatus expected) =>
        Assert.Equal(expected, Nodes.Healthy.With(Current, name + "\n").Run(new ClockCheck()).About("clocksource").Status);

    [Fact]
    public void Clock_that_differs_from_the_auditing_machine_is_a_warning_unless_uptime_is_made_up()
    {
        var node = Nodes.Healthy with { CapturedAt = DateTimeOffset.FromUnixTimeSeconds(1790000000 + 864000 + 3600) };
        var finding = node.Run(new ClockCheck()).About("difference");
        Assert.Equal(FindingStatus.Warning, finding.Status);
        Assert.Contains("behind this machine's by 1 hour", finding.Title);
        var container = node.With("/proc/1/mounts", "lxcfs /proc/uptime fuse.lxcfs rw 0 0\n");
        Assert.DoesNotContain(container.Run(new ClockCheck()), item => item.Subject == "difference");
    }

    [Fact]
    public void No_time_service_is_unknown() =>
        Assert.Equal(FindingStatus.Unknown, Nodes.Healthy.WithAnswer(ClockSync.Item, "exit 0\nnone\n").Run(new ClockCheck()).About("synchronisation").Status);

    [Fact]
    public void Essential_unit_is_critical_and_others_are_warnings()
    {
        var findings = Nodes.Sick.Run(new SystemdCheck());
        Assert.Equal(FindingStatus.Critical, findings.About("kubelet.service").Status);
        Assert.Equal(FindingStatus.Warning, findings.About("logrotate.service").Status);
    }

    [Fact]
    public void Many_failed_units_are_one_finding()
    {
        var list = string.Concat(Enumerable.Range(0, 50).Select(number => $"u{number}.service loaded failed failed x\n"));
        Assert.Equal(FindingStatus.Critical, Assert.Single(Nodes.Healthy.WithAnswer(FailedUnits.Item, "exit 0\n" + list).Run(new SystemdCheck())).Status);
    }

    [Fact]
    public void Systemctl_that_fails_is_unknown() =>
        Assert.Equal(FindingStatus.Unknown, Assert.Single(Nodes.Healthy.WithAnswer(FailedUnits.Item, "exit 1\n").Run(new SystemdCheck())).Status);

    [Fact]
    public void Kernel_log_that_may_not_be_read_is_unknown_and_tells_the_way_out()
    {
        var finding = Assert.Single(Nodes.Sick.WithoutAnswer(KernelLog.Item, ProbeStatus.Denied, "Operation not permitted").Run(new KernelLogCheck()));
        Assert.Equal(FindingStatus.Unknown, finding.Status);
        Assert.Contains("dmesg_restrict", finding.Title);
    }

    [Fact]
    public void Kernel_log_command_that_fails_is_unknown_even_if_its_filter_ended_well() =>
        Assert.Equal(FindingStatus.Unknown, Assert.Single(Nodes.Sick.WithAnswer(KernelLog.Item, "exit 1\n@matched 0\n").Run(new KernelLogCheck())).Status);

    [Fact]
    public void Every_kind_of_event_has_a_rule_with_all_words()
    {
        foreach (var kind in Enum.GetValues<KernelEventKind>().Where(kind => kind is not (KernelEventKind.OomKill or KernelEventKind.CgroupOomKill)))
        {
            var rule = KernelEventRule.Of(kind);
            Assert.All([rule.Subject, rule.Name, rule.Explanation, rule.Remedy], Assert.NotEmpty);
        }
    }

    [Fact]
    public void Events_without_a_time_are_not_waved_through()
    {
        var node = Nodes.Healthy.WithAnswer(KernelLog.Item, "exit 0\n@start Linux\n@matched 1\nBuffer I/O error on dev sda, logical block 1\n");
        var finding = node.Run(new KernelLogCheck()).About("io-error");
        Assert.Equal(FindingStatus.Critical, finding.Status);
        Assert.Contains("not known", finding.Title);
    }

    [Fact]
    public void Identity_is_read_with_what_there_is()
    {
        var facts = new FactSet(Nodes.Healthy.Probe(NodeIdentity.Fact.Items));
        var node = facts.Get(NodeIdentity.Fact);
        Assert.Equal(("6.6.34-9.oc9.x86_64", "node1", "opencloudos", 8, 2), (node.KernelRelease, node.HostName, node.Os!.Id, node.Cpu!.Logical, node.Cpu.Sockets));
        Assert.Equal((6, 6), node.KernelVersion);
        Assert.Null(node.VirtualizationHint);
        var bare = new Testing.FixtureNode().With("/proc/sys/kernel/osrelease", "weird\n").With("/sys/class/dmi/id/sys_vendor", "QEMU\n");
        var poor = new FactSet(bare.Probe(NodeIdentity.Fact.Items)).Get(NodeIdentity.Fact);
        Assert.Equal(("weird", null, "QEMU"), (poor.KernelRelease, poor.KernelVersion, poor.VirtualizationHint));
    }
}
