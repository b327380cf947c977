using System.Management.Automation;
using OpsShell.Core.Changes;
using OpsShell.Core.Nodes;
using OpsShell.Testing;
using OpsShell.Tests.PowerShellRuns;

namespace OpsShell.Fleet.Tests.Commands;

/// <summary>Cmdlets that change nodes, the journal's list, and undo, on this machine.</summary>
public sealed class ChangeTests : IDisposable
{
    private readonly OpsRunspace _shell = new("OpsShell.Fleet");
    private readonly TemporaryFolder _folder = new();
    private readonly string _parameter;

    public ChangeTests()
    {
        _parameter = _folder.Write("mode", "1\n");
        _shell.Run($"$env:OPSSHELL_STATE = '{_folder["state"]}'; Import-Module '{Path.Combine(AppContext.BaseDirectory, "OpsShell.TestModule.dll")}'");
    }

    public void Dispose()
    {
        _shell.Run("$env:OPSSHELL_STATE = $null");
        _shell.Dispose();
        _folder.Dispose();
    }

    private string Steps => $"@(('parameter', '{_parameter}', '0'), ('file', '{_folder["etc/90.conf"]}', 'text'))";

    private string Mode => File.ReadAllText(_parameter);

    private OpsChange Change(string more = "") => Assert.Single(_shell.Run($"Set-TestTarget {Steps} -Confirm:$false {more}").Of<OpsChange>());

