using OpsShell.EndToEnd.Tests.Harness;
using OpsShell.Testing.Sshd;

namespace OpsShell.EndToEnd.Tests;

/// <summary>The interactive shell in a real terminal.</summary>
public sealed class ReplTests(Fleet fleet) : IDisposable
{
    private readonly Sandbox _desk = new();
    private readonly List<TerminalWindow> _windows = [];

    public void Dispose()
    {
        _windows.ForEach(window => window.Dispose());
        _desk.Dispose();
    }

    [Fact]
    public void Lines_run_one_after_the_other_and_the_session_keeps_its_state()
    {
        var shell = Open();
        shell.Run("$x = 41").EndsIn(">");
        shell.Run("$x + 1").Shows("\n42\n");
        shell.Run("Get-History | ForEach-Object { \"$($_.Id):$($_.CommandLine)\" }").Shows("\n1:$x = 41\n2:$x + 1\n");
        shell.Run("exit 7").EndsIn("ended with 7");
    }

    [Fact]
    public void The_prompt_tells_how_the_last_line_ended()
    {
        var shell = Open();
        shell.EndsIn($"PS local {_desk.Path}>");
        shell.Run("sh -c 'exit 3'").EndsIn("[exit 3]>");
        shell.Run("\"$? $LASTEXITCODE\"").Shows("\nFalse 3\n").EndsIn($"{_desk.Path}>");
        shell.Run("Get-Nothing").Shows("The term 'Get-Nothing' is not recognized").EndsIn("[error]>");
        shell.Run("\"$? $($Error.Count)\"").Shows("\nFalse 1\n");
        shell.Run("throw 'boo'").Shows("boo").EndsIn("[error]>");
        shell.Run("\"$? $($Error.Count) $LASTEXITCODE\"").Shows("\nFalse 2 3\n");
        shell.Run("$OpsDefaultNode = 'web[01-04]'").EndsIn($"PS web[01-04] {_desk.Path}>");
        shell.Run("function prompt { \"<$?> \" }").EndsIn("<True>");
        shell.Run("sh -c 'exit 4'").EndsIn("<False>");
        shell.Run("\"$? $LASTEXITCODE\"").Shows("\nFalse 4\n");
        shell.Press("C-d").EndsIn("ended with 0");
    }

    [Fact]
    public void Tab_completes_commands_parameters_variables_and_nodes()
    {
        _desk.Variables["OPSSHELL_INVENTORY"] = _desk.Write("inventory.yaml", "hosts:\n  alpha1: { address: 127.0.0.1 }\n  alpha2: { address: 127.0.0.2 }\n");
        Directory.CreateDirectory(Path.Combine(_desk.Home, ".ssh"));
        File.WriteAllText(Path.Combine(_desk.Home, ".ssh/config"), "Host gateway-9\n User ops\nHost gat*\n Port 22\n");
        var shell = Open();
        shell.Type("Get-Hist").Press("Tab").EndsIn("> Get-History");
        shell.Type(" -Cou").Press("Tab").EndsIn("> Get-History -Count");
        shell.Press("C-u").Type("$Maximum").Press("Tab").Shows("MaximumHistoryCount");
        shell.Press("C-g", "C-u").Type("Invoke-OpsCommand -ComputerName al").Press("Tab").EndsIn("-ComputerName alpha");
        shell.Press("Tab").Shows("-ComputerName alpha1\nalpha1  alpha2");
        shell.Press("Tab").Shows("-ComputerName alpha2\nalpha1  alpha2");
        shell.Press("Escape").EndsIn("-ComputerName alpha");
        shell.Press("C-u").Type("Get-OpsFact -ComputerName gat").Press("Tab").EndsIn("-ComputerName gateway-9");
    }

