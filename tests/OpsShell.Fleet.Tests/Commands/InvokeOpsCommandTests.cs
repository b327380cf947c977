using OpsShell.Tests.PowerShellRuns;

namespace OpsShell.Fleet.Tests.Commands;

public sealed class InvokeOpsCommandTests : IDisposable
{
    private readonly OpsRunspace _shell = new("OpsShell.Fleet");

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void RunsOnThisMachineWithoutANode()
    {
        var result = Assert.Single(_shell.Run("Invoke-OpsCommand 'echo out; echo err >&2; exit 3'").Of<OpsCommandResult>());
        Assert.Equal((Environment.MachineName, 3, "out", "err"), (result.ComputerName, result.ExitCode, result.Output, result.Error));
        Assert.False(result.TimedOut);
        Assert.True(result.Duration > TimeSpan.Zero);
    }

    [Fact]
    public void NonZeroExitCodeIsNoError() => Assert.Empty(_shell.Run("Invoke-OpsCommand 'exit 1'").Errors);
}