    [Fact]
    public void A_change_is_made_listed_and_undone()
    {
        var change = Change();
        Assert.Equal((Environment.MachineName, ChangeState.Applied, "Set test targets", ""), (change.ComputerName, change.State, change.Description, change.Error));
        Assert.NotNull(change.Duration);
        Assert.Equal("0\n", Mode);

        var listed = Assert.Single(_shell.Run("Get-OpsChange").Of<OpsChange>());
        Assert.Equal(change.Id, listed.Id);
        Assert.Equal([$"{_parameter}: 1 -> 0 [Applied]"], listed.Steps.Take(1).Select(step => step.ToString()));
        Assert.StartsWith("Set-TestTarget -Confirm:$false -Step parameter,", listed.CommandLine, StringComparison.Ordinal);

        var run = _shell.Run("Get-OpsChange -Last 1 | Undo-OpsChange -Confirm:$false");
        Assert.Empty(run.Errors);
        Assert.Equal(ChangeState.Undone, Assert.Single(run.Of<OpsChange>()).State);
        Assert.Equal("1\n", Mode);
        Assert.False(Directory.Exists(_folder["etc"]));
        Assert.Equal(ChangeState.Undone, Assert.Single(_shell.Run("Get-OpsChange").Of<OpsChange>()).State);

        run = _shell.Run($"Undo-OpsChange {change.Id} -Confirm:$false 3>&1");
        Assert.Contains("undone already", Assert.Single(run.Of<WarningRecord>()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_shows_every_write_and_writes_nothing()
    {
        var shown = _shell.Show($"Set-TestTarget {Steps} -WhatIf");
        Assert.Contains($"What if: {Environment.MachineName}: {_parameter}: 1 -> 0 (until reboot)", shown, StringComparison.Ordinal);
        Assert.Contains($"What if: {Environment.MachineName}: {_folder["etc/90.conf"]}: absent -> 'text' (4 bytes, mode 644, owner ", shown, StringComparison.Ordinal);
        Assert.Equal("1\n", Mode);
        Assert.False(Directory.Exists(_folder["state"]));

        Change();
        shown = _shell.Show("Get-OpsChange | Undo-OpsChange -WhatIf");
        Assert.Contains($"What if: {Environment.MachineName}: {_parameter}: 0 -> 1 (until reboot)", shown, StringComparison.Ordinal);
        Assert.True(shown.IndexOf("90.conf", StringComparison.Ordinal) < shown.IndexOf(_parameter, StringComparison.Ordinal), shown);
        Assert.Equal("0\n", Mode);
    }

    [Theory, InlineData("Y", true), InlineData("N", false)]
    public void The_user_is_asked_once_for_a_node_and_sees_all_writes(string answer, bool changes)
    {
        _shell.Answers.Enqueue(answer);
        var asked = _shell.Show($"Set-TestTarget {Steps}");
        Assert.Empty(_shell.Answers);
        Assert.Contains(_parameter, asked, StringComparison.Ordinal);
        Assert.Contains("90.conf", asked, StringComparison.Ordinal);
        Assert.Equal(changes ? "0\n" : "1\n", Mode);
    }

    [Fact]
    public void The_journal_has_what_was_typed_and_not_what_the_pipeline_bound_last()
    {
        Assert.Single(_shell.Run($"[pscustomobject]@{{ ComputerName = '{Environment.MachineName}' }} | Set-TestTarget {Steps} -Confirm:$false").Of<OpsChange>());
        var line = Assert.Single(_shell.Run("Get-OpsChange").Of<OpsChange>()).CommandLine;
        Assert.StartsWith("Set-TestTarget -Confirm:$false -Step parameter,", line, StringComparison.Ordinal);
        Assert.DoesNotContain("ComputerName", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_to_change_writes_nothing()
    {
        Change();
        var run = _shell.Run($"Set-TestTarget {Steps} -Verbose 4>&1");
        Assert.Contains("as wanted already", Assert.Single(run.Of<VerboseRecord>()).Message, StringComparison.Ordinal);
        Assert.Single(_shell.Run("Get-OpsChange").Output);
    }

    [Fact]
    public void A_step_that_fails_is_a_result_and_an_error_with_the_way_back()
    {
        var list = _folder.Write("list", "");
        var run = _shell.Run($"Set-TestTarget @(('parameter', '{_parameter}', '0'), ('line', '{list}', 'word', 'exit 4')) -Confirm:$false");
        var change = Assert.Single(run.Of<OpsChange>());
        Assert.Equal(ChangeState.PartlyApplied, change.State);
        var error = Assert.Single(run.Errors);
        Assert.StartsWith("ChangeFailed,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("exit code 4", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains($"In force: {_parameter}", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal($"Undo-OpsChange -Id {change.Id} takes it back.", error.ErrorDetails.RecommendedAction);
        Assert.Equal(NodeTransport.Local, Assert.IsType<Node>(error.TargetObject).Transport);

        Assert.Equal(ChangeState.Undone, Assert.Single(_shell.Run($"Undo-OpsChange -Id {change.Id} -Confirm:$false").Of<OpsChange>()).State);
        run = _shell.Run($"Set-TestTarget @(('parameter', '{_parameter}', '0'), ('line', '{list}', 'word', 'exit 4')) -Confirm:$false -RollBackOnFailure");
        Assert.Equal(ChangeState.Undone, Assert.Single(run.Of<OpsChange>()).State);
        Assert.Contains("were undone", Assert.Single(run.Errors).ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal("1\n", Mode);
    }

    [Fact]
    public void Undo_that_is_refused_is_an_error_with_the_values_and_force_does_it()
    {
        var change = Change();
        File.WriteAllText(_parameter, "7\n");
        var run = _shell.Run("Get-OpsChange | Undo-OpsChange -Confirm:$false");
        Assert.Equal(ChangeState.UndoFailed, Assert.Single(run.Of<OpsChange>()).State);
        var error = Assert.Single(run.Errors);
        Assert.StartsWith("ChangeConflict,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("it was 1, the change made it 0, and it is 7 now", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal("7\n", Mode);
        Assert.Equal(ChangeState.Undone, Assert.Single(_shell.Run($"Undo-OpsChange {change.Id} -Force -Confirm:$false").Of<OpsChange>()).State);
        Assert.Equal("1\n", Mode);
    }

    [Fact]
    public void An_older_change_is_not_undone_below_a_newer_one_of_the_same_targets()
    {
        var older = Change();
        // Only the file is changed anew; the parameter stays the older change's alone.
        var newer = Assert.Single(_shell.Run($"Set-TestTarget @(,('file', '{_folder["etc/90.conf"]}', 'other')) -Confirm:$false").Of<OpsChange>());
        var run = _shell.Run($"Undo-OpsChange {older.Id} -Confirm:$false");
        Assert.Empty(run.Of<OpsChange>());
        var error = Assert.Single(run.Errors);
        Assert.StartsWith("ChangeConflict,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(newer.Id, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(("0\n", "other"), (Mode, File.ReadAllText(_folder["etc/90.conf"])));

        // Both at once, in whatever order, are undone newest first.
        run = _shell.Run($"Undo-OpsChange {older.Id}, {newer.Id} -Confirm:$false");
        Assert.Empty(run.Errors);
        Assert.Equal([newer.Id, older.Id], run.Of<OpsChange>().Select(change => change.Id));
        Assert.Equal("1\n", Mode);
        Assert.False(File.Exists(_folder["etc/90.conf"]));
    }

    [Fact]
    public void An_older_change_can_be_undone_when_the_newer_one_is()
    {
        var older = Change();
        var newer = Assert.Single(_shell.Run($"Set-TestTarget @(,('file', '{_folder["etc/90.conf"]}', 'other')) -Confirm:$false").Of<OpsChange>());
        _shell.Run($"Undo-OpsChange {newer.Id} -Confirm:$false");
        var run = _shell.Run($"Undo-OpsChange {older.Id} -Confirm:$false");
        Assert.Empty(run.Errors);
        Assert.Equal("1\n", Mode);
    }

    [Fact]
    public void The_list_is_filtered_newest_first_and_a_bad_file_is_an_error_of_its_own()
    {
        var first = Change();
        _shell.Run($"Undo-OpsChange {first.Id} -Confirm:$false");
        var second = Change();
        string Ids(string parameters) => string.Join(',', _shell.Run("Get-OpsChange " + parameters).Of<OpsChange>().Select(change => change.Id));
        Assert.Equal($"{second.Id},{first.Id}", Ids(""));
        Assert.Equal(second.Id, Ids("-Last 1"));
        Assert.Equal(first.Id, Ids("-State Undone, Failed"));
        Assert.Equal("", Ids("-ComputerName 'nobody*'"));
        Assert.Equal($"{second.Id},{first.Id}", Ids($"-ComputerName '{Environment.MachineName[..1]}*'"));
        Assert.Equal(first.Id, Ids(first.Id));

        File.WriteAllText(Path.Combine(_folder["state/changes"], second.Id + ".json"), "{ \"schema\": \u001b[31m");
        var run = _shell.Run("Get-OpsChange");
        Assert.Equal(first.Id, Assert.Single(run.Of<OpsChange>()).Id);
        var error = Assert.Single(run.Errors);
        Assert.StartsWith("JournalFileInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(second.Id + ".json", error.Exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', error.Exception.Message);
        Assert.StartsWith("ChangeNotFound,", Assert.Single(_shell.Run("Get-OpsChange nothing").Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("JournalFileInvalid,", Assert.Single(_shell.Run($"Undo-OpsChange {second.Id} -Confirm:$false").Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_is_narrow()
    {
        var change = Change();
        var table = _shell.Show("Get-OpsChange");
        Assert.Contains(change.Id, table, StringComparison.Ordinal);
        Assert.All(table.Split('\n'), line => Assert.InRange(line.Length, 0, 120));
    }

    [Fact]
    public void Ids_are_completed_with_what_they_are()
    {
        var change = Change();
        var completed = CommandCompletion.CompleteInput("Undo-OpsChange -Id 2", 20, null, _shell.Prepare(""));
        var result = Assert.Single(completed.CompletionMatches);
        Assert.Equal(change.Id, result.CompletionText);
        Assert.Contains("Applied: Set test targets", result.ToolTip, StringComparison.Ordinal);
    }

    [Fact]
    public void No_secret_is_in_the_journal()
    {
        var change = Change("-Secret ([pscredential]::new('user', [System.Net.NetworkCredential]::new('', 'hunter2').SecurePassword))");
        var journal = File.ReadAllText(Path.Combine(_folder["state/changes"], change.Id + ".json"));
        Assert.DoesNotContain("hunter2", journal, StringComparison.Ordinal);
        Assert.Contains("-Secret ...", journal, StringComparison.Ordinal);
    }

    [Fact]
    public void A_job_needs_its_answer_beforehand()
    {
        Assert.StartsWith("JobCannotAsk,", _shell.Fail($"Set-TestTarget {Steps} -AsJob").FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("1\n", Mode);
        var change = Assert.Single(_shell.Run($"Set-TestTarget {Steps} -Confirm:$false -AsJob | Wait-Job | Receive-Job -AutoRemoveJob -Wait").Of<OpsChange>());
        Assert.Equal(("0\n", ChangeState.Applied), (Mode, change.State));
        var undone = Assert.Single(_shell.Run("Get-OpsChange | Undo-OpsChange -Confirm:$false -AsJob | Wait-Job | Receive-Job -AutoRemoveJob -Wait").Of<OpsChange>());
        Assert.Equal(("1\n", ChangeState.Undone), (Mode, undone.State));
    }

    [Fact]
    public void A_recording_is_refused_and_the_other_node_is_changed()
    {
        var recording = _folder["me.zip"];
        _shell.Run($"Save-OpsSnapshot -Path '{recording}'");
        var run = _shell.Run($"Set-TestTarget {Steps} -ComputerName 'snapshot:{recording}', local -Confirm:$false");
        Assert.StartsWith("NotSupported,", Assert.Single(run.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ChangeState.Applied, Assert.Single(run.Of<OpsChange>()).State);
        Assert.Equal("0\n", Mode);
    }

    [Fact]
    public void A_live_mounted_root_is_changed_below_it()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "chroot needs root");
        var run = _shell.Run($"Set-TestTarget {Steps} -ComputerName root:/ -Confirm:$false");
        Assert.Empty(run.Errors);
        Assert.Equal(ChangeState.Applied, Assert.Single(run.Of<OpsChange>()).State);
        Assert.Equal("0\n", Mode);
        Assert.Equal(ChangeState.Undone, Assert.Single(_shell.Run("Get-OpsChange | Undo-OpsChange -Confirm:$false").Of<OpsChange>()).State);
        Assert.Equal("1\n", Mode);
    }

    [Fact]
    public void A_machine_with_another_machine_id_is_refused()
    {
        var change = Change();
        var path = Path.Combine(_folder["state/changes"], change.Id + ".json");
        File.WriteAllText(path, System.Text.RegularExpressions.Regex.Replace(File.ReadAllText(path), "\"machineId\": \"[^\"]*\"", "\"machineId\": \"other\""));
        var run = _shell.Run("Get-OpsChange | Undo-OpsChange -Force -Confirm:$false");
        Assert.StartsWith("NotTheSameNode,", Assert.Single(run.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("0\n", Mode);
    }
}