    [Fact]
    public void A_menu_at_the_bottom_of_the_window_leaves_it_whole()
    {
        var shell = Open(60, 12);
        shell.Run("1..20").EndsIn($"20\nPS local {_desk.Path}>");
        shell.Type("Get-").Press("Tab").Shows("\n1 of ");
        shell.Press("PPage", "NPage", "Up", "Left");
        shell.Press("C-g").EndsIn($"20\nPS local {_desk.Path}> Get-");
        Assert.Contains("\n19\n20\nPS local", shell.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_typed_has_colours_unless_none_are_wanted()
    {
        var shell = Open();
        shell.Type("Get-Command -Name $x").EndsIn("$x");
        Assert.Contains("\u001b[33mGet-Command", shell.Colours, StringComparison.Ordinal);
        var plain = Open(command: "NO_COLOR=1 opsshell -NoProfile");
        plain.Type("Get-Command -Name $x").EndsIn("$x");
        Assert.DoesNotContain('\u001b', plain.Colours);
    }

    [Fact]
    public void Lines_that_are_not_complete_go_on()
    {
        var shell = Open();
        shell.Run("foreach ($i in 1..2) {").EndsIn("\n>>");
        shell.Run("  \"number $i\"").EndsIn("\n>>");
        shell.Run("}").Shows("\nnumber 1\nnumber 2\n");
        shell.Press("Up").EndsIn("> foreach ($i in 1..2) {\n>>   \"number $i\"\n>> }");
        shell.Press("Up").Type("XYZ").EndsIn(">>  XYZ \"number $i\"\n>> }");
        shell.Press("C-c").Shows("^C").EndsIn(">");
    }

    [Fact]
    public void History_lasts_over_sessions_without_secrets()
    {
        var shell = Open();
        shell.Run("'first line'").Shows("\nfirst line\n");
        shell.Run("$token = 'hunter2'").EndsIn(">");
        shell.Run("'if {").EndsIn(">>");
        shell.Run("second'").Shows("\nif {\nsecond\n");
        shell.Run("exit").EndsIn("ended with 0");
        var file = Path.Combine(_desk.Home, ".local/share/opsshell/history");
        Assert.Equal("'first line'\n'if {`\nsecond'\nexit\n", File.ReadAllText(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));

        var next = Open();
        next.Type("'fi").Shows("> 'first line'");
        next.Press("Right", "Enter").Shows("\nfirst line\n");
        next.Press("C-r").Type("SECOND").Shows("\n>> second'").Shows("search history: SECOND");
        next.Press("Enter").Shows("\nif {\nsecond\n");
    }

    [Fact]
    public void A_pasted_text_is_inserted_and_not_run()
    {
        var shell = Open();
        shell.Paste("'中文 one'\n'two'\n");
        shell.EndsIn("> '中文 one'\n>> 'two'\n>>");
        shell.Press("Enter").Shows("\n中文 one\ntwo\n");
    }

    [Fact]
    public void Wide_characters_and_long_lines_keep_the_cursor_in_its_place()
    {
        var shell = Open(40, 12);
        shell.Run("function prompt { '> ' }").EndsIn("\n>");
        shell.Type("'中文字").EndsIn("> '中文字");
        Assert.Equal("9", shell.Cursor.Split(' ')[0]);
        shell.Press("BSpace").EndsIn("> '中文");
        shell.Type($"{new string('a', 30)}文字").EndsIn($"> '中文{new string('a', 30)}文\n字");
        Assert.Equal("2", shell.Cursor.Split(' ')[0]);
        shell.Press("C-a").Type("#").EndsIn($"> #'中文{new string('a', 30)}文\n字");
        shell.Resize(30, 12);
        shell.EndsIn($"> #'中文{new string('a', 22)}\naaaaaaaa文字");
        shell.Resize(80, 12);
        shell.EndsIn($"> #'中文{new string('a', 30)}文字");
        Assert.Equal("3", shell.Cursor.Split(' ')[0]);
        Assert.Single(shell.Screen.Split('\n'), line => line.Contains("#'", StringComparison.Ordinal));
    }

    [Fact]
    public void Control_C_ends_what_runs_here_and_on_a_node_and_not_the_shell()
    {
        fleet.Require();
        using var user = TestUser.Create();
        fleet.Admit(user);
        _desk.Variables["OPSSHELL_INVENTORY"] = _desk.Write("inventory.yaml", fleet.WithHosts(Fleet.Host("slow", "127.4.0.3", $"user: {user.Name}")));
        var shell = Open();
        shell.Run("Invoke-OpsCommand 'sleep 1000' -ComputerName slow");
        NodeProcesses.Await(user.Name, "sleep 1000", present: true);
        shell.Press("C-c").EndsIn("[stopped]>");
        NodeProcesses.Await(user.Name, "sleep 1000", present: false);
        shell.Run("while ($true) { }").IsAtLineStart();
        shell.Press("C-c").EndsIn("[stopped]>");
        shell.Run("sh -c 'echo going; exec sleep 1000'").Shows("\ngoing");
        shell.Press("C-c").EndsIn("[stopped]>");
        shell.Run("'still ' + 'here'").Shows("\nstill here\n");
    }

    [Fact]
    public void Control_C_counts_also_before_the_program_has_been_started()
    {
        var shell = Open();
        for (var wait = 0; wait < 60; wait += 4)
        {
            shell.Run("clear").EndsIn($"{_desk.Path}>");
            shell.Type("sleep 1000").EndsIn("sleep 1000");
            if (wait == 0)
            {
                shell.Press("Enter", "C-c");
            }
            else
            {
                shell.Press("Enter");
                Thread.Sleep(wait - 4);
                shell.Press("C-c");
            }
            shell.Await(screen => screen.Split('\n')[^1] is var last && last.EndsWith('>') && !last.Contains("sleep", StringComparison.Ordinal), "a new prompt");
        }
    }

    [Fact]
    public void Control_D_typed_while_a_command_runs_leaves_after_it()
    {
        var shell = Open();
        shell.Run("sleep 1").IsAtLineStart();
        shell.Press("C-d").EndsIn("ended with 0");
    }

    [Fact]
    public void Native_programs_have_the_terminal_and_give_it_back()
    {
        var shell = Open();
        shell.Run("sh -c 'test -t 0 && test -t 1 && stty -a | grep -o \" icanon\"'").Shows("\n icanon\n");
        shell.Run("sh -c 'read line; echo got $line'").IsAtLineStart();
        shell.Run("typed").Shows("\ngot typed\n");
        shell.Run("printf 'no end'").Shows("\nno end%\nPS local");
        shell.Run("'done'").Shows("\ndone\n");
    }

    [Fact]
    public void Questions_of_a_command_are_answered_at_the_terminal()
    {
        var shell = Open();
        shell.Run("\"<$($Host.UI.ReadLine())>\"").Asks();
        shell.Type("ab中").Press("BSpace").Type("c").Press("Enter").Shows("\n<abc>\n");
        shell.Run("$s = $Host.UI.ReadLineAsSecureString(); $s.Length").Asks();
        shell.Type("hunter2").Press("BSpace", "Enter").Shows("\n6\n");
        Assert.DoesNotContain("hunter", shell.Screen, StringComparison.Ordinal);
        shell.Run("$Host.UI.ReadLine(); 'not reached'").Asks();
        shell.Press("C-c").EndsIn("[stopped]>");
        Assert.DoesNotContain("\nnot reached", shell.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void A_confirmation_explains_its_choices()
    {
        var shell = Open(100);
        shell.Run("New-Item here -Confirm > $null").EndsIn("(default is \"Y\"):").Type("?").Press("Enter");
        shell.Shows("\nN - Skip this operation").EndsIn("[S] Suspend  [?] Help (default is \"Y\"):");
        shell.Type("no").Press("Enter").EndsIn($"{_desk.Path}>");
        shell.Run("Test-Path here").Shows("\nFalse\n");
        shell.Run("$Host.UI.PromptForChoice('', 'Which?', @('&One', '&Two', 'T&hree'), [int[]]@(1)) -join '+'");
        shell.Shows("[O] One  [T] Two  [H] Three  [?] Help").EndsIn("Choice[0]:").Type("h").Press("Enter").EndsIn("Choice[1]:").Type("one").Press("Enter", "Enter").Shows("\n2+0\n");
    }

    [Fact]
    public void The_pager_is_left_without_an_error()
    {
        var shell = Open(60, 12);
        shell.Run("1..100 | ForEach-Object { $global:last = $_; $_ } | Out-Host -Paging; 'after'").EndsIn("Q quit");
        shell.Press("Space").Shows("\n15\n").EndsIn("Q quit");
        shell.Press("q").Shows("\nafter\n").EndsIn($"{_desk.Path}>");
        shell.Run("\"$($Error.Count) $($last -lt 100)\"").Shows("\n0 True\n");
    }

    [Fact]
    public void A_command_can_be_left_for_a_while()
    {
        var shell = Open();
        shell.Run("$x = 5; $Host.EnterNestedPrompt(); \"left with $x\"").EndsIn("PS nested>>");
        shell.Run("$x = 6; Get-Nothing").Shows("The term 'Get-Nothing'").EndsIn("PS nested>>");
        shell.Type("Get-Hist").Press("Tab").EndsIn("PS nested>> Get-Hist").Press("C-u");
        shell.Run("while ($true) { }").IsAtLineStart();
        shell.Press("C-c").EndsIn("PS nested>>");
        shell.Run("exit").Shows("\nleft with 6\n").EndsIn($"PS local {_desk.Path}>");
    }

    [Fact]
    public void The_profile_is_run_and_its_failure_is_shown()
    {
        Directory.CreateDirectory(Path.Combine(_desk.Home, ".config/opsshell"));
        File.WriteAllText(Path.Combine(_desk.Home, ".config/opsshell/profile.ps1"), "$fromProfile = 'yes'\nfunction prompt { 'mine> ' }\nthrow 'profile failed'\n");
        var shell = Open(command: "opsshell", prompt: "mine>");
        shell.Shows("profile failed");
        shell.Run("\"$fromProfile $PROFILE\"").Shows($"\nyes {_desk.Home}/.config/opsshell/profile.ps1\n");
        shell.Run("exit").EndsIn("ended with 0");
        Open().Run("\"<$fromProfile>\"").Shows("\n<>\n");
    }

    [Fact]
    public void A_dumb_terminal_gets_no_control_sequence()
    {
        var shell = Open(command: $"TERM=dumb script -q -c 'opsshell -NoProfile' {_desk["typescript"]}", prompt: ">");
        shell.Run("if (1) {").EndsIn("\n>>");
        shell.Run("'a' + 'b' }").Shows("\nab\n");
        shell.Run("exit 3").Shows("ended with");
        Assert.DoesNotContain('\u001b', File.ReadAllText(_desk["typescript"]));
    }

    [Fact]
    public void A_signal_while_a_line_is_typed_drops_it_and_a_pause_changes_nothing()
    {
        var shell = Open();
        shell.Run("$PID").EndsIn(">");
        var id = shell.Screen.Split('\n')[1];
        shell.Type("half a line").EndsIn("half a line");
        _desk.Run("kill", "-STOP", id).Exits(0);
        _desk.Run("kill", "-CONT", id).Exits(0);
        shell.Type(" and more").EndsIn("half a line and more");
        _desk.Run("kill", "-INT", id).Exits(0);
        shell.Shows("half a line and more^C\n").EndsIn($"{_desk.Path}>");
        shell.Run("'still ' + 'here'").Shows("\nstill here\n");
    }

    [Fact]
    public void A_folders_name_cannot_write_to_the_terminal()
    {
        Directory.CreateDirectory(_desk["evil\u001b]0;title\u0007"]);
        var shell = Open(command: "cd evil* && opsshell -NoProfile");
        shell.EndsIn("evil\\x1b]0;title\\x07>");
    }

    [Fact]
    public void A_session_follows_a_command_or_script_when_asked_to()
    {
        var text = Open(command: "opsshell -NoProfile -NoExit -CommandWithArgs '\"first $args\"; $y = 5' a b");
        text.Shows("first a b\n").Run("$y + 1").Shows("\n6\n");
        _desk.Write("first", "param($Name) $y = 7; \"hello $Name\"; exit 3");
        var file = Open(command: "opsshell -NoProfile -NoExit first -Name you");
        file.Shows("hello you\n").Run("\"$y $LASTEXITCODE\"").Shows("\n7 3\n");
        file.Run("exit 4").EndsIn("ended with 4");
    }

    [Fact]
    public void The_end_of_the_login_leaves_the_terminal_as_it_was()
    {
        var shell = Open(command: "opsshell -NoProfile; stty -a | grep -ow -e -icanon -e -echo", prompt: ">");
        shell.Run("$PID").EndsIn(">");
        var id = shell.Screen.Split('\n')[1];
        _desk.Run("kill", "-TERM", id).Exits(0);
        shell.EndsIn("ended with 1");
    }

    /// <summary>A shell at its first prompt.</summary>
    private TerminalWindow Open(int columns = 80, int rows = 24, string command = "opsshell -NoProfile", string prompt = "PS local")
    {
        var window = new TerminalWindow(_desk, command, columns, rows);
        _windows.Add(window);
        return window.Shows(prompt);
    }
}
