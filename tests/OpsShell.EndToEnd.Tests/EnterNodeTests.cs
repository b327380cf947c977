using OpsShell.EndToEnd.Tests.Harness;
using OpsShell.Testing.Sshd;

namespace OpsShell.EndToEnd.Tests;

/// <summary>An interactive login on a real sshd, in a real terminal.</summary>
public sealed class EnterNodeTests(Fleet fleet)
{
    private const string Enter = """opsshell -NoProfile -c 'Enter-OpsNode web01; "code=$LASTEXITCODE"'""";

    [Fact]
    public void Keys_go_to_the_node_and_its_exit_code_comes_back()
    {
        using var desk = Sandbox.With(fleet);
        using var terminal = LoggedIn(desk, Enter);
        terminal.Enter("stty size; test -t 0 && test -t 1 && echo term=$TERM-$((40+2))");
        terminal.Shows("24 80");
        terminal.Shows("term=screen-42");
        terminal.Enter("printf '%s\\n' \"Füße 中文\"");
        terminal.Await(screen => screen.Contains("\nFüße 中文", StringComparison.Ordinal), "shows the text as it was typed");
        terminal.Enter("exit 7");
        terminal.Shows("code=7");
        // The settings of the terminal are back: what is typed shows, and ends with a line end.
        terminal.Enter("stty -a | grep -o -w -e '-*icanon' -e '-*echo' | tr '\\n' ,");
        terminal.Shows("icanon,echo,");
    }

    [Fact]
    public void The_size_of_the_window_follows()
    {
        using var desk = Sandbox.With(fleet);
        using var terminal = LoggedIn(desk, Enter);
        terminal.Resize(100, 30);
        terminal.Await(
            _ =>
            {
                terminal.Enter("stty size");
                return terminal.Screen.Contains("30 100", StringComparison.Ordinal);
            },
            "has the new size");
        terminal.Enter("exit");
        terminal.Shows("code=0");
    }

    [Fact]
    public void Ctrl_C_ends_what_runs_on_the_node_and_not_the_login()
    {
        fleet.Require();
        using var user = TestUser.Create();
        fleet.Admit(user);
        using var desk = new Sandbox();
        desk.Variables["OPSSHELL_INVENTORY"] = desk.Write("inventory.yaml", fleet.WithHosts(Fleet.Host("web01", "127.5.0.1", $"user: {user.Name}")));
        using var terminal = LoggedIn(desk, Enter);
        terminal.Enter("sleep 1234");
        NodeProcesses.Await(user.Name, "sleep 1234", present: true);
        terminal.Press("C-c");
        NodeProcesses.Await(user.Name, "sleep 1234", present: false);
        terminal.Enter("echo still-$((40+2))");
        terminal.Shows("still-42");
        terminal.Enter("exit 0");
        terminal.Shows("code=0");
        NodeProcesses.Await(user.Name, "sh", present: false);
    }

    [Fact]
    public void A_full_screen_program_works_and_gives_the_screen_back()
    {
        OpsCommand.RequireProgram("vim");
        using var desk = Sandbox.With(fleet);
        using var terminal = LoggedIn(desk, Enter);
        terminal.Enter("vim -u NONE note.txt");
        terminal.Shows("note.txt");
        terminal.Press("i");
        terminal.Enter("written in vim");
        terminal.Press("Escape");
        terminal.Enter(":wq");
        terminal.Await(screen => screen.Contains("node$", StringComparison.Ordinal) && !screen.Contains("\n~\n", StringComparison.Ordinal), "has the shell back");
        terminal.Enter("cat note.txt; exit");
        terminal.Shows("code=0");
        terminal.Shows("written in vim");
    }

    [Fact]
    public void A_login_that_hangs_can_be_left_by_a_tilde_and_a_full_stop()
    {
        fleet.Require();
        using var user = TestUser.Create();
        fleet.Admit(user);
        using var desk = new Sandbox();
        desk.Variables["OPSSHELL_INVENTORY"] = desk.Write("inventory.yaml", fleet.WithHosts(Fleet.Host("web01", "127.5.0.3", $"user: {user.Name}")));
        using var terminal = LoggedIn(desk, Enter);
        terminal.Press("Enter");
        TestKeys.Run("pkill", "-STOP", "-u", user.Name);
        try
        {
            terminal.Enter("lost");
            terminal.Press("~", ".");
            terminal.Shows("was left", 5);
            terminal.Shows("code=", 5);
            terminal.Enter("echo desk-$((40+2))");
            terminal.Shows("desk-42", 5);
        }
        finally
        {
            TestKeys.Run("sh", "-c", $"pkill -KILL -u {user.Name}; true");
        }
    }

