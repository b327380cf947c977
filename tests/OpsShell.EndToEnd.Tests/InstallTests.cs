using OpsShell.EndToEnd.Tests.Harness;

namespace OpsShell.EndToEnd.Tests;

/// <summary>install.sh on a prefix of its own: install, upgrade, remove.</summary>
public sealed class InstallTests
{
    [Fact]
    public void It_installs_upgrades_and_removes_exactly_what_it_put()
    {
        using var desk = new Sandbox();
        // The build's own folders are those of the user who runs the tests.
        desk.Variables["HOME"] = Environment.GetEnvironmentVariable("HOME");
        var prefix = desk["prefix"];
        desk.Write("prefix/bin/other", "somebody else's");
        desk.Write("prefix/share/bash-completion/completions/other", "");
        var before = Tree(prefix);

        Install(desk, "--prefix", prefix, "--no-audit").Exits(0).Prints($"as {prefix}/bin/opsshell");
        var first = Tree(prefix);
        Install(desk, "--prefix", prefix).Exits(0).Prints("A first audit, of this machine").Prints("1 node: ");
        Assert.Equal(first, Tree(prefix));

        desk.Run($"{prefix}/bin/opsshell", "--version").Exits(0).IsQuiet().Prints("opsshell ");
        desk.Run($"{prefix}/bin/opsshell", "-c", "Get-OpsCheck | ForEach-Object Id").Exits(0).IsQuiet().Prints("node/cpu");
        desk.Run("bash", "-c", $". {prefix}/share/bash-completion/completions/opsshell; complete -p opsshell").Exits(0).IsQuiet().Prints("_opsshell");

        Install(desk, "--uninstall", "--prefix", prefix).Exits(0).IsQuiet();
        Assert.Equal(before, Tree(prefix).Where(path => !Directory.Exists(Path.Combine(prefix, path)) || before.Contains(path)));
        Install(desk, "--uninstall", "--prefix", prefix).Exits(1).Complains($"there is no OpsShell under {prefix}");
    }

    [Fact]
    public void It_touches_no_file_that_is_not_its_own()
    {
        using var desk = new Sandbox();
        desk.Variables["HOME"] = Environment.GetEnvironmentVariable("HOME");
        desk.Write("prefix/bin/opsshell", "mine");
        Install(desk, "--prefix", desk["prefix"], "--no-audit").Exits(1).Complains("prefix/bin/opsshell is there and was not made by this script");
        Assert.Equal("mine", File.ReadAllText(desk["prefix/bin/opsshell"]));
        Install(desk, "--frobnicate").Exits(64).Complains("unknown argument '--frobnicate'");
        Install(desk, "--prefix").Exits(64).Complains("--prefix needs a folder");
        Install(desk, "--engine", "v8").Exits(64).Complains("there is no engine 'v8'");
    }

    private static RunResult Install(Sandbox desk, params string[] arguments)
    {
        using var running = desk.Start($"{OpsCommand.Repository}/install.sh", arguments);
        return running.Wait(900);
    }

    private static List<string> Tree(string folder) =>
        [.. Directory.GetFileSystemEntries(folder, "*", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(folder, path)).Order(StringComparer.Ordinal)];
}
