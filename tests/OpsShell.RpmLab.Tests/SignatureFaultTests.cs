using System.Diagnostics;

namespace OpsShell.RpmLab.Tests;

/// <summary>Packages that are not what their repository says.</summary>
public sealed class SignatureFaultTests(HalfMigrated halfMigrated)
{
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
        using var node = halfMigrated.Node();
        // dnf notes that it saw keys once, and would not say it again.
        node.Run("sed -i '/^gpgkey=/d' /etc/yum.repos.d/OpenCloudOS.repo && rpm -e --allmatches gpg-pubkey && rm -f /var/cache/dnf/.gpgkeyschecked.yum").Exits(0);
        var run = node.Run(Lab.Synchronize).Exits(1);
        Assert.Contains("You have enabled checking of packages via GPG keys. This is a good thing. However, you do not have any GPG public keys installed.", run.Text, StringComparison.Ordinal);
        Assert.Equal(["1.2-3.el8"], node.Versions("libfoo"));
    }

    [Fact]
    public void A_package_that_was_tampered_with_fails_its_checksum_and_when_indexed_again_its_signature()
    {
        using var node = halfMigrated.Node();
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
}
