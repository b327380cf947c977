using System.Security.Cryptography;
using OpsShell.EndToEnd.Tests.Harness;

namespace OpsShell.EndToEnd.Tests;

/// <summary>Invoke-OpsCommand and Group-OpsOutput on real nodes.</summary>
public sealed class RemoteCommandTests(Fleet fleet)
{
    [Fact]
    public void A_running_job_does_not_keep_the_program_and_ends_with_it()
    {
        using var desk = Sandbox.With(fleet);
        // Where the login user may write.
        var pid = Path.Combine(Path.GetTempPath(), $"opsshell-job-{Guid.NewGuid():N}");
        var run = desk.Script($"$job = Invoke-OpsCommand 'echo $$ >{pid}.new; mv {pid}.new {pid}; exec sleep 600' -ComputerName edge01 -AsJob; "
            + $"while (-not [IO.File]::Exists('{pid}')) {{ [Threading.Thread]::Sleep(20) }}; $job.JobStateInfo.State");
        run.Exits(0).Prints("Running");
        Assert.True(run.Duration < TimeSpan.FromSeconds(30));
        Assert.True(SpinWait.SpinUntil(() => !Directory.Exists($"/proc/{File.ReadAllText(pid).Trim()}"), TimeSpan.FromSeconds(15)));
        File.Delete(pid);
    }

    [Fact]
    public void Live_lines_come_in_their_order_and_a_failure_has_its_exit_code()
    {
        using var desk = Sandbox.With(fleet);
        var run = desk.Script("Invoke-OpsCommand 'echo one; sleep 0.2; echo two; sleep 0.2; echo three >&2; exit 5' -ComputerName web01 -Live | ForEach-Object { \"$_\" }");
        Assert.Equal("web01: one\nweb01: two\nweb01 err: three\nweb01 end: exit code 5\n", run.Output);
    }

    [Fact]
    public void Exit_codes_and_both_streams_come_back()
    {
        using var desk = Sandbox.With(fleet);
        var run = desk.Script("Invoke-OpsCommand 'echo out; echo err >&2; exit 3' -ComputerName web01 | ForEach-Object { \"$($_.ExitCode) $($_.Output) $($_.Error)\" }");
        Assert.Equal("3 out err\n", run.Output);
    }

    [Fact]
    public void The_pipeline_is_standard_input()
    {
        using var desk = Sandbox.With(fleet);
        var run = desk.Script("'b', 'ä', 'a' | Invoke-OpsCommand 'sort' -ComputerName web01,web02 | ForEach-Object Output").Exits(0).IsQuiet();
        Assert.Equal("a\nb\nä\na\nb\nä\n", run.Output);
    }

    [Fact]
    public void A_binary_file_is_standard_input()
    {
        using var desk = Sandbox.With(fleet);
        var bytes = RandomNumberGenerator.GetBytes((3 << 20) + 17);
        desk.Write("in.bin", bytes);
        var run = desk.Script("Invoke-OpsCommand 'sha256sum' -ComputerName web01 -InputFile in.bin | ForEach-Object Output").Exits(0).IsQuiet();
        Assert.Equal($"{Convert.ToHexStringLower(SHA256.HashData(bytes))}  -\n", run.Output);
    }

    [Fact]
    public void A_script_of_another_language_gets_its_arguments()
    {
        using var desk = Sandbox.With(fleet);
        OpsCommand.RequireProgram("python3");
        desk.Write("it.py", "#!/usr/bin/env python3\nimport sys\nprint(sys.version_info.major, sys.argv[1:], sys.stdin.read())\n");
        var run = desk.Script("'in' | Invoke-OpsCommand -Script it.py -ArgumentList 'a b', '$(id)', \"it's\" -ComputerName web01 | ForEach-Object Output").Exits(0).IsQuiet();
        Assert.Equal("3 ['a b', '$(id)', \"it's\"] in\n", run.Output.TrimEnd('\n') + "\n");
    }

    [Fact]
    public void Equal_output_is_folded_and_other_output_stands_apart()
    {
        using var desk = Sandbox.With(fleet);
        var run = desk.Script("""Invoke-OpsCommand 'case $SSH_CONNECTION in *127.1.0.3\ *) echo odd;; *) echo even;; esac' -ComputerName 'web[01-05]' | Group-OpsOutput""").Exits(0).IsQuiet();
        run.Prints("web[01-02,04-05] (4)").Prints("even").Prints("web03\n").Prints("odd");
    }

    [Fact]
    public void Bytes_that_are_not_text_and_escape_sequences_never_reach_the_terminal_raw_but_stay_in_the_objects()
    {
        using var desk = Sandbox.With(fleet);
        const string command = """Invoke-OpsCommand 'printf "\033]0;owned\007 \377\376 \033[2J end"' -ComputerName web01""";
        var shown = desk.Script($"{command} | Group-OpsOutput").Exits(0).IsQuiet().Prints("end");
        Assert.DoesNotContain(shown.Output, character => char.IsControl(character) && character != '\n');
        var table = desk.Script(command).Exits(0).IsQuiet();
        Assert.DoesNotContain(table.Output, character => char.IsControl(character) && character != '\n');
        desk.Script($"({command}).Output.IndexOf([char]27)").Exits(0).Prints("0\n");
    }

    [Fact]
    public void Output_without_end_is_cut_and_the_node_is_stopped()
    {
        using var desk = Sandbox.With(fleet);
        var run = desk.Script("Invoke-OpsCommand 'yes opsshell-endless' -ComputerName web01 -Timeout 4 | ForEach-Object { \"$($_.Ending) $($_.Truncated) $($_.Output.Length -le 67108864)\" }");
        Assert.EndsWith(" True\n", run.Output, StringComparison.Ordinal);
        NodeProcesses.Await(fleet.User.Name, "opsshell-endless", present: false);
    }

    [Fact]
    public void A_very_long_line_is_kept_whole_in_the_object()
    {
        using var desk = Sandbox.With(fleet);
        var run = desk.Script("(Invoke-OpsCommand 'head -c 5000000 /dev/zero | tr \"\\0\" x' -ComputerName web01).Output.Length").Exits(0).IsQuiet();
        Assert.Equal("5000000\n", run.Output);
    }
}
