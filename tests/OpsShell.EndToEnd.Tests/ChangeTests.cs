using System.Diagnostics;
using System.Text.Json;
using OpsShell.EndToEnd.Tests.Harness;
using OpsShell.Testing;
using OpsShell.Testing.Sshd;

namespace OpsShell.EndToEnd.Tests;

/// <summary>Changes over real SSH, as root by sudo, and a run that is killed in the middle.</summary>
public sealed class ChangeTests : IDisposable
{
    private readonly TestUser _user;
    private readonly Sandbox _desk;
    private readonly TemporaryFolder _node = new();
    private readonly string _rule;

    public ChangeTests(Fleet fleet)
    {
        fleet.Require();
        OpsCommand.RequireProgram("sudo");
        Assert.SkipUnless(Directory.Exists("/etc/sudoers.d"), "/etc/sudoers.d is not there");
        _user = TestUser.Create();
        fleet.Admit(_user);
        _desk = new Sandbox();
        _desk.Variables["OPSSHELL_STATE"] = _desk["state"];
        _desk.Variables["OPSSHELL_INVENTORY"] = _desk.Write(
            "inventory.yaml",
            fleet.WithHosts(Fleet.Host("node", "127.6.0.1", $"user: {_user.Name}"), Fleet.Host("gone", "127.6.0.2", $"user: {_user.Name}, port: 1")));
        _rule = $"/etc/sudoers.d/opsshell-test-{_user.Name}";
        File.WriteAllText(_rule, $"{_user.Name} ALL=(ALL) NOPASSWD: ALL\n");
        File.SetUnixFileMode(_rule, UnixFileMode.UserRead | UnixFileMode.GroupRead);
    }

    private string Journal => _desk["state/changes"];

    public void Dispose()
    {
        _desk?.Dispose();
        _user?.Dispose();
        _node.Dispose();
        if (_rule is not null)
            File.Delete(_rule);
    }

    [Fact]
    public void A_change_as_root_over_ssh_is_undone_without_a_trace()
    {
        var (parameter, file) = (_node.Write("mode", "1\n"), _node.Write("kept.conf", "it's\tkept \\ as it was"));
        File.SetLastWriteTimeUtc(file, new DateTime(2021, 3, 4, 5, 6, 7, 891, DateTimeKind.Utc));
        TestKeys.Run("chown", "daemon:mail", file);
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        var before = Seen(_node.Path);

        var run = Script(Set($"('parameter', '{parameter}', '0'), ('file', '{file}', 'other'), ('file', '{_node["new/deep/91.conf"]}', 'made')", "-Become") + " | ForEach-Object State");

        run.Exits(0).IsQuiet().Prints("Applied");
        Assert.Equal("0\n", File.ReadAllText(parameter));
        Assert.Equal("other", File.ReadAllText(file));
        Assert.Contains("440 daemon mail", Seen(_node.Path), StringComparison.Ordinal);
        Assert.Equal("made", File.ReadAllText(_node["new/deep/91.conf"]));
        using (var journal = JsonDocument.Parse(File.ReadAllText(Assert.Single(Directory.EnumerateFiles(Journal, "*.json")))))
        {
            var root = journal.RootElement;
            Assert.Equal(("node", "127.6.0.1", _user.Name), (root.GetProperty("computerName").GetString(), root.GetProperty("address").GetString(), root.GetProperty("userName").GetString()));
        }
        Script("Get-OpsChange").Exits(0).IsQuiet().Prints("Applied").Prints("node");
        Script("Get-OpsChange -Last 1 | Undo-OpsChange -Become -WhatIf").Exits(0).IsQuiet().Prints($"What if: node: {parameter}: 0 -> 1");
        Assert.Equal("0\n", File.ReadAllText(parameter));

        Script("Get-OpsChange -Last 1 | Undo-OpsChange -Become -Confirm:$false | ForEach-Object State").Exits(0).IsQuiet().Prints("Undone");

        Assert.Equal(before, Seen(_node.Path));
    }

    [Fact]
    public void A_node_that_has_another_name_now_is_undone_under_it()
    {
        var parameter = _node.Write("mode", "1\n");
        Script(Set($", ('parameter', '{parameter}', '0')", "-Become")).Exits(0).IsQuiet();
        var inventory = _desk.Variables["OPSSHELL_INVENTORY"]!;
        File.WriteAllText(inventory, File.ReadAllText(inventory).Replace("  node:", "  renamed:", StringComparison.Ordinal));
        Script("Get-OpsChange | Undo-OpsChange -Become -Confirm:$false -Inventory /nonexistent.yaml").Exits(1).Complains("/nonexistent.yaml");
        Assert.Equal("0\n", File.ReadAllText(parameter));
        Script("Get-OpsChange | Undo-OpsChange -Become -ComputerName renamed -Confirm:$false | ForEach-Object State").Exits(0).IsQuiet().Prints("Undone");
        Assert.Equal("1\n", File.ReadAllText(parameter));
    }

