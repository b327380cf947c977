namespace OpsShell.RpmLab.Tests;

/// <summary>What undo does not give back.</summary>
public sealed class UndoFaultTests(HalfMigrated halfMigrated)
{
    [Fact]
    public void Undo_without_the_old_repositories_finds_no_package_to_go_back_to()
    {
        using var node = halfMigrated.Node();
        node.Run(Lab.Synchronize).Exits(0);
        var after = node.Packages();
        var run = node.Run("dnf -y history undo last").Exits(1);
        Assert.Contains("Cannot find rpm nevra \"libbar-2.0-9.el8.x86_64\"", run.Text, StringComparison.Ordinal);
        Assert.Equal(after, node.Packages());
    }

    [Fact]
    public void Undo_leaves_edited_configuration_as_it_is_and_the_rpmnew_beside_it()
    {
        using var node = halfMigrated.Node();
        node.Run("echo mine >>/etc/appsrv.conf").Exits(0);
        node.Run(Lab.Synchronize).Exits(0);
        Assert.True(File.Exists(node.Root + "/etc/appsrv.conf.rpmnew"));
        node.Run($"dnf -y {Lab.OldRepositories} history undo last").Exits(0);
        Assert.Equal(["1.0-1.el8"], node.Versions("appsrv"));
        Assert.True(File.Exists(node.Root + "/etc/appsrv.conf.rpmnew"));
        Assert.EndsWith("mine\n", File.ReadAllText(node.Root + "/etc/appsrv.conf"), StringComparison.Ordinal);
        Assert.Matches(@"5.*c /etc/appsrv\.conf", node.Run("rpm -V appsrv").Output);
    }
}
