namespace OpsShell.RpmLab.Tests;

/// <summary>What the solver refuses, and what it does instead when it is let.</summary>
public sealed class DependencyFaultTests(HalfMigrated halfMigrated)
{
    [Fact]
    public void A_third_party_pin_stops_the_synchronization_and_allowerasing_silently_removes_the_pinning_package()
    {
        using var node = halfMigrated.Node("acme-agent-5.0-1");
        var before = node.Packages();
        foreach (var option in (string[])["", "--nobest", "--skip-broken"])
        {
            var run = node.Run($"{Lab.Synchronize} {option}").Exits(1);
            Assert.Contains("package acme-agent-5.0-1.x86_64 requires libbar >= 2.0-5, but none of the providers can be installed", run.Text, StringComparison.Ordinal);
            Assert.Contains("libbar-2.0-9.el8.x86_64 does not belong to a distupgrade repository", run.Text, StringComparison.Ordinal);
        }
        Assert.Equal(before, node.Packages());
        node.Run(Lab.Synchronize + " --allowerasing").Exits(0);
        Assert.False(node.Has("acme-agent"));
        Assert.Equal(["2.0-4.oc8"], node.Versions("libbar"));
    }

    [Fact]
    public void Dnf_shell_ends_well_whatever_happened_and_removes_what_nobody_named()
    {
        using var node = halfMigrated.Node("acme-agent-5.0-1");
        node.Run("printf 'distro-sync\\nrun\\n' >/root/s && dnf -y shell /root/s").Exits(0);
        Assert.Equal(["2.0-9.el8"], node.Versions("libbar"));
        node.Run("printf 'remove python2-tool\\ndistro-sync\\nrun\\n' >/root/s && dnf -y shell /root/s").Exits(0);
        Assert.False(node.Has("acme-agent"));
    }

    [Fact]
    public void A_file_of_a_third_party_package_stops_the_transaction_before_anything_changes()
    {
        using var node = halfMigrated.Node("acme-theme-1.0-1");
        var before = node.Packages();
        var run = node.Run("dnf -y install shared-theme").Exits(1);
        Assert.Contains("Transaction test error", run.Text, StringComparison.Ordinal);
        Assert.Contains("file /usr/share/theme/default", run.Text, StringComparison.Ordinal);
        Assert.Contains("acme-theme-1.0-1.noarch", run.Text, StringComparison.Ordinal);
        Assert.Equal(before, node.Packages());
    }

    [Fact]
    public void A_module_stream_of_the_old_platform_is_a_problem_in_the_output_and_not_in_the_exit_code()
    {
        using var node = Lab.Node("centos8", "nodejs");
        Assert.Contains("nodejs 10 [d][e]", node.Run("dnf -q module list --enabled").Exits(0).Text, StringComparison.Ordinal);
        node.Run(Lab.TakeIdentityOf8).Exits(0);
        var run = node.Run(Lab.Synchronize).Exits(0);
        Assert.Contains("nothing provides module(platform:el8) needed by module nodejs:10:8030020210118191659:30b713e6.x86_64", run.Text, StringComparison.Ordinal);
        Assert.Equal(["10.24.0-1.module_el8.3.0+717"], node.Versions("nodejs"));
        // Reset is what takes the problem away.
        node.Run("dnf -y module reset nodejs").Exits(0);
        Assert.DoesNotContain("module(platform:el8)", node.Run("dnf --refresh distro-sync --assumeno").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_release_package_is_protected()
    {
        using var node = Lab.Node("centos8");
        var run = node.Run("dnf -y remove centos-linux-release").Exits(1);
        Assert.Contains("would result in removing the following protected packages: centos-linux-release", run.Text, StringComparison.Ordinal);
    }
}
