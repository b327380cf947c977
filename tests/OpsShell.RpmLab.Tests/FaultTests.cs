using System.Diagnostics;

namespace OpsShell.RpmLab.Tests;

/// <summary>What goes wrong in migrations, each with the outcome that a migration tool has to know.</summary>
public sealed class FaultTests
{
    [Fact]
    public void A_third_party_pin_stops_the_synchronization_and_allowerasing_silently_removes_the_pinning_package()
    {
        using var node = Lab.HalfMigrated("acme-agent");
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
        using var node = Lab.HalfMigrated("acme-agent");
        node.Run("printf 'distro-sync\\nrun\\n' >/root/s && dnf -y shell /root/s").Exits(0);
        Assert.Equal(["2.0-9.el8"], node.Versions("libbar"));
        node.Run("printf 'remove python2-tool\\ndistro-sync\\nrun\\n' >/root/s && dnf -y shell /root/s").Exits(0);
        Assert.False(node.Has("acme-agent"));
    }

    [Fact]
    public void A_file_of_a_third_party_package_stops_the_transaction_before_anything_changes()
    {
        using var node = Lab.HalfMigrated("acme-theme");
        var before = node.Packages();
        var run = node.Run("dnf -y install shared-theme").Exits(1);
        Assert.Contains("Transaction test error", run.Text, StringComparison.Ordinal);
        Assert.Contains("file /usr/share/theme/default", run.Text, StringComparison.Ordinal);
        Assert.Contains("acme-theme-1.0-1.noarch", run.Text, StringComparison.Ordinal);
        Assert.Equal(before, node.Packages());
    }

    [Fact]
    public void A_failing_pre_script_fails_the_transaction_after_all_other_packages_were_changed()
    {
        using var node = Lab.HalfMigrated("badpre");
        var run = node.Run(Lab.Synchronize).Exits(1);
        Assert.Contains("Error: Transaction failed", run.Text, StringComparison.Ordinal);
        Assert.Equal(["1.0-1.el8"], node.Versions("badpre"));
        Assert.Equal(["1.2-5.oc8"], node.Versions("libfoo"));
        Assert.Equal(["2.0-4.oc8"], node.Versions("libbar"));
        Assert.Matches(@"Return-Code\s*: Failure: 1", node.Run("dnf history info last").Exits(0).Output);
        node.Run("dnf -q check").Exits(0);
    }

    [Fact]
    public void A_failing_post_script_is_only_a_warning_in_the_output()
    {
        using var node = Lab.HalfMigrated("badpost");
        var run = node.Run(Lab.Synchronize).Exits(0);
        Assert.Contains("%post(badpost-2.0-1.oc8.x86_64) scriptlet failed, exit status 1", run.Text, StringComparison.Ordinal);
        Assert.Equal(["2.0-1.oc8"], node.Versions("badpost"));
        Assert.Matches(@"Return-Code\s*: Success", node.Run("dnf history info last").Exits(0).Output);
    }

