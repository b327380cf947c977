using OpsShell.Tests.PowerShellRuns;

namespace OpsShell.Audit.Tests;

public sealed class ModuleTests : IDisposable
{
    private readonly OpsRunspace _shell = new("OpsShell.Fleet", "OpsShell.Audit");
    private readonly string _folder = Directory.CreateTempSubdirectory("ops-module").FullName;

    public void Dispose()
    {
        _shell.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void HelpIsComplete() => ModuleRules.HelpIsComplete(_shell, "OpsShell.Audit");

    [Fact]
    public void ExportsMatch() => ModuleRules.ExportsMatch(_shell, "OpsShell.Audit");

    [Fact]
    public void OutputsHaveViews() => ModuleRules.OutputsHaveViews("OpsShell.Audit");

    /// <summary>Here also for the fleet module, because its examples use the audit's cmdlets.</summary>
    [Theory]
    [InlineData("OpsShell.Fleet")]
    [InlineData("OpsShell.Audit")]
    public void ExamplesWork(string module)
    {
        // Examples name files by relative paths.
        _shell.Run($"$ExecutionContext.SessionState.Path.SetLocation('{_folder}')");
        ModuleRules.ExamplesWork(_shell, module);
    }

    [Theory]
    [InlineData("about_OpsShell_Audit")]
    [InlineData("about_OpsShell_Checks")]
    public void TopicsAreFound(string topic) =>
        Assert.Contains(topic, Assert.Single(_shell.Run($"Get-Help {topic}").Output).ToString(), StringComparison.Ordinal);
}