    [Fact]
    public void Without_root_the_reason_is_the_kernels_and_nothing_is_changed()
    {
        var parameter = _node.Write("mode", "1\n");
        var secret = _node.Write("closed/secret", "x");
        File.SetUnixFileMode(_node["closed"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.SetUnixFileMode(_node.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        Script(Set($", ('parameter', '{parameter}', '0')")).Exits(1).Complains("node: ").Complains("ermission denied. Nothing was changed.");
        Script(Set($", ('file', '{_node["new.conf"]}', 'x')")).Exits(1).Complains("ermission denied");
        Script(Set($", ('file', '{secret}', 'y')")).Exits(1).Complains("may not be searched").Complains("Nothing was changed.");
        Assert.Equal(("1\n", "x"), (File.ReadAllText(parameter), File.ReadAllText(secret)));
        Assert.Equal(["closed", "mode"], Directory.EnumerateFileSystemEntries(_node.Path).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_node_that_cannot_be_reached_does_not_keep_the_other_from_being_changed()
    {
        var parameter = _node.Write("mode", "1\n");
        Script(Set($", ('parameter', '{parameter}', '0')", "-Become", "node, gone") + " | ForEach-Object ComputerName").Exits(1).Prints("node").Complains("gone: ");
        Assert.Equal("0\n", File.ReadAllText(parameter));
        Assert.Single(Directory.EnumerateFiles(Journal, "*.json"));
    }

    [Theory, InlineData("node", "-Become"), InlineData("local", "")]
    public void A_run_that_is_killed_in_the_middle_is_undone(string node, string become)
    {
        var (parameter, file, list) = (_node.Write("mode", "1\n"), _node.Write("kept.conf", "old"), _node.Write("list", "first\n"));
        var before = Seen(_node.Path);
        var steps = $"('parameter', '{parameter}', '0'), ('file', '{file}', 'new'), ('line', '{list}', 'word', 'sleep 300'), ('file', '{_node["never/made"]}', 'x')";
        using (var running = _desk.StartOps("-NoProfile", "-c", Import + Set(steps, become + " -StepTimeout 4", node)))
        {
            Eventually.Is(() => File.ReadAllText(file) == "new", "the second step");
            running.Signal("KILL");
            running.Wait();
        }
        Assert.Equal("0\n", File.ReadAllText(parameter));

        Script("Get-OpsChange | ForEach-Object State").Exits(0).IsQuiet().Prints("Intended");
        Script($"Get-OpsChange -State Intended | Undo-OpsChange {become} -Confirm:$false | ForEach-Object {{ $_.State; $_.Steps.Outcome }}")
            .Exits(0).IsQuiet().Prints("Undone\nUndone\nUndone\nAsBefore\nAsBefore\n");

        Assert.Equal(before, Seen(_node.Path));
    }

    [Fact]
    public void An_interrupted_run_says_where_it_stands()
    {
        var (parameter, list) = (_node.Write("mode", "1\n"), _node.Write("list", ""));
        using (var running = _desk.StartOps("-NoProfile", "-c", Import + Set($"('parameter', '{parameter}', '0'), ('line', '{list}', 'word', 'sleep 300')", "-Become -StepTimeout 4")))
        {
            Eventually.Is(() => File.ReadAllText(parameter) == "0\n", "the first step");
            running.Signal("INT");
            running.Wait().Exits(130);
        }
        Script("Get-OpsChange | ForEach-Object { \"$($_.State): $($_.Error)\" }").Exits(0).Prints("Intended: It was interrupted.");
        Script("Get-OpsChange | Undo-OpsChange -Become -Confirm:$false | ForEach-Object State").Exits(0).IsQuiet().Prints("Undone");
        Assert.Equal("1\n", File.ReadAllText(parameter));
    }

    [Fact]
    public void The_topic_and_the_cmdlets_have_help()
    {
        _desk.Script("Get-Help about_OpsShell_Changes").Exits(0).IsQuiet().Prints("UNDO").Prints("OPSSHELL_STATE");
        foreach (var cmdlet in (string[])["Get-OpsChange", "Undo-OpsChange"])
            _desk.Script($"(Get-Help {cmdlet}).Synopsis").Exits(0).IsQuiet().Prints("changes");
    }

    private static string Import => $"Import-Module '{Path.Combine(AppContext.BaseDirectory, "OpsShell.TestModule.dll")}'; ";

    private static string Set(string steps, string more = "", string node = "node") => $"Set-TestTarget @({steps}) -ComputerName {node} -Confirm:$false {more}";

    private RunResult Script(string powerShell) => _desk.Script(Import + powerShell);

    /// <summary>Everything below a folder, with bytes, mode and owner, and the time of what is changed as a file.</summary>
    private static string Seen(string folder)
    {
        using var process = Process.Start(new ProcessStartInfo(
            "sh", ["-c", "cd \"$1\" && find . | sort && find . -type f -exec stat -c '%n %a %U %G' {} + | sort && find . -name '*.conf' -exec stat -c '%n %.9Y' {} + && find . -type f -exec sha256sum {} + | sort", "x", folder])
        {
            RedirectStandardOutput = true,
        })!;
        var seen = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return seen;
    }
}