    [Fact]
    public void A_full_disk_is_found_before_anything_changes()
    {
        using var node = Lab.HalfMigrated("bigdata");
        var run = node.RunOnDisk("/", "40m", $"{Lab.Synchronize} >/tmp/out 2>&1; code=$?; cat /tmp/out; rpm -q libfoo bigdata; df -k / | tail -n 1; exit $code").Exits(1);
        Assert.Matches(@"needs [0-9]+MB more space on the / filesystem", run.Text);
        Assert.Contains("libfoo-1.2-3.el8.x86_64", run.Lines);
        Assert.Contains("bigdata-1.0-1.el8.x86_64", run.Lines);
        Assert.Contains("40960", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_boot_disk_is_found_before_anything_changes()
    {
        using var node = Lab.HalfMigrated();
        var run = node.RunOnDisk("/boot", "2m", $"head -c 100000000 /dev/zero >/boot/fill 2>/dev/null; {Lab.Synchronize}; code=$?; rpm -q libfoo; exit $code").Exits(1);
        Assert.Matches(@"needs [0-9]+(KB|MB) more space on the /boot filesystem", run.Text);
        Assert.Contains("libfoo-1.2-3.el8.x86_64", run.Lines);
    }

    [Fact]
    public void An_unsigned_package_is_refused_where_signatures_are_checked()
    {
        using var node = Lab.Node("centos8");
        node.Run("sed -i 's/gpgcheck=0/gpgcheck=1/' /etc/yum.repos.d/acme.repo && touch /etc/pki/rpm-gpg/RPM-GPG-KEY-acme").Exits(0);
        var run = node.Run("dnf -y install acme-theme").Exits(1);
        Assert.Contains("Package acme-theme-1.0-1.noarch.rpm is not signed", run.Text, StringComparison.Ordinal);
        Assert.False(node.Has("acme-theme"));
    }

    [Fact]
    public void Signatures_are_checked_only_with_a_key()
    {
        using var node = Lab.HalfMigrated();
        // dnf notes that it saw keys once, and would not say it again.
        node.Run("sed -i '/^gpgkey=/d' /etc/yum.repos.d/OpenCloudOS.repo && rpm -e --allmatches gpg-pubkey && rm -f /var/cache/dnf/.gpgkeyschecked.yum").Exits(0);
        var run = node.Run(Lab.Synchronize).Exits(1);
        Assert.Contains("You have enabled checking of packages via GPG keys. This is a good thing. However, you do not have any GPG public keys installed.", run.Text, StringComparison.Ordinal);
        Assert.Equal(["1.2-3.el8"], node.Versions("libfoo"));
    }

    [Fact]
    public void A_package_that_was_tampered_with_fails_its_checksum_and_when_indexed_again_its_signature()
    {
        using var node = Lab.HalfMigrated();
        var repositories = Path.Combine(node.Folder, "mirror");
        using (var copy = Process.Start("cp", ["-aH", Path.Combine(node.Folder, "repos"), repositories]))
            copy.WaitForExit();
        File.Delete(Path.Combine(node.Folder, "repos"));
        File.CreateSymbolicLink(Path.Combine(node.Folder, "repos"), repositories);
        var package = Directory.GetFiles(repositories + "/opencloudos8/BaseOS", "libfoo-*.rpm").Single();
        var bytes = File.ReadAllBytes(package);
        bytes[^20] ^= 0xff;
        File.WriteAllBytes(package, bytes);
        Assert.Contains("checksum", node.Run(Lab.Synchronize).Exits(1).Text, StringComparison.OrdinalIgnoreCase);
        using (var index = Process.Start("createrepo_c", ["-q", repositories + "/opencloudos8/BaseOS"]))
            index.WaitForExit();
        var run = node.Run(Lab.Synchronize + " --refresh").Exits(1);
        Assert.Contains("GPG check FAILED", run.Text, StringComparison.Ordinal);
        Assert.Equal(["1.2-3.el8"], node.Versions("libfoo"));
    }

    [Fact]
    public void Undo_without_the_old_repositories_finds_no_package_to_go_back_to()
    {
        using var node = Lab.HalfMigrated();
        node.Run(Lab.Synchronize).Exits(0);
        var after = node.Packages();
        var run = node.Run("dnf -y history undo last").Exits(1);
        Assert.Contains("Cannot find rpm nevra \"libbar-2.0-9.el8.x86_64\"", run.Text, StringComparison.Ordinal);
        Assert.Equal(after, node.Packages());
    }

    [Fact]
    public void Undo_leaves_edited_configuration_as_it_is_and_the_rpmnew_beside_it()
    {
        using var node = Lab.HalfMigrated();
        node.Run("echo mine >>/etc/appsrv.conf").Exits(0);
        node.Run(Lab.Synchronize).Exits(0);
        Assert.True(File.Exists(node.Root + "/etc/appsrv.conf.rpmnew"));
        node.Run($"dnf -y {Lab.OldRepositories} history undo last").Exits(0);
        Assert.Equal(["1.0-1.el8"], node.Versions("appsrv"));
        Assert.True(File.Exists(node.Root + "/etc/appsrv.conf.rpmnew"));
        Assert.EndsWith("mine\n", File.ReadAllText(node.Root + "/etc/appsrv.conf"), StringComparison.Ordinal);
        Assert.Matches(@"5.*c /etc/appsrv\.conf", node.Run("rpm -V appsrv").Output);
    }

    [Theory]
    [InlineData(Lab.Synchronize)]
    [InlineData("dnf -y remove --duplicates")]
    public void A_killed_transaction_leaves_packages_twice_and_can_be_repaired(string repair)
    {
        using var node = Lab.HalfMigrated("slowpost");
        File.WriteAllText(node.Root + "/var/tmp/slow", "");
        using (var transaction = node.Start("rm -f /var/log/scriptlets.log; dnf -y distro-sync >/var/log/killed.log 2>&1"))
        {
            Wait.Until(() => File.Exists(node.Root + "/var/log/scriptlets.log") && File.ReadAllText(node.Root + "/var/log/scriptlets.log").Contains("post slowpost", StringComparison.Ordinal),
                () => File.ReadAllText(node.Root + "/var/log/killed.log"));
            transaction.Kill();
            transaction.WaitForExit();
        }
        File.Delete(node.Root + "/var/tmp/slow");
        var twice = node.Packages().Select(name => name[..name.LastIndexOf('-', name.LastIndexOf('-') - 1)]).Where(name => !name.StartsWith("kernel", StringComparison.Ordinal))
            .GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key).ToArray();
        Assert.Contains("slowpost", twice);
        Assert.Contains("libfoo", twice);
        var check = node.Run("dnf check").Exits(1);
        Assert.All(twice, name => Assert.Contains($"{name}-", check.Text, StringComparison.Ordinal));
        Assert.Matches(@"End rpmdb\s*: +\*\*", node.Run("dnf history info last").Output);
        node.Run(repair).Exits(0);
        node.Run(Lab.Synchronize).Exits(0);
        node.Run("dnf -q check").Exits(0);
        Assert.Equal(["2.0-1.oc8"], node.Versions("slowpost"));
        Assert.Equal(["1.2-5.oc8"], node.Versions("libfoo"));
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

    [Fact]
    public void Rebuilding_the_database_of_9_by_a_link_at_the_old_place_makes_a_second_one()
    {
        using var node = Lab.Node("opencloudos8");
        node.Run("mkdir -p /usr/lib/sysimage && mv /var/lib/rpm /usr/lib/sysimage/rpm && ln -s ../../usr/lib/sysimage/rpm /var/lib/rpm && rpm -q libfoo").Exits(0);
        Assert.Contains("could not delete old database at /var/lib/rpmold.", node.Run("rpm --rebuilddb").Text, StringComparison.Ordinal);
        Assert.Null(new DirectoryInfo(node.Root + "/var/lib/rpm").LinkTarget);
        Assert.True(node.Has("libfoo"));
        Assert.NotEqual(0, node.Run("rpm --dbpath /usr/lib/sysimage/rpm -q libfoo").ExitCode);
    }
}
