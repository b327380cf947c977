using OpsShell.Testing.Rpm;

namespace OpsShell.RpmLab.Tests;

/// <summary>What the tests do to nodes of the lab, as an administrator types it.</summary>
internal static class Lab
{
    /// <summary>First step of a migration: the distribution's identity and repositories.</summary>
    public const string TakeIdentityOf8 = "dnf -y --disablerepo='*' --repofrompath=new,file:///.lab/repos/opencloudos8/BaseOS --nogpgcheck "
        + "--setopt=protected_packages= swap centos-linux-release opencloudos-release --allowerasing";

    /// <summary>Second step: everything else. It imports the new key from the file that the first step brought.</summary>
    public const string Synchronize = "dnf -y distro-sync";

    /// <summary>The repositories of CentOS, which are gone with its identity.</summary>
    public const string OldRepositories = "--repofrompath=old,file:///.lab/repos/centos8/BaseOS --repofrompath=oldstream,file:///.lab/repos/centos8/AppStream "
        + "--setopt=old.gpgcheck=0 --setopt=oldstream.gpgcheck=0";

    /// <summary>Skips the test where the lab does not work.</summary>
    public static void Require() => Assert.SkipUnless(RpmLabScript.Missing is null, RpmLabScript.Missing ?? "");

    /// <summary>Makes a node, or skips the test where the lab does not work.</summary>
    public static RpmNode Node(string distribution, params string[] packages)
    {
        Require();
        return RpmNode.Create(distribution, packages);
    }

    /// <summary>The version of a package as VERSION-RELEASE, one a line when it is there several times.</summary>
    public static string[] Versions(this RpmNode node, string package) => node.Run($"rpm -q --qf '%{{VERSION}}-%{{RELEASE}}\\n' {package}").Exits(0).Lines;

    /// <summary>Whether a package is there.</summary>
    public static bool Has(this RpmNode node, string package) => node.Run($"rpm -q {package}").ExitCode == 0;
}
