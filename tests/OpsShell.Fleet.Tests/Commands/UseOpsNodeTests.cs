using OpsShell.Core.Nodes;
using OpsShell.Tests.PowerShellRuns;

namespace OpsShell.Fleet.Tests.Commands;

public sealed class UseOpsNodeTests : IDisposable
{
    private readonly OpsRunspace _shell = new("OpsShell.Fleet");
    private readonly string _folder = Directory.CreateTempSubdirectory("ops-use").FullName;

    public UseOpsNodeTests()
    {
        var file = Path.Combine(_folder, "inventory.yaml");
        File.WriteAllText(file, "groups:\n  edge:\n    defaults: {transport: local}\n    hosts: ['edge[1-3]']\n");
        _shell.Run($"$env:OPSSHELL_INVENTORY = '{file}'");
    }

    public void Dispose()
    {
        _shell.Run("$env:OPSSHELL_INVENTORY = $null");
        _shell.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void WithoutOneTheTargetIsThisMachine()
    {
        Assert.Equal("local", Shown().Selector);
        Assert.Equal([Environment.MachineName], Shown().ComputerName);
        Assert.True(Assert.Single(_shell.Run("$null -eq $ExecutionContext.SessionState.PSVariable.Get('OpsDefaultNode')").Of<bool>()));
    }

    [Fact]
    public void CmdletsWorkOnTheTargetUntilItIsLocalAgain()
    {
        Assert.Empty(_shell.Run("Use-OpsNode '@edge,!edge2'").Output);
        Assert.Equal("@edge,!edge2", Shown().Selector);
        Assert.Equal(["edge1", "edge3"], Worked());
        Assert.Equal("@edge,!edge2", _shell.Run("$OpsDefaultNode").Output.Single().ToString());
        _shell.Run("Use-OpsNode -Local");
        Assert.Equal([Environment.MachineName], Worked());
        _shell.Run("Use-OpsNode edge1; Use-OpsNode local");
        Assert.Equal([Environment.MachineName], Worked());
    }

    [Fact]
    public void ANamedNodeWinsAndAnEmptyPipelineStillMeansNone()
    {
        _shell.Run("Use-OpsNode '@edge'");
        Assert.Equal(["edge2"], Worked("Test-OpsConnection edge2"));
        Assert.Empty(Worked("Get-OpsNode '@edge' | Where-Object Name -eq none | Test-OpsConnection"));
    }

    [Theory]
    [InlineData("@nowhere")]
    [InlineData("@edge,!@edge")]
    [InlineData("web*")]
    [InlineData("web[01-")]
    public void ASelectorThatMeansNoNodeIsRefusedAndChangesNothing(string selector)
    {
        _shell.Run("Use-OpsNode edge1");
        Assert.StartsWith("SelectorInvalid,", _shell.Fail($"Use-OpsNode '{selector}'").FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("edge1", Shown().Selector);
    }

    [Fact]
    public void NodesOfThePipelineAreTaken()
    {
        var shown = Assert.Single(_shell.Run("Get-OpsNode '@edge' | Use-OpsNode -PassThru").Of<OpsDefaultNode>());
        Assert.Equal(["edge1", "edge2", "edge3"], shown.ComputerName.Order());
        _shell.Run($"Use-OpsNode 'root:{_folder}'");
        Assert.Equal(NodeTransport.HostRoot, Assert.Single(_shell.Run("Test-OpsConnection").Of<ConnectionTestResult>()).Transport);
    }

    private OpsDefaultNode Shown() => Assert.Single(_shell.Run("Use-OpsNode").Of<OpsDefaultNode>());

    private IEnumerable<string> Worked(string script = "Test-OpsConnection") =>
        _shell.Run(script).Of<ConnectionTestResult>().Select(result => result.ComputerName).Order();
}
