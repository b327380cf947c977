using System.Management.Automation;
using System.Management.Automation.Runspaces;
using OpsShell.Shell.Hosting;

namespace OpsShell.Shell.Tests;

/// <summary>What the start of the shell does ahead of time.</summary>
public sealed class EngineWarmUpTests
{
    /// <summary>It is private to the engine: another version may have renamed it, and the start would silently be slower.</summary>
    [Fact]
    public void The_engine_still_has_what_is_warmed_up()
    {
        Assert.NotNull(EngineWarmUp.Compiler);
        Assert.True(EngineTuples.Provide());
    }

    [Fact]
    public void Variable_tables_that_are_ready_made_hold_variables()
    {
        EngineTuples.Provide();
        using var runspace = RunspaceFactory.CreateRunspace(EngineState.Create());
        runspace.Open();
        using var shell = PowerShell.Create(runspace);
        Assert.Equal("3 7 f", Assert.Single(shell.AddScript("$a = 3; function f($b) { $c = 7; \"$a $c $($MyInvocation.MyCommand.Name)\" }; f 1").Invoke()).ToString());
    }

    [Fact]
    public void The_rehearsal_runs_a_pipeline_and_writes_nothing()
    {
        using var rehearsal = new Rehearsal();
        rehearsal.Open();
        Assert.Equal("1\n", rehearsal.Run());
        Assert.Null(Runspace.DefaultRunspace);
    }

    [Fact]
    public void Every_step_works() => Assert.All(EngineWarmUp.Steps, step => step());
}
