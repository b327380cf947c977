using System.Management.Automation;
using OpsShell.Shell.Hosting;
using OpsShell.Shell.Interactive;

namespace OpsShell.Shell.Tests.Interactive;

public sealed class EngineSessionTests : IDisposable
{
    private readonly OpsHost _host = new();
    private readonly EngineSession _session;

    public EngineSessionTests() => _session = EngineSession.Open(_host, Prompt.Function);

    private string Folder => _session.State.Path.CurrentLocation.ProviderPath;

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData(true, null, 4.9, "")]
    [InlineData(true, null, 5, " (5 seconds)")]
    [InlineData(true, null, 75.4, " (1 minute, 15 seconds)")]
    [InlineData(true, 3, 0, "")]
    [InlineData(false, 3, 0, " [exit 3]")]
    [InlineData(false, null, 3661, " [error] (1 hour, 1 minute)")]
    public void The_prompt_tells_of_the_last_line(bool succeeded, int? exitCode, double seconds, string told) =>
        Assert.Equal($"PS local {Folder}{told}> ", new Prompt(_session, _host, hasColor: false).Next(new(succeeded, exitCode, TimeSpan.FromSeconds(seconds))));

    [Fact]
    public void The_prompt_names_the_default_target_and_hides_nothing_in_it()
    {
        _session.State.SetVariable(Prompt.TargetVariable, "web[1-3]\u001b[2J");
        Assert.Equal($"PS web[1-3]\\x1b[2J {Folder}> ", new Prompt(_session, _host, hasColor: false).Next(LineOutcome.None));
    }

    [Theory]
    [InlineData("'a', 'b'", "ab")]
    [InlineData("", "PS>")]
    [InlineData("Write-Host 'a ' -NoNewline; Write-Host 'b'; 'c> '", "a b\nc> ")]
    [InlineData("Write-Host 'a ' -NoNewline", "a PS>")]
    [InlineData("throw 'x'", null)]
    public void A_function_prompt_is_called_and_its_failure_is_no_failure_of_the_shell(string body, string? expected)
    {
        _session.Run($"function prompt {{ {body} }}", addToHistory: false);
        var prompt = new Prompt(_session, _host, hasColor: false);
        Assert.Equal(expected ?? $"PS local {Folder}> ", prompt.Next(LineOutcome.None));
    }

    [Fact]
    public void The_code_of_an_interrupted_program_does_not_make_the_next_line_an_interrupted_one()
    {
        _session.Run("/bin/sh -c 'exit 130'", addToHistory: true);
        Assert.True(LineOutcome.Of(_session, null, TimeSpan.Zero, stopped: false).Stopped);
        _session.Run("$null = 1", addToHistory: true);
        Assert.False(LineOutcome.Of(_session, null, TimeSpan.Zero, stopped: false).Stopped);
    }

    [Fact]
    public void What_runs_between_lines_leaves_no_trace()
    {
        _session.Run("/bin/sh -c 'exit 3'", addToHistory: true);
        _session.Between(shell => shell.AddScript("/bin/sh -c 'exit 4'; Get-Nothing; $null = 1").Invoke());
        Assert.Equal(3, _session.State.GetVariable("LASTEXITCODE"));
        Assert.Equal(false, _session.State.GetVariable("?"));
        Assert.Empty((System.Collections.ArrayList)_session.State.GetVariable("Error"));
    }

    [Fact]
    public void The_engine_completes_and_gives_up_when_told()
    {
        var completer = new EngineCompleter(_session);
        var found = completer.Complete("1; Get-Hist", 11, TestContext.Current.CancellationToken);
        Assert.Equal((3, 8, "Get-History"), (found.Start, found.Length, Assert.Single(found.Items).Text));

        _session.Run("Register-ArgumentCompleter -CommandName Get-History -ParameterName Id -ScriptBlock { while ($true) { } }", addToHistory: false);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        Assert.Empty(completer.Complete("Get-History -Id ", 16, patience.Token).Items);
    }

    [Fact]
    public async Task A_stop_at_any_moment_ends_nothing_but_the_line()
    {
        _session.Run("function prompt { 'mine' }", addToHistory: false);
        var over = false;
        var stopping = Task.Run(() => { while (!Volatile.Read(ref over)) _session.Stop(); }, TestContext.Current.CancellationToken);
        var prompt = new Prompt(_session, _host, hasColor: false);
        for (var i = 0; i < 100; i++)
        {
            _session.Run("$null = 1", addToHistory: false);
            Assert.NotEmpty(prompt.Next(LineOutcome.None));
        }
        Volatile.Write(ref over, true);
        await stopping;
        Assert.True(_session.Run("$null = 1", addToHistory: false));
    }

    [Fact]
    public async Task A_line_can_be_stopped()
    {
        var running = Task.Run(() => _session.Run("while ($true) { }", addToHistory: false), TestContext.Current.CancellationToken);
        while (!_session.Stop())
            await Task.Delay(10, TestContext.Current.CancellationToken);
        Assert.False(await running);
        Assert.True(_session.Run("$x = 1", addToHistory: false));
        Assert.False(_session.Stop());
    }

    [Fact]
    public void Profile_is_a_path_with_the_others_beside_it()
    {
        var scripts = ProfileScripts.Find();
        scripts.SetVariable(_session.State);
        var profile = PSObject.AsPSObject(_session.State.GetVariable("PROFILE"));
        Assert.Equal(scripts.CurrentUserCurrentHost, profile.BaseObject);
        Assert.Equal("/etc/opsshell/profile.ps1", profile.Properties["AllUsersCurrentHost"].Value);
        Assert.Equal(scripts.CurrentUserCurrentHost, profile.Properties["CurrentUserCurrentHost"].Value);
        Assert.Equal(". 'it''s'", ProfileScripts.Load("it's"));
    }
}
