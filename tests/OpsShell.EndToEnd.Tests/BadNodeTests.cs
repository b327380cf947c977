using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using OpsShell.EndToEnd.Tests.Harness;
using OpsShell.Testing.Sshd;

namespace OpsShell.EndToEnd.Tests;

/// <summary>Nodes that cannot be reached or read: each is named with the reason and the way out, and the others go on.</summary>
public sealed class BadNodeTests(Fleet fleet)
{
    [Fact]
    public void An_unknown_host()
    {
        using var desk = With(Fleet.Host("bad", "no-such-host.invalid"));
        Fails(desk, "the name 'no-such-host.invalid' has no address", "set the address in the inventory");
    }

    [Fact]
    public void A_refused_port()
    {
        using var desk = With(Fleet.Host("bad", "127.3.0.2", $"port: {SshdServer.FreePort()}"));
        Fails(desk, "nothing listens on port", "See that sshd runs");
    }

    [Fact]
    public void A_wrong_key()
    {
        using var desk = new Sandbox();
        fleet.Require();
        var key = TestKeys.Create(desk.Path, "id_wrong");
        Use(desk, Fleet.Host("bad", "127.3.0.2", $"identityFile: {key}"));
        Fails(desk, key, "authorized_keys");
    }

    [Fact]
    public void A_changed_host_key_is_never_accepted()
    {
        using var desk = new Sandbox();
        fleet.Require();
        var other = File.ReadAllText(TestKeys.Create(desk.Path, "other") + ".pub").Split(' ');
        var known = desk.Write("known", $"[127.3.0.2]:{fleet.Server.Port} {other[0]} {other[1]}\n");
        Use(desk, Fleet.Host("bad", "127.3.0.2", $"knownHostsFile: {known}"));
        Fails(desk, $"{known}:1", "ssh-keygen -R");
        desk.Ops("audit", "bad", "-AcceptNewHostKey", "-Check", "node/file-handles").Exits(3).Prints($"{known}:1");
        Assert.Single(File.ReadAllLines(known));
    }

    [Fact]
    public void An_unknown_host_key_is_recorded_only_when_that_is_asked_for()
    {
        using var desk = new Sandbox();
        fleet.Require();
        var known = desk["known"];
        Use(desk, Fleet.Host("bad", "127.3.0.2", $"knownHostsFile: {known}"));
        Fails(desk, "host key", "-AcceptNewHostKey");
        Assert.False(File.Exists(known));
        desk.Ops("audit", "bad", "-AcceptNewHostKey", "-Check", "node/file-handles").Exits(0).IsQuiet();
        Assert.StartsWith($"[127.3.0.2]:{fleet.Server.Port} ssh-ed25519 ", File.ReadAllText(known), StringComparison.Ordinal);
        desk.Ops("audit", "bad", "-Check", "node/file-handles").Exits(0).IsQuiet();
    }

    [Fact]
    public void A_node_that_never_answers()
    {
        using var listener = new TcpListener(IPAddress.Any, 0);
        listener.Start();
        using var desk = With(Fleet.Host("bad", "127.3.0.2", $"port: {((IPEndPoint)listener.LocalEndpoint).Port}"));
        var run = desk.Ops("audit", "good,bad", "-ConnectingTimeout", "2", "-Check", "node/file-handles", "-MinStatus", "Ok");
        run.Exits(3).Prints("did not answer within 2 s").Within(20);
        Assert.Matches(@"(?m)^good +Ok ", run.Output);
    }

    [Fact]
    public void A_node_that_dies_in_the_middle()
    {
        fleet.Require();
        using var user = TestUser.Create();
        fleet.Admit(user);
        using var desk = With(Fleet.Host("bad", "127.3.0.2", $"user: {user.Name}"));
        using var running = desk.StartOps("audit", "good,bad", "-SampleInterval", "4", "-Output", "json");
        AwaitProcess(user, "sleep");
        foreach (var process in ProcessesOf(user))
            desk.Run("kill", "-KILL", process);
        var run = running.Wait().IsQuiet();
        using var report = JsonDocument.Parse(run.Output);
        var findings = report.RootElement.GetProperty("findings").EnumerateArray().ToLookup(finding => finding.GetProperty("computerName").GetString()!);
        // What had arrived whole still counts; what had not is Unknown, and says that the connection ended.
        Assert.All(findings["bad"], finding => Assert.NotEqual("Critical", finding.GetProperty("status").GetString()));
        Assert.Contains(findings["bad"], Broken);
        Assert.DoesNotContain(findings["bad"], finding => finding.GetRawText().Contains("PSI off", StringComparison.Ordinal));
        Assert.NotEmpty(findings["good"]);
        Assert.DoesNotContain(findings["good"], Broken);
    }

    private static bool Broken(JsonElement finding) =>
        finding.GetProperty("status").GetString() == "Unknown" && finding.GetRawText().Contains("the connection ended before this was read", StringComparison.Ordinal);

    [Fact]
    public void A_command_that_hangs_is_ended_on_the_node()
    {
        using var desk = Sandbox.With(fleet);
        var run = desk.Script("Invoke-OpsCommand 'echo before; sleep 98761' -ComputerName web01,web02 -Timeout 1 | ForEach-Object { \"$($_.ComputerName) $($_.Ending) $($_.Output)\" }");
        run.Within(15).Prints("web01 time limit before").Prints("web02 time limit before");
        AwaitNoProcess(fleet.User, "sleep 98761");
    }

