using OpsShell.Tests.PowerShellRuns;

namespace OpsShell.Standard.Tests;

/// <summary>The stand-ins as modules.</summary>
public sealed class ManifestTests
{
    [Theory]
    [InlineData("Microsoft.PowerShell.Utility", "Write-Output")]
    [InlineData("Microsoft.PowerShell.Management", "Test-Path")]
    public void A_cmdlet_is_found_by_its_module_qualified_name(string module, string cmdlet)
    {
        using var shell = new OpsRunspace(module);
        Assert.Equal(module, Assert.Single(shell.Run($"(Get-Command '{module}\\{cmdlet}').ModuleName").Output).ToString());
    }
}
