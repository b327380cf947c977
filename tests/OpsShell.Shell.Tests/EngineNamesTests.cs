using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;
using OpsShell.Shell.Hosting;
using OpsShell.Testing;

namespace OpsShell.Shell.Tests;

/// <summary>What the host uses of the engine that is not public is still there.</summary>
public sealed class EngineNamesTests
{
    [Fact]
    public void A_script_may_have_any_name()
    {
        var script = ScriptFile.Open("/opt/tools/nightly");
        Assert.Equal(("nightly", "/opt/tools/nightly", CommandTypes.ExternalScript), (script.Name, script.Path, script.CommandType));
    }

    [Fact]
    public void The_exit_of_a_script_can_end_the_program()
    {
        var host = new OpsHost();
        using var runspace = RunspaceFactory.CreateRunspace(host, EngineState.Create());
        runspace.Open();
        using var folder = new TemporaryFolder();
        var script = folder.Write("inner", "exit 9");
        using var shell = PowerShell.Create(runspace);
        ScriptFile.Offer(runspace, script);
        EngineContext.EndWithExitOfScript(runspace);
        shell.AddCommand(script, useLocalScope: false).Invoke();
        Assert.Equal(9, host.ExitCode);
    }

    [Fact]
    public void An_error_record_can_be_marked_as_one_of_the_error_stream()
    {
        var marked = EngineErrors.Marked(new ErrorRecord(new InvalidOperationException("x"), "Id", ErrorCategory.NotSpecified, null));
        var stream = typeof(PSObject).GetProperty("WriteStream", BindingFlags.Instance | BindingFlags.NonPublic);
        Assert.Equal("Error", stream?.GetValue(marked)?.ToString());
    }

    [Fact]
    public void A_background_job_can_be_served() => Assert.True(JobServer.IsAvailable);
}
