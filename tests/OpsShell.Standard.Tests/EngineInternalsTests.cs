using System.Management.Automation;
using Microsoft.PowerShell.Commands;
using OpsShell.Tests.PowerShellRuns;

namespace OpsShell.Standard.Tests;

/// <summary>
/// The object cmdlets reach into the engine where it has no public way: here it shows at once when an engine has another inside.
/// </summary>
public sealed class EngineInternalsTests
{
    private const string Utility = "Microsoft.PowerShell.Utility";

    [Fact]
    public void A_cmdlet_can_stop_the_commands_before_it()
    {
        using var shell = new OpsRunspace(Utility);
        Assert.Equal([1, 2, 2],
            shell.Run("$n = 0; 1..1000 | ForEach-Object { $n++; $_ } | Select-Object -First 2; $n").Of<int>());
    }

    [Fact]
    public void A_wrapper_of_its_own_keeps_members_off_the_value()
    {
        using var shell = new OpsRunspace(Utility);
        var value = new Uri("http://host/");
        var wrapper = EngineInternals.OwnWrapper(value);
        wrapper.Properties.Add(new PSNoteProperty("Note", 1));
        Assert.Equal(1, wrapper.Properties["Note"].Value);
        Assert.Null(PSObject.AsPSObject(value).Properties["Note"]);
    }

    [Theory]
    [InlineData("'a' | Get-Member -Force get_Length", "get_Length")]
    [InlineData("[datetime] | Get-Member -Static Now", "Now")]
    [InlineData("'a' | Get-Member -View Base Length", "Length")]
    public void Members_are_found(string script, string name)
    {
        using var shell = new OpsRunspace(Utility);
        Assert.Equal(name, Assert.Single(shell.Run(script).Of<MemberDefinition>()).Name);
    }

    [Fact]
    public void An_accessor_is_told_from_a_method()
    {
        using var shell = new OpsRunspace(Utility);
        Assert.Empty(shell.Run("'a' | Get-Member get_Length").Output);
    }

    [Fact]
    public void Strict_mode_shows()
    {
        using var shell = new OpsRunspace(Utility);
        Assert.Empty(shell.Run("1 | Measure-Object Nope").Errors);
        Assert.StartsWith("GenericMeasurePropertyNotFound,",
            Assert.Single(shell.Run("Set-StrictMode -Version 2; 1 | Measure-Object Nope").Errors).FullyQualifiedErrorId);
    }

    [Fact]
    public void A_constructor_is_chosen_by_the_engine()
    {
        using var shell = new OpsRunspace(Utility);
        Assert.Equal(new Version(1, 2), Assert.Single(shell.Run("New-Object Version '1', 2").Of<Version>()));
    }

    [Fact]
    public void A_quiet_validation_lets_the_argument_go_to_another_parameter()
    {
        using var shell = new OpsRunspace(Utility);
        Assert.Equal(5,
            Assert.Single(shell.Run("$o = [pscustomobject]@{}; Add-Member -InputObject $o NoteProperty N 5; $o.N").Of<int>()));
    }

    [Fact]
    public void A_script_runs_in_the_current_scope()
    {
        using var shell = new OpsRunspace(Utility);
        Assert.Equal([3, 7, 6],
            shell.Run("Invoke-Expression '3; $a = 7'; $a; $null = 2, 4 | Measure-Command { $b += $_ }; $b").Of<int>());
    }

    [Fact]
    public void Events_that_wait_can_be_run()
    {
        using var shell = new OpsRunspace(Utility);
        var script = """
            $timer = [System.Timers.Timer]::new(10); $timer.AutoReset = $false
            $null = Register-ObjectEvent $timer Elapsed -Action { $null = New-Event Test.Heard -MessageData 4 }
            $timer.Start()
            (Wait-Event Test.Heard -Timeout 20).MessageData
            """;
        Assert.Equal(4, Assert.Single(shell.Run(script).Of<int>()));
    }

    [Fact]
    public void Variables_and_aliases_are_reached_by_scope()
    {
        using var shell = new OpsRunspace(Utility);
        var script = """
            $v = 1; & { $v = 2; Get-Variable v -Scope 1 -ValueOnly; Set-Variable v 3 -Scope 1; Remove-Variable v }; $v
            Set-Variable r 1 -Option ReadOnly; Set-Variable r 8 -Force; $r
            & { Set-Alias x Get-Command -Scope 1 }; @(Get-Alias x).Count
            Remove-Alias x -Scope Local; @(Get-Alias x*).Where({ $_.Name -eq 'x' }).Count
            """;
        Assert.Equal([1, 3, 8, 1, 0], shell.Run(script).Of<int>());
    }

    [Fact]
    public void A_seed_holds_for_its_session_alone()
    {
        using var first = new OpsRunspace(Utility);
        using var second = new OpsRunspace(Utility);
        var seeded = first.Run("Get-Random -SetSeed 7; Get-Random").Of<int>().ToArray();
        second.Run("Get-Random -SetSeed 99");
        Assert.Equal(seeded[1], Assert.Single(first.Run("$null = Get-Random -SetSeed 7; Get-Random").Of<int>()));
        Assert.Equal(seeded, second.Run("Get-Random -SetSeed 7; Get-Random").Of<int>());
    }

    [Fact]
    public async Task A_sleep_ends_when_it_is_stopped()
    {
        using var shell = new OpsRunspace(Utility);
        using var sleep = shell.Prepare("Start-Sleep 600");
        var run = sleep.InvokeAsync();
        await Task.Delay(TimeSpan.FromMilliseconds(300), TestContext.Current.CancellationToken);
        await sleep.StopAsync(null, null).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        await Assert.ThrowsAsync<PipelineStoppedException>(() => run);
        Assert.Equal(PSInvocationState.Stopped, sleep.InvocationStateInfo.State);
    }
}
