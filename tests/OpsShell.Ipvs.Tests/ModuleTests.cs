using OpsShell.Tests.PowerShellRuns;

namespace OpsShell.Ipvs.Tests;

public sealed class ModuleTests : IDisposable
{
    private readonly OpsRunspace _shell = new("OpsShell.Fleet", "OpsShell.Audit", "OpsShell.Ipvs");
    private readonly string _folder = Directory.CreateTempSubdirectory("ops-module").FullName;

    public void Dispose()
    {
        _shell.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void HelpIsComplete() => ModuleRules.HelpIsComplete(_shell, "OpsShell.Ipvs");

    [Fact]
    public void ExportsMatch() => ModuleRules.ExportsMatch(_shell, "OpsShell.Ipvs");

    [Fact]
    public void OutputsHaveViews() => ModuleRules.OutputsHaveViews("OpsShell.Ipvs");

    [Fact]
    public void ExamplesWork()
    {
        // Examples name files by relative paths.
        _shell.Run($"$ExecutionContext.SessionState.Path.SetLocation('{_folder}')");
        ModuleRules.ExamplesWork(_shell, "OpsShell.Ipvs");
    }

    [Fact]
    public void TheTopicIsFound() =>
        Assert.Contains("about_OpsShell_Ipvs", Assert.Single(_shell.Run("Get-Help about_OpsShell_Ipvs").Output).ToString(), StringComparison.Ordinal);
}