    [Fact]
    public void An_account_that_may_not_log_in()
    {
        fleet.Require();
        OpsCommand.RequireProgram("nologin");
        using var user = TestUser.Create("/usr/sbin/nologin");
        fleet.Admit(user);
        using var desk = With(Fleet.Host("bad", "127.3.0.2", $"user: {user.Name}"));
        Fails(desk, "This account is currently not available", "shell");
    }

    [Fact]
    public void A_node_without_the_tools_that_reading_needs()
    {
        fleet.Require();
        using var user = TestUser.Create();
        fleet.Admit(user);
        // A server that allows one command only, as backup and git servers do.
        File.WriteAllText(
            Path.Combine(user.Folder, ".ssh", "authorized_keys"),
            "command=\"echo only backups here\" " + File.ReadAllText(fleet.Server.UserKey + ".pub"));
        using var desk = With(Fleet.Host("bad", "127.3.0.2", $"user: {user.Name}"));
        Fails(desk, "only backups here", "");
    }

    [Theory]
    [InlineData("/usr/bin/fish")]
    [InlineData("/usr/bin/tcsh")]
    [InlineData("/usr/bin/zsh")]
    public void A_login_shell_of_another_kind_is_no_hindrance(string shell)
    {
        fleet.Require();
        Assert.SkipUnless(File.Exists(shell), $"{shell} is not installed");
        using var user = TestUser.Create(shell);
        fleet.Admit(user);
        using var desk = With(Fleet.Host("other", "127.3.0.2", $"user: {user.Name}"));
        desk.Ops("audit", "other", "-Check", "node/file-handles").Exits(0).IsQuiet().Prints("1 ok");
        desk.Script("Invoke-OpsCommand 'for i in 1 2; do echo \"$i $1 $0\"; done' -ArgumentList 'a b' -ComputerName other | ForEach-Object Output").Exits(0).IsQuiet().Prints("1 a b ");
        var file = desk.Write("file", "content\n");
        desk.Script($"Copy-OpsItem '{file}' '{user.Folder}/it' -ComputerName other").Exits(0).IsQuiet();
        Assert.Equal("content\n", File.ReadAllText(Path.Combine(user.Folder, "it")));
    }

    [Fact]
    public void A_start_up_file_that_prints_is_no_hindrance()
    {
        fleet.Require();
        using var user = TestUser.Create();
        fleet.Admit(user);
        File.WriteAllText(Path.Combine(user.Folder, ".bashrc"), "echo GARBAGE; printf '\\033[31mred\\n'; echo NOISE >&2\n");
        using var desk = With(Fleet.Host("noisy", "127.3.0.2", $"user: {user.Name}"));
        var run = desk.Ops("audit", "noisy", "-Check", "node/file-handles").Exits(0).IsQuiet();
        Assert.DoesNotContain("GARBAGE", run.Output, StringComparison.Ordinal);
        var command = desk.Script("Invoke-OpsCommand 'echo out; echo err >&2' -ComputerName noisy | ForEach-Object { \"<$($_.Output)> <$($_.Error)>\" }");
        Assert.Equal("<out> <err>\n", command.Exits(0).IsQuiet().Output);
        var file = desk.Write("file", "content\n");
        desk.Script($"Copy-OpsItem '{file}' '{user.Folder}/it' -ComputerName noisy").Exits(0).IsQuiet();
    }

    /// <summary>The node <c>bad</c> fails with these words in the audit and in a cmdlet, and the node <c>good</c> beside it does not.</summary>
    private static void Fails(Sandbox desk, string reason, string remedy)
    {
        var audit = desk.Ops("audit", "good,bad", "-Check", "node/file-handles", "-Output", "json").Exits(3).IsQuiet();
        using var report = JsonDocument.Parse(audit.Output);
        var nodes = report.RootElement.GetProperty("nodes").EnumerateArray().ToDictionary(node => node.GetProperty("computerName").GetString()!);
        Assert.Equal(JsonValueKind.Null, nodes["good"].GetProperty("error").ValueKind);
        var error = nodes["bad"].GetProperty("error");
        Assert.Contains(reason, error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Contains(remedy, error.GetProperty("remedy").GetString(), StringComparison.Ordinal);
        var finding = report.RootElement.GetProperty("findings").EnumerateArray().Single(finding => finding.GetProperty("computerName").GetString() == "bad");
        Assert.Equal("Unknown", finding.GetProperty("status").GetString());

        var command = desk.Script("Invoke-OpsCommand 'echo works' -ComputerName good,bad | ForEach-Object { \"$($_.ComputerName) $($_.Output)\" }");
        Assert.Equal("good works\n", command.Exits(1).Complains("bad: ").Complains(reason).Output);
    }

    private Sandbox With(string host)
    {
        var desk = new Sandbox();
        Use(desk, host);
        return desk;
    }

    private void Use(Sandbox desk, string host)
    {
        fleet.Require();
        desk.Variables["OPSSHELL_INVENTORY"] = desk.Write("inventory.yaml", fleet.WithHosts(Fleet.Host("good", "127.3.0.1"), host));
    }

    internal static string[] ProcessesOf(TestUser user) => NodeProcesses.Of(user.Name).Select(process => process.Id).ToArray();

    internal static void AwaitProcess(TestUser user, string command) => NodeProcesses.Await(user.Name, command, present: true);

    internal static void AwaitNoProcess(TestUser user, string command) => NodeProcesses.Await(user.Name, command, present: false);
}
