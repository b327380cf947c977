using System.Text.Json;
using OpsShell.EndToEnd.Tests.Harness;

namespace OpsShell.EndToEnd.Tests;

/// <summary>The command lines that the project promises, through a shell, as they stand.</summary>
public sealed class TypedByUsersTests(Fleet fleet)
{
    [Fact]
    public void A_command_on_all_hosts_of_a_plain_list_is_folded()
    {
        using var desk = Sandbox.With(fleet);
        desk.Write("hosts.txt", string.Concat(Enumerable.Range(1, 40).Select(i =>
            $"web{i:00} address=127.1.0.{i} port={fleet.Server.Port} user={fleet.User.Name} identityFile={fleet.Server.UserKey} identityAgent=none knownHostsFile={fleet.Server.KnownHosts}\n")));
        var run = desk.Typed("""
            OPSSHELL_INVENTORY=hosts.txt opsshell -NoProfile -c "Invoke-OpsCommand 'uname -r' -ComputerName '*' -ThrottleLimit 64 | Group-OpsOutput"
            """);
        run.Exits(0).IsQuiet();
        Assert.Equal(["---------------", "web[01-40] (40)", "---------------", File.ReadAllText("/proc/sys/kernel/osrelease").Trim()], Lines(run.Output));
    }

    [Fact]
    public void An_audit_of_a_group_without_one_node_gives_json_and_an_exit_code()
    {
        using var desk = Sandbox.With(fleet);
        var run = desk.Typed("opsshell audit '@edge,!edge07' -Output json > audit.json; echo $?");
        run.Exits(0).IsQuiet();
        using var report = JsonDocument.Parse(File.ReadAllText(desk["audit.json"]));
        Assert.Equal(report.RootElement.GetProperty("exitCode").GetRawText(), run.Output.Trim());
        Assert.Equal(
            ["edge01", "edge02", "edge03", "edge04", "edge05", "edge06", "edge08"],
            report.RootElement.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("computerName").GetString()).Order());
        Assert.Equal(0, report.RootElement.GetProperty("summary").GetProperty("nodesNotRead").GetInt32());
    }

    [Fact]
    public void A_mounted_root_is_audited()
    {
        using var desk = new Sandbox();
        var run = desk.Typed($"opsshell audit {OpsCommand.FixtureRoot("opencloudos9-6.6")}").IsQuiet();
        run.Prints("1 node: ");
        Assert.InRange(run.ExitCode, 0, 3);
    }

    [Fact]
    public void Recordings_are_made_and_audited()
    {
        using var desk = Sandbox.With(fleet);
        var run = desk.Typed("""
            opsshell -c "Get-OpsNode 'web[01-40]' | Save-OpsSnapshot -Path before/ ; Invoke-OpsAudit -ComputerName snapshot:before/web01.zip"
            """);
        run.Exits(0).IsQuiet().Prints("node/cpu").Prints("web01");
        Assert.Equal(
            Enumerable.Range(1, 40).Select(i => $"web{i:00}.zip"),
            Directory.GetFiles(desk["before"]).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetFiles(desk["before"]), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
