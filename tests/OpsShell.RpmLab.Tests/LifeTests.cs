using System.Diagnostics;
using OpsShell.Testing;
using OpsShell.Testing.Rpm;

namespace OpsShell.RpmLab.Tests;

/// <summary>Nothing of a node is left when it or its user is gone.</summary>
public sealed class LifeTests
{
    [Fact]
    public void Nodes_have_addresses_of_their_own_and_nothing_runs_or_is_mounted_after_them()
    {
        string first, second;
        using (RpmNode one = Lab.Node("centos8"), two = Lab.Node("opencloudos9"))
        {
            one.Serve();
            two.Serve();
            Assert.NotEqual(one.Address, two.Address);
            (first, second) = (one.Folder, two.Folder);
            Assert.Equal("up", RpmLabScript.Run("status", first).Exits(0).Output.Trim());
            Assert.NotEmpty(ProcessesOf(first));
        }
        Assert.Empty(ProcessesOf(first));
        Assert.Empty(ProcessesOf(second));
        Assert.DoesNotContain(first, File.ReadAllText("/proc/mounts"), StringComparison.Ordinal);
        Assert.False(Directory.Exists(first));
    }

    [Theory]
    [InlineData("KILL")]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void A_node_ends_with_the_script_that_serves_it(string signal)
    {
        using var node = Lab.Node("centos8");
        using var server = RpmLabScript.Start("serve", node.Folder, "--foreground");
        Assert.Contains("HostName", server.StandardOutput.ReadToEnd(), StringComparison.Ordinal);
        using (var kill = Process.Start("kill", [$"-{signal}", $"{server.Id}"]))
            kill.WaitForExit();
        // As when the whole test program is killed: the other end of its standard input goes too.
        server.StandardInput.Close();
        server.WaitForExit();
        Wait.Until(() => ProcessesOf(node.Folder).Length == 0, () => string.Join('\n', ProcessesOf(node.Folder)));
        Assert.Equal("down", RpmLabScript.Run("status", node.Folder).Exits(0).Output.Trim());
    }

    [Fact]
    public void A_node_served_in_the_background_is_stopped_by_hand_and_its_users_commands_with_it()
    {
        using var node = Lab.Node("centos8");
        RpmLabScript.Run("serve", node.Folder).Exits(0);
        var mark = $"{Random.Shared.Next(100000, 999999)}";
        using var session = Process.Start("ssh", ["-n", "-F", node.Folder + "/ssh_config", "centos8", $"sleep 600.{mark}"]);
        Wait.Until(() => Programs.IsRunning($"sleep\0600.{mark}\0"), () => File.ReadAllText(node.Folder + "/sshd.log"));
        RpmLabScript.Run("serve", node.Folder).Exits(1);
        RpmLabScript.Run("down", node.Folder).Exits(0);
        Assert.False(Programs.IsRunning($"sleep\0600.{mark}\0"));
        Assert.Equal("down", RpmLabScript.Run("status", node.Folder).Exits(0).Output.Trim());
        session.WaitForExit();
    }

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public void A_build_that_is_stopped_leaves_nothing(string signal)
    {
        Lab.Require();
        using var cache = new TemporaryFolder();
        var start = new ProcessStartInfo(RpmLabScript.FilePath, ["build"]) { RedirectStandardError = true, Environment = { ["OPSSHELL_RPMLAB_CACHE"] = cache.Path } };
        using var build = Process.Start(start)!;
        Wait.Until(() => Directory.GetDirectories(cache.Path, "rpm-building.*").Any(folder => Directory.Exists(folder + "/repos/opencloudos8")), () => string.Join('\n', Directory.GetFileSystemEntries(cache.Path)));
        using (var kill = Process.Start("kill", [$"-{signal}", $"{build.Id}"]))
            kill.WaitForExit();
        build.WaitForExit();
        Assert.NotEqual(0, build.ExitCode);
        Assert.Empty(Directory.GetDirectories(cache.Path));
        Assert.Empty(ProcessesOf(cache.Path));
    }

    [Theory]
    [InlineData(1, "'centos7' is none of centos8 opencloudos8 opencloudos9", "mkroot", "centos7", "/tmp/opsshell-no-such-node")]
    [InlineData(1, "/tmp is no node", "run", "/tmp", "--", "true")]
    [InlineData(1, "/tmp is no node", "serve", "/tmp")]
    [InlineData(1, "/tmp is no node", "remove", "/tmp")]
    [InlineData(64, "rpmlab mkroot DISTRIBUTION FOLDER", "mkroot")]
    [InlineData(64, "rpmlab build", "biuld")]
    public void A_mistake_is_told(int code, string message, params string[] arguments)
    {
        Lab.Require();
        Assert.Contains(message, RpmLabScript.Run(arguments).Exits(code).Error, StringComparison.Ordinal);
    }

    // A name of one's own on the command line; /proc is read, because a process can end meanwhile.
    private static string[] ProcessesOf(string folder) =>
    [
        .. Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0])).Select(path =>
        {
            try
            {
                return File.ReadAllText(path + "/cmdline").Replace('\0', ' ');
            }
            catch (IOException)
            {
                return "";
            }
        }).Where(line => line.Contains(folder, StringComparison.Ordinal)),
    ];
}
