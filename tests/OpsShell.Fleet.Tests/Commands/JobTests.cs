using System.Diagnostics;
using System.Management.Automation;
using OpsShell.Tests.PowerShellRuns;

namespace OpsShell.Fleet.Tests.Commands;

/// <summary>-AsJob, on this machine.</summary>
public sealed class JobTests : IDisposable
{
    private readonly OpsRunspace _shell = new("OpsShell.Fleet");
    private readonly string _folder = Directory.CreateTempSubdirectory("ops-job").FullName;

    public void Dispose()
    {
        _shell.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("Invoke-OpsCommand 'echo $1' -ArgumentList hello", "hello")]
    [InlineData("'b', 'a' | Invoke-OpsCommand sort -ComputerName local", "a\nb")]
    [InlineData("Get-OpsNode local | Invoke-OpsCommand 'cat; echo end'", "end")]
    public void A_job_does_what_the_cmdlet_does(string script, string output)
    {
        var run = _shell.Run($"{script} -AsJob | Wait-Job | Receive-Job -AutoRemoveJob -Wait");
        Assert.Empty(run.Errors);
        Assert.Equal(output, Assert.Single(run.Of<OpsCommandResult>()).Output);
        Assert.Empty(_shell.Run("Get-Job").Output);
    }

    [Fact]
    public void A_job_comes_at_once_and_can_be_stopped_with_what_it_runs()
    {
        var pidFile = Path.Combine(_folder, "pid");
        var started = Stopwatch.GetTimestamp();
        var job = Assert.Single(_shell.Run($"$job = Invoke-OpsCommand 'echo $$ >{pidFile}; exec sleep 600' -AsJob; $job").Of<OpsJob>());
        Assert.Equal(JobState.Running, job.JobStateInfo.State);
        Assert.Contains("Invoke-OpsCommand 'echo", job.Command, StringComparison.Ordinal);
        Assert.True(SpinWait.SpinUntil(() => File.Exists(pidFile) && File.ReadAllText(pidFile).EndsWith('\n'), TimeSpan.FromSeconds(20)));
        var pid = File.ReadAllText(pidFile).Trim();
        Assert.Equal("Stopped", Assert.Single(_shell.Run("Stop-Job $job; $job.State").Output).ToString());
        Assert.True(SpinWait.SpinUntil(() => !Directory.Exists($"/proc/{pid}"), TimeSpan.FromSeconds(10)));
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(60));
    }

    [Fact]
    public void A_terminating_error_is_received_and_fails_the_job()
    {
        var run = _shell.Run("$job = Invoke-OpsCommand -Script ./absent.sh -AsJob | Wait-Job; $job.State; Receive-Job $job");
        Assert.Equal("Failed", Assert.Single(run.Output).ToString());
        Assert.StartsWith("LocalFileUnreadable", Assert.Single(run.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Paths_are_read_against_the_location()
    {
        File.WriteAllText(Path.Combine(_folder, "hi.sh"), "echo hi\n");
        var run = _shell.Run($"$null = $ExecutionContext.SessionState.Path.SetLocation('{_folder}'); Invoke-OpsCommand -Script ./hi.sh -AsJob | Receive-Job -Wait");
        Assert.Equal("hi", Assert.Single(run.Of<OpsCommandResult>()).Output);
    }
}
