using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Net;
using System.Security;
using Microsoft.PowerShell.Commands;
using OpsShell.Tests.PowerShellRuns;

namespace OpsShell.Standard.Tests;

/// <summary>
/// Cmdlets that speak with the host. Some use members of the engine that are not public: StreamEngine, TranscriptEngine,
/// TypeEngine; a test that fails after an update of the engine says that they have changed.
/// </summary>
public sealed class HostTests : IDisposable
{
    private readonly OpsRunspace _shell = new("Microsoft.PowerShell.Utility");

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void Read_Host_asks_and_gives_the_answer()
    {
        _shell.Answers.Enqueue("bob");
        Assert.Equal("NAME: bob", _shell.Show("$a = Read-Host NAME; Write-Host $a -NoNewline"));
    }

    [Theory]
    [InlineData("Read-Host")]
    [InlineData("Read-Host -MaskInput")]
    [InlineData("Read-Host your, secret -MaskInput")]
    public void Read_Host_gives_text(string command)
    {
        _shell.Answers.Enqueue("pw");
        Assert.Equal("pw", Assert.Single(_shell.Run(command).Of<string>()));
    }

    [Theory]
    [InlineData("Read-Host -AsSecureString")]
    [InlineData("Read-Host -Prompt pw -AsSecureString")]
    public void Read_Host_gives_secrets(string command)
    {
        _shell.Answers.Enqueue("pw");
        Assert.Equal("pw", new NetworkCredential("", Assert.Single(_shell.Run(command).Of<SecureString>())).Password);
    }

    [Fact]
    public void Write_Progress_makes_records()
    {
        var progress = _shell.Run("Write-Progress Work going 3 -PercentComplete 40 -CurrentOperation it -ParentId 1; Write-Progress Work -Id 3 -Completed").Progress;
        Assert.Equal(
            [("Work", "going", 3, 40, "it", 1, ProgressRecordType.Processing), ("Work", "Processing", 3, -1, null, -1, ProgressRecordType.Completed)],
            progress.Select(one => (one.Activity, one.StatusDescription, one.ActivityId, one.PercentComplete,
                (string?)one.CurrentOperation, one.ParentActivityId, one.RecordType)));
    }

    [Theory]
    [InlineData("Write-Warning x 3>&1")]
    [InlineData("Write-Verbose x -Verbose 4>&1")]
    [InlineData("Write-Debug x -Debug 5>&1")]
    public void Messages_name_the_calling_function(string command)
    {
        var record = Assert.IsType<InformationalRecord>(_shell.Run($"function Caller {{ {command} }}; Caller").Output[0].BaseObject, exactMatch: false);
        Assert.Equal("Caller", record.InvocationInfo.MyCommand.Name);
    }

    [Fact]
    public void Errors_name_the_calling_function()
    {
        var error = Assert.Single(_shell.Run("function Caller { Write-Error x }; Caller 2>&1").Of<ErrorRecord>());
        Assert.Equal("Caller", error.InvocationInfo.MyCommand.Name);
    }

    [Fact]
    public void A_transcript_has_all_that_is_shown()
    {
        using var folder = new OpsShell.Testing.TemporaryFolder();
        var file = Path.Combine(folder.Path, "t.txt");
        _shell.Answers.Enqueue("bob");
        _shell.Show(
            $"Start-Transcript '{file}' -UseMinimalHeader; 'plain'; Write-Host host; Write-Warning warning; "
            + "$null = Read-Host NAME; Write-Verbose verbose -Verbose; Write-Information info -InformationAction Continue; Stop-Transcript");
        var text = File.ReadAllText(file);
        Assert.All(
            (string[])["transcript start", "plain", "host", "WARNING: warning", "NAME: bob", "VERBOSE: verbose", "info", "transcript end"],
            one => Assert.Contains(one, text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_transcript_ends_with_the_session()
    {
        using var folder = new OpsShell.Testing.TemporaryFolder();
        var file = Path.Combine(folder.Path, "t.txt");
        // Another one that stays open must not hold it up.
        using (var session = new OpsRunspace("Microsoft.PowerShell.Utility"))
            session.Run($"Start-Transcript '{file}'");
        Assert.Contains("transcript end", File.ReadAllText(file), StringComparison.Ordinal);
    }

    [Fact]
    public void A_transcript_does_not_start_where_it_cannot_be_written() =>
        Assert.StartsWith("CannotStartTranscription,", _shell.Fail("Start-Transcript /proc/nosuch/t.txt").FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void Type_data_goes_into_the_engine_and_out_of_it()
    {
        _shell.Run("Update-TypeData -TypeName Test.Type -MemberName M -MemberType NoteProperty -Value 1");
        Assert.Equal("Test.Type", Assert.Single(_shell.Run("Get-TypeData Test.Type").Of<TypeData>()).TypeName);
        _shell.Run("Remove-TypeData -TypeName Test.Type");
        Assert.Empty(_shell.Run("Get-TypeData Test.Type").Output);
    }

    [Theory]
    [InlineData(PSMemberTypes.NoteProperty, null, true, 1, null, "MemberNameShouldBeSpecified")]
    [InlineData(PSMemberTypes.NoteProperty, "M", false, null, null, "ValueShouldBeSpecified")]
    [InlineData(PSMemberTypes.NoteProperty, "M", true, 1, 2, "SecondValueShouldNotBeSpecified")]
    [InlineData(PSMemberTypes.AliasProperty, "M", true, "", null, "ValueShouldBeSpecified")]
    [InlineData(PSMemberTypes.ScriptProperty, "M", true, null, null, "ValueAndSecondValueAreNotBothNull")]
    [InlineData(PSMemberTypes.NoteProperty, "M", true, null, null, null)]
    [InlineData(PSMemberTypes.AliasProperty, "M", true, "N", "string", null)]
    public void A_member_is_checked(PSMemberTypes type, string? name, bool hasValue, object? value, object? second, string? problem) =>
        Assert.Equal(problem, new TypeMember(type, name, hasValue, value, second).Problem()?.Id);
}
