using System.Diagnostics;
using System.Management.Automation;
using System.Net;
using System.Net.Sockets;
using OpsShell.Core.Nodes;
using OpsShell.Tests.PowerShellRuns;

namespace OpsShell.Fleet.Tests.Commands;

public sealed class InvokeOpsCommandTests : IDisposable
{
    private readonly OpsRunspace _shell = new("OpsShell.Fleet");
    private readonly string _folder = Directory.CreateTempSubdirectory("ops-cmd").FullName;

    public void Dispose()
    {
        _shell.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void RunsOnThisMachineWithoutANode()
    {
        var run = _shell.Run("Invoke-OpsCommand 'echo out; echo err >&2; exit 3'");
        var result = Assert.Single(run.Of<OpsCommandResult>());
        Assert.Equal((Environment.MachineName, 3, "out", "err"), (result.ComputerName, result.ExitCode, result.Output, result.Error));
        Assert.False(result.TimedOut);
        Assert.True(result.Duration > TimeSpan.Zero);
        // A non-zero exit code is a result.
        Assert.Empty(run.Errors);
    }

    [Theory]
    [InlineData("'b', 'a' | Invoke-OpsCommand sort -ComputerName local", "a\nb")]
    [InlineData("Invoke-OpsCommand sort -InputObject 'b', 'a'", "a\nb")]
    [InlineData("Invoke-OpsCommand cat -InputObject ([byte[]](104, 105))", "hi")]
    [InlineData("Invoke-OpsCommand cat", "")]
    [InlineData("Invoke-OpsCommand 'printf \"%s|\" \"$@\"' -ArgumentList 'a b', '$(id)', ''", "a b|$(id)||")]
    [InlineData("Invoke-OpsCommand 'printf \"%s|\" \"$@\"' -ArgumentList 'a', 5, $null, 'z'", "a|5||z|")]
    [InlineData("Invoke-OpsCommand 'echo $#' -ArgumentList $null", "0")]
    public void GivesTheCommandItsInput(string script, string output) =>
        Assert.Equal(output, Assert.Single(_shell.Run(script).Of<OpsCommandResult>()).Output);

    [Fact]
    public void RunsALocalScriptByItsInterpreter()
    {
        var script = Path.Combine(_folder, "count.awk");
        File.WriteAllText(script, "#!/usr/bin/awk -f\n{ n += $1 }\nEND { print n }\n");
        var data = Path.Combine(_folder, "data");
        File.WriteAllText(data, "1\n2\n");
        var result = Assert.Single(_shell.Run($"Invoke-OpsCommand -Script '{script}' -InputFile '{data}'").Of<OpsCommandResult>());
        Assert.Equal(("3", 0), (result.Output, result.ExitCode));
    }

    [Fact]
    public void ScriptPathStartsAtPowerShellsLocation()
    {
        File.WriteAllText(Path.Combine(_folder, "args.sh"), "echo \"$2\"\n");
        // The bare engine has no Set-Location.
        var run = _shell.Run($"$ExecutionContext.SessionState.Path.SetLocation('{_folder}') | Out-Null; Invoke-OpsCommand -Script ./args.sh -ArgumentList 1, 'two 2'");
        Assert.Equal("two 2", Assert.Single(run.Of<OpsCommandResult>()).Output);
    }

    [Fact]
    public void LiveWritesLinesAndAnEndOnlyForAFailure()
    {
        var lines = _shell.Run("Invoke-OpsCommand 'printf \"a\\nb\"; echo e >&2; exit 4' -Live; Invoke-OpsCommand 'echo ok' -Live").Of<OpsCommandLine>();
        Assert.Equal(["a", "b", "ok"], lines.Where(line => line.Stream == CommandStream.Output).Select(line => line.Line));
        Assert.Equal("e", Assert.Single(lines, line => line.Stream == CommandStream.Error).Line);
        var end = Assert.Single(lines, line => line.Stream == CommandStream.End);
        Assert.Equal((4, "exit code 4"), (end.ExitCode, end.Line));
    }

    [Fact]
    public void LongExitCodesAreShownWhole()
    {
        Assert.Contains("exit code 255 ", _shell.Show("Invoke-OpsCommand 'echo x; exit 255'"), StringComparison.Ordinal);
        var views = System.Xml.Linq.XDocument.Load(Path.ChangeExtension(OpsRunspace.ModulePath("OpsShell.Fleet"), ".Format.ps1xml"));
        var columns = views.Descendants("TableColumnHeader").Where(column => column.Element("Label")?.Value == "Ending").ToList();
        Assert.Equal(2, columns.Count);
        Assert.All(columns, column => Assert.True((int)column.Element("Width")! > "exit code 255".Length));
    }

    [Fact]
    public void TimeLimitEndsTheCommand()
    {
        var result = Assert.Single(_shell.Run("Invoke-OpsCommand 'echo begun; sleep 60' -Timeout 3").Of<OpsCommandResult>());
        Assert.Equal((true, null, "begun", "time limit"), (result.TimedOut, result.ExitCode, result.Output, result.Ending));
    }

    [Fact]
    public void APipelineThatNamesNoNodeRunsNothing()
    {
        var file = Path.Combine(_folder, "ran");
        var run = _shell.Run(
            $"@() | Where-Object {{ $_ }} | Invoke-OpsCommand 'touch {file}'; Get-OpsNode local | Where-Object Name -eq nobody | Invoke-OpsCommand 'touch {file}'");
        Assert.Empty(run.Output);
        Assert.False(File.Exists(file));
    }

    [Fact]
    public void TakesNodesAndResultsFromThePipelineOnceEach()
    {
        var results = _shell.Run(
            "(Get-OpsNode local), (Get-OpsNode local), (Invoke-OpsCommand true), 'local' | Invoke-OpsCommand 'echo once'").Of<OpsCommandResult>();
        Assert.Equal("once", Assert.Single(results).Output);
    }

    [Fact]
    public void AnUnreachableNodeIsAnErrorOfItsOwn()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        // Without any means of login nothing is connected to.
        var run = _shell.Run($"Invoke-OpsCommand 'echo here' -ComputerName 127.0.0.1:{port}, local -Credential ([pscredential]::new('u', [System.Net.NetworkCredential]::new('u', 'p').SecurePassword))");
        Assert.Equal("here", Assert.Single(run.Of<OpsCommandResult>()).Output);
        var error = Assert.Single(run.Errors);
        Assert.StartsWith("ConnectionRefused,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ConnectionError, error.CategoryInfo.Category);
        Assert.Equal($"127.0.0.1:{port}", Assert.IsType<Node>(error.TargetObject).Name);
        Assert.StartsWith($"127.0.0.1:{port}: ", error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Invoke-OpsCommand true -ComputerName 'web[01-'", "SelectorInvalid", ErrorCategory.InvalidArgument)]
    [InlineData("Invoke-OpsCommand true -ComputerName web01 -Inventory /nonexistent/hosts.yaml", "InventoryInvalid", ErrorCategory.InvalidData)]
    [InlineData("Invoke-OpsCommand true -ComputerName ([datetime]::MinValue)", "NotANode", ErrorCategory.InvalidArgument)]
    [InlineData("Invoke-OpsCommand -Script /nonexistent/x.sh", "LocalFileUnreadable", ErrorCategory.ObjectNotFound)]
    [InlineData("Invoke-OpsCommand \"a`0b\"", "NulCharacter", ErrorCategory.InvalidData)]
    [InlineData("Invoke-OpsCommand cat -InputObject a -InputFile /dev/null", "InputTwice", ErrorCategory.InvalidArgument)]
    [InlineData("'x' | Invoke-OpsCommand cat -InputFile /dev/null -ComputerName local", "InputTwice", ErrorCategory.InvalidArgument)]
    public void WhatCannotBeMeantEndsTheCommand(string script, string id, ErrorCategory category)
    {
        var error = _shell.Fail(script);
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(category, error.CategoryInfo.Category);
    }

    [Fact]
    public async Task StopEndsTheCommandOnTheNode()
    {
        var file = Path.Combine(_folder, "pid");
        using var shell = _shell.Prepare($"Invoke-OpsCommand 'sh -c \"echo \\$\\$ > {file}.new; mv {file}.new {file}; exec sleep 300\"'");
        var running = shell.BeginInvoke();
        var patience = Stopwatch.StartNew();
        while (!File.Exists(file) && patience.Elapsed < TimeSpan.FromSeconds(30))
            await Task.Delay(50, TestContext.Current.CancellationToken);
        var pid = File.ReadAllText(file).Trim();
        Assert.True(Directory.Exists($"/proc/{pid}"));

        shell.Stop();
        Assert.Throws<PipelineStoppedException>(() => shell.EndInvoke(running));
        while (Directory.Exists($"/proc/{pid}") && patience.Elapsed < TimeSpan.FromSeconds(60))
            await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.False(Directory.Exists($"/proc/{pid}"), "the command still runs");
    }

    [Theory]
    [InlineData("")]
    [InlineData(" | Group-OpsOutput")]
    [InlineData(" -Live")]
    public void HostileOutputIsVisibleInTheView(string rest)
    {
        var text = _shell.Show("Invoke-OpsCommand 'printf \"\\033]0;owned\\007\\033[2J\"'" + rest);
        Assert.Contains(@"\x1b]0;owned\x07\x1b[2J", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b]", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\u0007", text, StringComparison.Ordinal);
    }

    [Fact]
    public void HostileOutputIsRawInTheObject() => Assert.Equal(
        "\u001b]0;owned\u0007",
        Assert.Single(_shell.Run("Invoke-OpsCommand 'printf \"\\033]0;owned\\007\"'").Of<OpsCommandResult>()).Output);
}
