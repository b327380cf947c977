using System.Diagnostics;

namespace OpsShell.RpmLab.Tests;

/// <summary>A node as the lab makes it, before anything is done to it.</summary>
public sealed class RootTests
{
    [Theory]
    [InlineData("centos8", "ID=\"centos\"", "platform:el8", "4.18.0-348.7.1.el8_5.x86_64", "/var/lib/rpm", 2)]
    [InlineData("opencloudos8", "ID=\"opencloudos\"", "platform:oc8", "5.4.119-20.0009.29", "/var/lib/rpm", 1)]
    [InlineData("opencloudos9", "ID=\"opencloudos\"", "platform:oc9", "6.6.117-45.oc9.x86_64", "/usr/lib/sysimage/rpm", 1)]
    public void A_node_is_its_distribution_whole_and_unchanged(string distribution, string id, string platform, string kernel, string database, int kernels)
    {
        using var node = Lab.Node(distribution);
        var release = node.Run("cat /etc/os-release").Exits(0);
        Assert.Contains(id, release.Lines);
        Assert.Contains($"PLATFORM_ID=\"{platform}\"", release.Lines);
        Assert.Equal(kernel, node.Run("uname -r").Exits(0).Output.Trim());
        Assert.Equal(kernel, File.ReadAllText(node.Root + "/.lab/proc/sys/kernel/osrelease").Trim());
        Assert.Equal($"/boot/vmlinuz-{kernel}", node.Run("grubby --default-kernel").Exits(0).Output.Trim());
        Assert.Equal(kernels, Directory.GetFiles(node.Root + "/boot/loader/entries", "*.conf").Length);
        Assert.True(File.Exists($"{node.Root}{database}/rpmdb.sqlite"));
        Assert.Empty(node.Run("rpm -Va").Exits(0).Output);
        node.Run("dnf -q check").Exits(0);
    }

    [Fact]
    public void Packages_are_signed_by_their_distribution_and_those_of_a_third_party_are_not()
    {
        using var node = Lab.Node("centos8");
        var signed = node.Run("rpm -qa --qf '%{VENDOR}|%|RSAHEADER?{signed}:{none}|\\n' | sort -u").Exits(0).Lines;
        Assert.Equal(["(none)|none", "ACME Corp|none", "CentOS|signed"], signed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_node_is_copied_in_well_under_a_second_and_its_neighbour_keeps_what_it_has()
    {
        using var first = Lab.Node("centos8");
        var started = Stopwatch.GetTimestamp();
        using var second = Lab.Node("centos8");
        // It takes 0.2 s; the limit leaves room for a machine that runs many tests at once.
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(2), $"{Stopwatch.GetElapsedTime(started)}");
        first.Run("dnf -y remove appsrv").Exits(0);
        Assert.False(first.Has("appsrv"));
        Assert.True(second.Has("appsrv"));
    }

    [Fact]
    public void What_rpm_and_dnf_write_stays_in_the_node()
    {
        using var node = Lab.Node("centos8");
        node.Run("dnf -y install acme-theme && cp /.lab/repos/acme/acme-agent-5.0-1.x86_64.rpm /root/a.rpm && cd /root && rpm -i ./a.rpm").Exits(0);
        Assert.True(node.Has("acme-theme") && node.Has("acme-agent"));
        Assert.True(File.Exists(node.Root + "/var/lib/dnf/history.sqlite"));
        Assert.False(File.Exists("/usr/share/theme/default"));
        Assert.False(File.Exists("/usr/bin/acme-agent"));
        Assert.Equal("acme-agent-5.0-1.x86_64", node.Run("rpm -qf /usr/bin/acme-agent").Exits(0).Output.Trim());
    }

    [Fact]
    public void Boot_takes_the_kernel_that_the_boot_loader_chooses_and_its_modules()
    {
        using var node = Lab.Node("centos8");
        Assert.Contains("acme 16384 0 - Live 0x0000000000000000 (OE)", File.ReadAllText(node.Root + "/.lab/proc/modules"), StringComparison.Ordinal);
        Assert.Equal("12288", node.Run("cat /proc/sys/kernel/tainted").Exits(0).Output.Trim());
        node.Run("grubby --set-default=/boot/vmlinuz-4.18.0-348.2.1.el8_5.x86_64").Exits(0);
        node.Boot();
        Assert.Equal("4.18.0-348.2.1.el8_5.x86_64", node.Run("uname -r").Exits(0).Output.Trim());
        Assert.StartsWith("BOOT_IMAGE=(hd0,msdos1)/vmlinuz-4.18.0-348.2.1.el8_5.x86_64 ", node.Run("cat /proc/cmdline").Exits(0).Output, StringComparison.Ordinal);
        Assert.Equal("0", node.Run("cat /proc/sys/kernel/tainted").Exits(0).Output.Trim());
    }
}
