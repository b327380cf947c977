using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Ipvs.Checks;

namespace OpsShell.Ipvs.Tests.Checks;

public sealed class ModulesCheckTests
{
    [Fact]
    public void Missing_modules_are_named_with_the_command()
    {
        var finding = CheckNodes.Old.Run(new ModulesCheck()).About("modules");
        Assert.Equal((FindingStatus.Info, "Not loaded: ip_vs_wrr, ip_vs_sh"), (finding.Status, finding.Title));
        Assert.Contains("modprobe -a ip_vs_wrr ip_vs_sh", finding.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void Old_kernels_want_another_conntrack()
    {
        var finding = CheckNodes.Load("k8s-centos7-3.10").Run(new ModulesCheck()).About("modules");
        Assert.Contains("nf_conntrack_ipv4", finding.Title, StringComparison.Ordinal);
    }

    [Fact]
    public void Loading_at_boot_is_said()
    {
        Assert.Contains(CheckNodes.Healthy.Run(new ModulesCheck()).About("modules").Evidence, item => item is { Source: "/etc/modules-load.d/ipvs.conf", Value: "loaded" });
        Assert.Contains(CheckNodes.Old.Run(new ModulesCheck()).About("modules").Evidence, item => item.Value.StartsWith("not named", StringComparison.Ordinal));
    }

    [Fact]
    public void Built_in_modules_count()
    {
        var node = CheckNodes.Healthy.Without("/proc/modules");
        Assert.Equal(FindingStatus.Ok, node.Run(new ModulesCheck()).About("modules").Status);
    }

    [Fact]
    public void Without_kube_proxy_nothing_more_is_needed() =>
        Assert.Equal(FindingStatus.Ok, CheckNodes.Old.WithoutKubeIpvs0().Run(new ModulesCheck()).About("modules").Status);

    [Fact]
    public void A_service_without_a_scheduler_takes_no_connection()
    {
        var finding = CheckNodes.Healthy.WithTable("TCP  0A600005:0050 none\n").Run(new ModulesCheck()).About("scheduler");
        Assert.Equal(FindingStatus.Warning, finding.Status);
        Assert.Contains(finding.Evidence, item => item.Value == "TCP 10.96.0.5:80");
    }

    [Fact]
    public void Lines_of_proc_modules()
    {
        var modules = LoadedModules.Parse("acme_av 40960 1 - Live 0x0000000000000000 (OE)\nxfs 1314816 - - Live 0x0000000000000000\nip_vs 172032 27 ip_vs_rr, Live 0x0\n");
        Assert.Equal(new LoadedModule("acme_av", 40960, 1, "Live", "OE"), modules["acme_av"]);
        Assert.Null(modules["xfs"].UseCount);
        Assert.Equal(27, modules["ip_vs"].UseCount);
        Assert.Contains("line 1", Assert.Throws<FormatException>(() => LoadedModules.Parse("ip_vs many 1 - Live 0x0\n")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5.4.119-20.0009.29", "5.4.119")]
    [InlineData("6.6.117-45.oc9.x86_64", "6.6.117")]
    [InlineData("5.13-rc1", "5.13.0")]
    [InlineData("6.1.0+", "6.1.0")]
    [InlineData("six.one", null)]
    [InlineData("99999999999.1.1", null)]
    [InlineData("5", null)]
    public void Releases(string text, string? version) => Assert.Equal(version, new KernelRelease(text).Version?.ToString());
}
