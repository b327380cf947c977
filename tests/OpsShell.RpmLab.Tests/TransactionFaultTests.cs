namespace OpsShell.RpmLab.Tests;

/// <summary>What goes wrong while packages are changed.</summary>
public sealed class TransactionFaultTests(HalfMigrated halfMigrated)
{
    [Fact]
    public void A_failing_pre_script_fails_the_transaction_after_all_other_packages_were_changed()
    {
        using var node = halfMigrated.Node("badpre-1.0-1.el8");
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
        using var node = halfMigrated.Node("badpost-1.0-1.el8");
        var run = node.Run(Lab.Synchronize).Exits(0);
        Assert.Contains("%post(badpost-2.0-1.oc8.x86_64) scriptlet failed, exit status 1", run.Text, StringComparison.Ordinal);
        Assert.Equal(["2.0-1.oc8"], node.Versions("badpost"));
        Assert.Matches(@"Return-Code\s*: Success", node.Run("dnf history info last").Exits(0).Output);
    }

    [Fact]
    public void A_full_disk_is_found_before_anything_changes()
    {
        using var node = halfMigrated.Node("bigdata-1.0-1.el8");
        var run = node.RunOnDisk("/", "40m", $"{Lab.Synchronize} >/tmp/out 2>&1; code=$?; cat /tmp/out; rpm -q libfoo bigdata; df -k / | tail -n 1; exit $code").Exits(1);
        Assert.Matches(@"needs [0-9]+MB more space on the / filesystem", run.Text);
        Assert.Contains("libfoo-1.2-3.el8.x86_64", run.Lines);
        Assert.Contains("bigdata-1.0-1.el8.x86_64", run.Lines);
        Assert.Contains("40960", run.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_small_boot_disk_is_found_before_anything_changes()
    {
        using var node = halfMigrated.Node();
        var run = node.RunOnDisk("/boot", "2m", $"head -c 100000000 /dev/zero >/boot/fill 2>/dev/null; {Lab.Synchronize}; code=$?; rpm -q libfoo; exit $code").Exits(1);
        Assert.Matches(@"needs [0-9]+(KB|MB) more space on the /boot filesystem", run.Text);
        Assert.Contains("libfoo-1.2-3.el8.x86_64", run.Lines);
    }

    [Theory]
    [InlineData(Lab.Synchronize)]
    [InlineData("dnf -y remove --duplicates")]
    public void A_killed_transaction_leaves_packages_twice_and_can_be_repaired(string repair)
    {
        using var node = halfMigrated.Node("slowpost-1.0-1.el8");
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
