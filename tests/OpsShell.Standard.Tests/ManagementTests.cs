using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Text.RegularExpressions;
using OpsShell.Tests.PowerShellRuns;

namespace OpsShell.Standard.Tests;

/// <summary>What a case file cannot test of the cmdlets of items, content and paths.</summary>
public sealed partial class ManagementTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("management-").FullName;
    private readonly OpsRunspace _shell = new("Microsoft.PowerShell.Management");

    private static string Manifest => OpsRunspace.ModulePath("Microsoft.PowerShell.Management");

    public ManagementTests() => _shell.Run($"Set-Location -LiteralPath '{_folder}'");

    [Fact]
    public void Every_cmdlet_that_the_manifest_names_is_there()
    {
        var named = Names($"(Test-ModuleManifest '{Manifest}').ExportedCmdlets.Keys");
        Assert.Equal(named.Order(), Names("(Get-Module Microsoft.PowerShell.Management).ExportedCmdlets.Keys").Order());
    }

    [Fact]
    public void A_large_folder_is_read_whole_and_streams()
    {
        for (var i = 0; i < 20_000; i++)
            File.WriteAllBytes(Path.Combine(_folder, i.ToString(CultureInfo.InvariantCulture)), []);
        var count = _shell.Run("$n = 0; Get-ChildItem -File | ForEach-Object { $n++ }; $n");
        Assert.Equal(20_000, Assert.Single(count.Output).BaseObject);
        var first = _shell.Run("foreach ($one in 1) { Get-ChildItem | ForEach-Object { 'first'; break } }");
        Assert.Equal("first", Assert.Single(first.Output).BaseObject);
    }

    [Fact]
    public void A_large_file_is_read_whole_from_both_ends()
    {
        File.WriteAllLines(Path.Combine(_folder, "lines"), Enumerable.Range(1, 100_000).Select(i => $"line {i}"));
        Assert.Equal(100_000, Assert.Single(_shell.Run("(Get-Content lines).Count").Output).BaseObject);
        Assert.Equal("line 100000", Assert.Single(_shell.Run("Get-Content lines -Tail 1").Output).BaseObject);
    }

    [Fact]
    public void A_file_that_says_it_is_empty_is_read_from_its_end()
    {
        var last = File.ReadAllLines("/proc/self/status")[^1].Split(':')[0];
        Assert.StartsWith(last, Assert.Single(_shell.Run("Get-Content /proc/self/status -Tail 1").Output).ToString());
    }

    [Theory]
    [InlineData("Get-Content lines -Wait")]
    [InlineData("Get-Content lines -Tail 1 -Wait")]
    [InlineData("Wait-Process -Id (Start-Process sleep 60 -PassThru).Id")]
    [InlineData("Start-Process sleep 60 -Wait")]
    [InlineData("Test-Connection 127.0.0.1 -Repeat | Out-Null")]
    public void What_waits_can_be_stopped(string script)
    {
        File.WriteAllText(Path.Combine(_folder, "lines"), "one\ntwo\n");
        using var shell = _shell.Prepare(script);
        var run = shell.BeginInvoke();
        Assert.False(run.AsyncWaitHandle.WaitOne(TimeSpan.FromSeconds(1)));
        var stop = shell.BeginStop(null, null);
        Assert.True(stop.AsyncWaitHandle.WaitOne(TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public void A_folder_shows_in_the_view_with_modes_and_owners()
    {
        File.WriteAllText(Path.Combine(_folder, "a.txt"), "12345");
        var shown = Show("Get-ChildItem");
        Assert.Contains($"Directory: {_folder}", shown, StringComparison.Ordinal);
        Assert.Matches(@"UnixMode\s+User\s+Group\s+LastWriteTime\s+Size\s+Name", shown);
        Assert.Matches(@"-rw-\S+\s+\S+\s+\S+\s+.*\s5 a\.txt", shown);
    }

    [Fact]
    public void A_process_shows_in_the_view_with_its_user() =>
        Assert.Matches(@"WS\(M\)\s+CPU\(s\)\s+Id\s+UserName\s+ProcessName", Show("Get-Process -Id $PID -IncludeUserName"));

    [Fact]
    public void The_parameters_of_the_provider_are_those_of_the_cmdlet()
    {
        var names = Names("(Get-Command Get-Content -ArgumentList a).Parameters.Keys");
        Assert.Empty(new[] { "Raw", "Wait", "Delimiter", "Encoding", "AsByteStream" }.Except(names));
        Assert.DoesNotContain("Attributes", Names("(Get-Command Get-ChildItem -ArgumentList variable:).Parameters.Keys"));
    }

    [Fact]
    public void Paths_complete()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "folder-one"));
        File.WriteAllText(Path.Combine(_folder, "folder file"), "");
        var completed = CommandCompletion.MapStringInputToParsedInput("Get-Item fold", 13);
        using var shell = _shell.Prepare("");
        var found = CommandCompletion.CompleteInput(completed.Item1, completed.Item2, completed.Item3, null, shell);
        var texts = found.CompletionMatches.Select(match => match.CompletionText);
        Assert.Equal(["'./folder file'", "./folder-one"], texts.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_container_with_children_stays_where_nobody_can_be_asked()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "d/e"));
        using var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        shell.AddScript($"Import-Module '{Manifest}'; Remove-Item '{_folder}/d'");
        shell.Invoke();
        Assert.NotEmpty(shell.Streams.Error);
        Assert.True(Directory.Exists(Path.Combine(_folder, "d/e")));
    }

    [Theory]
    [InlineData("txt", "a/b.txt")]
    [InlineData(".txt", "a/b.txt")]
    [InlineData("", "a/b")]
    public void Join_Path_changes_the_extension(string extension, string expected) =>
        Assert.Equal(expected, Assert.Single(_shell.Run($"Join-Path a b.log -Extension '{extension}'").Output).BaseObject);

    private IEnumerable<string> Names(string script) => _shell.Run(script).Output.Select(name => name.ToString());

    private string Show(string script) => Colours().Replace(_shell.Show(script), "");

    [GeneratedRegex(@"\x1b\[[0-9;]*m")]
    private static partial Regex Colours();

    public void Dispose()
    {
        _shell.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
