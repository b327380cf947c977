using OpsShell.Tests.PowerShellRuns;

namespace OpsShell.Fleet.Tests;

public sealed class ModuleTests : IDisposable
{
    private readonly OpsRunspace _shell = new("OpsShell.Fleet");

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void HelpIsComplete() => ModuleRules.HelpIsComplete(_shell, "OpsShell.Fleet");

    [Fact]
    public void ExportsMatch() => ModuleRules.ExportsMatch(_shell, "OpsShell.Fleet");

    [Fact]
    public void OutputsHaveViews() => ModuleRules.OutputsHaveViews("OpsShell.Fleet");

    [Theory]
    [InlineData("about_OpsShell")]
    [InlineData("about_OpsShell_Nodes")]
    [InlineData("about_OpsShell_Inventory")]
    [InlineData("about_OpsShell_Connections")]
    [InlineData("about_OpsShell_Shell")]
    public void TopicsAreFound(string topic) =>
        Assert.Contains(topic, Assert.Single(_shell.Run($"Get-Help {topic}").Output).ToString(), StringComparison.Ordinal);
}