    [Fact]
    public void A_connection_that_dies_gives_the_terminal_back()
    {
        fleet.Require();
        using var server = SshdServer.Start(new SshdOptions { Config = ["AuthorizedKeysFile .ssh/authorized_keys"] });
        using var user = TestUser.Create();
        var keys = Directory.CreateDirectory(Path.Combine(user.Folder, ".ssh")).FullName;
        File.Copy(server.UserKey + ".pub", Path.Combine(keys, "authorized_keys"));
        TestKeys.Run("chown", "-R", user.Name, user.Folder);
        using var desk = new Sandbox();
        desk.Variables["OPSSHELL_INVENTORY"] = desk.Write("inventory.yaml", $$"""
            hosts:
              web01: { address: 127.5.0.2, port: {{server.Port}}, user: {{user.Name}}, identityFile: {{server.UserKey}}, identitiesOnly: true, identityAgent: none, knownHostsFile: {{server.KnownHosts}} }

            """);
        using var terminal = LoggedIn(desk, Enter);
        server.Kill();
        TestKeys.Run("sh", "-c", $"pkill -9 -u {user.Name}; true");
        terminal.Shows("web01: the connection ended");
        terminal.Enter("stty -a | grep -o -w -e '-*icanon' -e '-*echo' | tr '\\n' ,");
        terminal.Shows("icanon,echo,");
    }

    [Fact]
    public void A_signal_gives_the_terminal_back()
    {
        using var desk = Sandbox.With(fleet);
        using var terminal = LoggedIn(desk, "opsshell -NoProfile -c 'Enter-OpsNode web02' & echo $! > pid; fg");
        terminal.Enter("echo here-$((40+2))");
        terminal.Shows("here-42");
        TestKeys.Run("kill", "-TERM", File.ReadAllText(desk["pid"]).Trim());
        terminal.Await(screen => screen.EndsWith("\ndesk$", StringComparison.Ordinal), "has the desk's prompt");
        terminal.Enter("stty -a | grep -o -w -e '-*icanon' -e '-*echo' | tr '\\n' ,");
        terminal.Shows("icanon,echo,");
    }

    [Fact]
    public void Ctrl_C_at_the_terminal_ends_a_script_and_its_native_command()
    {
        using var desk = new Sandbox();
        using var terminal = TerminalWindow.OfDesk(desk);
        terminal.Enter("opsshell -NoProfile -c 'sh -c \"echo running-$((40+2)); sleep 100\"; \"never\"'; echo code=$?");
        terminal.Shows("running-42");
        terminal.Press("C-c");
        terminal.Shows("code=130", 5);
        Assert.DoesNotContain("\nnever", terminal.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void This_machine_is_entered_by_the_users_shell()
    {
        using var desk = new Sandbox();
        using var terminal = TerminalWindow.OfDesk(desk);
        terminal.Enter("""SHELL=/bin/sh PS1='inner$ ' opsshell -NoProfile -c 'Enter-OpsNode local; "code=$LASTEXITCODE"'""");
        terminal.Shows("\ninner$");
        terminal.Enter("exit 5");
        terminal.Shows("code=5");
    }

    [Theory]
    [InlineData("Enter-OpsNode web01", "Enter-OpsNode needs a terminal")]
    [InlineData("Enter-OpsNode 'web[01-02]'", "this names 2")]
    [InlineData("Enter-OpsNode '@nowhere'", "@nowhere")]
    public void Without_a_terminal_or_one_node_it_says_so(string script, string expected)
    {
        using var desk = Sandbox.With(fleet);
        Assert.Equal("", desk.Script(script).Exits(1).Complains(expected).Output);
    }

    [Fact]
    public void A_mounted_root_and_a_recording_cannot_be_entered()
    {
        using var desk = new Sandbox();
        using var terminal = TerminalWindow.OfDesk(desk, columns: 160);
        terminal.Enter($"opsshell -NoProfile -c 'Enter-OpsNode {OpsCommand.FixtureRoot("sick-6.6")}'");
        terminal.Shows("nobody can log in to a mounted root");
    }

    private static TerminalWindow LoggedIn(Sandbox desk, string command)
    {
        var terminal = TerminalWindow.OfDesk(desk);
        terminal.Enter(command);
        // The prompt of bash: user and host.
        terminal.Await(screen => screen.Split('\n')[^1].StartsWith("opst", StringComparison.Ordinal) && screen.EndsWith('$'), "has the node's prompt");
        terminal.Enter("PS1='node$ '");
        terminal.Shows("\nnode$");
        return terminal;
    }
}
