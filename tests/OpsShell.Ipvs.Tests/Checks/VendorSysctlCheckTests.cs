using OpsShell.Core.Findings;
using OpsShell.Core.Probing;
using OpsShell.Ipvs.Checks;
using OpsShell.Ipvs.Facts;
using OpsShell.Testing;

namespace OpsShell.Ipvs.Tests.Checks;

public sealed class VendorSysctlCheckTests
{
    private const string Release = "/proc/sys/kernel/osrelease";

    // A build of 2020: the vendor's kernel, an early 5.4, schedule_icmp 1 although nobody set it.
    private static FixtureNode Shifted => CheckNodes.Old.WithSysctl("schedule_icmp", "1").With(Release, "5.4.32-19-0001\n");

    [Fact]
    public void The_sign_of_shifted_names_is_a_warning()
    {
        var finding = Shifted.Run(new VendorSysctlCheck()).About("shifted");
        Assert.Equal(FindingStatus.Warning, finding.Status);
        Assert.Contains(finding.Evidence, item => item is { Name: "schedule_icmp", Value: "1" });
        Assert.Contains("grep -r schedule_icmp", finding.Remedy, StringComparison.Ordinal);
    }

    public static TheoryData<FixtureNode> InOrder =>
    [
        // The release is one that is free of it; the name is there; the value is 0; an upstream kernel, where somebody set it.
        Shifted.With(Release, "5.4.119-20.0009.29\n"),
        Shifted.WithSysctl("conn_reuse_old_conntrack", "1"),
        Shifted.WithSysctl("schedule_icmp", "0"),
        CheckNodes.Load("k8s-centos7-3.10").WithSysctl("schedule_icmp", "1"),
    ];

    [Theory]
    [MemberData(nameof(InOrder))]
    public void Without_the_sign_names_are_in_order(FixtureNode node) =>
        Assert.DoesNotContain(node.Run(new VendorSysctlCheck()), finding => finding.Subject == "shifted");

    [Fact]
    public void An_unknown_release_leaves_it_unknown() =>
        Assert.Equal(FindingStatus.Unknown, Shifted.Without(Release).Run(new VendorSysctlCheck()).About("shifted").Status);

    [Theory]
    [InlineData("sync_version", "3")]
    [InlineData("sync_retries", "-1")]
    [InlineData("drop_entry", "7")]
    [InlineData("sync_ports", "3")]
    [InlineData("sync_ports", "0")]
    [InlineData("sync_threshold", "50 3")]
    [InlineData("sync_threshold", "3")]
    [InlineData("est_nice", "99")]
    [InlineData("secure_tcp", "")]
    [InlineData("drop_packet", "\u001b[2J")]
    public void A_value_that_the_kernel_refuses_is_a_warning(string name, string value)
    {
        var finding = CheckNodes.Healthy.WithSysctl(name, value).Run(new VendorSysctlCheck()).About("values");
        Assert.Equal(FindingStatus.Warning, finding.Status);
        Assert.Equal(name, Assert.Single(finding.Evidence).Name);
    }

    [Theory]
    [InlineData("sync_threshold", "3 0")]
    [InlineData("sync_threshold", "0\t1")]
    [InlineData("sync_ports", "16")]
    [InlineData("drop_entry", "2")]
    public void A_value_that_the_kernel_accepts_is_not(string name, string value) =>
        Assert.Equal(FindingStatus.Ok, Assert.Single(CheckNodes.Healthy.WithSysctl(name, value).Run(new VendorSysctlCheck())).Status);

    [Fact]
    public void The_vendors_default_is_said()
    {
        Assert.Equal(FindingStatus.Info, CheckNodes.Old.Run(new VendorSysctlCheck()).About("estimation").Status);
        Assert.Equal(FindingStatus.Ok, Assert.Single(CheckNodes.Old.WithSysctl("estimation_timer_work", "1").Run(new VendorSysctlCheck())).Status);
    }

    [Fact]
    public void Values_that_cannot_be_read_are_unknown()
    {
        var node = CheckNodes.Healthy.WithError(IpvsSysctls.Path("sync_ports"), ProbeStatus.Denied, "Permission denied");
        Assert.Equal(FindingStatus.Unknown, Assert.Single(node.Run(new VendorSysctlCheck())).Status);
    }
}
