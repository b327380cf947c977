namespace OpsShell.RpmLab.Tests;

/// <summary>The ways that field tools go, from CentOS 8 to OpenCloudOS 8 and on to 9, and back.</summary>
public sealed class MigrationTests(HalfMigrated halfMigrated)
{
    [Fact]
    public void CentOS_8_becomes_OpenCloudOS_8_and_undo_with_the_old_repositories_gives_the_same_packages_back()
    {
        using var node = Lab.Node("centos8");
        var before = node.Packages();
        node.Run(Lab.TakeIdentityOf8).Exits(0);
        Assert.Equal(["OpenCloudOS.repo", "acme.repo"], node.Run("ls /etc/yum.repos.d").Exits(0).Lines.Order(StringComparer.Ordinal));
        node.Run(Lab.Synchronize).Exits(0);

        Assert.Equal(["1.2-5.oc8"], node.Versions("libfoo"));
        Assert.Equal(["2.0-4.oc8"], node.Versions("libbar"));
        Assert.Equal("OpenCloudOS", node.Run("rpm -q --qf '%{VENDOR}' libsame").Exits(0).Output);
        Assert.False(node.Has("liboldname"));
        Assert.True(node.Has("libnewname"));
        Assert.False(node.Has("centos-logos"));
        Assert.Equal(3, node.Versions("kernel-core").Length);
        Assert.Equal(3, Directory.GetFiles(node.Root + "/boot/loader/entries").Length);
        Assert.Equal("/boot/vmlinuz-5.4.119-20.0009.29", node.Run("grubby --default-kernel").Exits(0).Output.Trim());
        // What no repository has any more; dnf never counts kernels, and the third party's packages are still in theirs.
        string[] extras = ["libgone", "python2-tool"];
        Assert.Equal(extras, node.Run("dnf -q repoquery --extras --qf '%{name}'").Exits(0).Lines.Distinct().Order(StringComparer.Ordinal));
        node.Boot();
        Assert.Equal("5.4.119-20.0009.29", node.Run("uname -r").Exits(0).Output.Trim());

        node.Run($"dnf -y {Lab.OldRepositories} --setopt=protected_packages= history rollback 1").Exits(0);
        Assert.Equal(before, node.Packages());
        Assert.Contains("ID=\"centos\"", node.Run("cat /etc/os-release").Exits(0).Lines);
        Assert.Equal(2, Directory.GetFiles(node.Root + "/boot/loader/entries").Length);
    }

    [Fact]
    public void A_plan_changes_nothing_and_its_exit_code_is_that_of_an_error()
    {
        using var node = halfMigrated.Node();
        var before = node.Packages();
        var plan = node.Run("dnf --assumeno distro-sync").Exits(1);
        Assert.Contains("Operation aborted.", plan.Text, StringComparison.Ordinal);
        Assert.Contains("Downgrade 1 Package", plan.Text, StringComparison.Ordinal);
        node.Run("dnf -y --setopt=tsflags=test distro-sync").Exits(0);
        Assert.Equal(before, node.Packages());
    }

    [Fact]
    public void OpenCloudOS_8_becomes_9_after_the_package_database_was_copied_to_its_new_place()
    {
        using var node = Lab.Node("opencloudos8");
        node.Run("mkdir -p /usr/lib/sysimage && cp -a /var/lib/rpm /usr/lib/sysimage/rpm && echo '%_dbpath /usr/lib/sysimage/rpm' >/etc/rpm/macros.dist").Exits(0);
        node.Run("dnf -y --disablerepo='*' --repofrompath=b9,file:///.lab/repos/opencloudos9/BaseOS --repofrompath=a9,file:///.lab/repos/opencloudos9/AppStream "
            + "--releasever=9 --setopt=module_platform_id=platform:oc9 --nogpgcheck --allowerasing --nobest distro-sync").Exits(0);
        Assert.Contains("PLATFORM_ID=\"platform:oc9\"", node.Run("cat /etc/os-release").Exits(0).Lines);
        Assert.Equal(["3.0-1.oc9"], node.Versions("libbar"));
        Assert.True(node.Has("opencloudos-repos"));
        Assert.True(node.Has("acme-plain"));
        node.Run("dnf -q check").Exits(0);
        node.Boot();
        Assert.Equal("6.6.117-45.oc9.x86_64", node.Run("uname -r").Exits(0).Output.Trim());
    }

    [Fact]
    public void OpenCloudOS_9_does_not_see_the_packages_when_the_database_stays_at_its_old_place()
    {
        using var node = Lab.Node("opencloudos8");
        node.Run("dnf -y --disablerepo='*' --repofrompath=b9,file:///.lab/repos/opencloudos9/BaseOS --repofrompath=a9,file:///.lab/repos/opencloudos9/AppStream "
            + "--releasever=9 --setopt=module_platform_id=platform:oc9 --nogpgcheck --allowerasing --nobest distro-sync").Exits(0);
        Assert.False(node.Has("libfoo"));
        Assert.Equal("libfoo-2.0-1.oc9", node.Run("rpm --dbpath /var/lib/rpm -q --qf '%{NAME}-%{VERSION}-%{RELEASE}' libfoo").Exits(0).Output);
    }
}
