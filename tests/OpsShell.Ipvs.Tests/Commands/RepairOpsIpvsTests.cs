using System.Management.Automation;
using OpsShell.Testing;
using OpsShell.Tests.PowerShellRuns;

namespace OpsShell.Ipvs.Tests.Commands;

/// <summary>What Repair-OpsIpvs says where it changes nothing; what it changes is tested in the lab.</summary>
public sealed class RepairOpsIpvsTests : IDisposable
{
    private readonly OpsRunspace _shell = new("OpsShell.Fleet", "OpsShell.Ipvs");
    private readonly TemporaryFolder _folder = new();
    private readonly string _node = $"root:{FixtureNode.RootFolder("k8s-opencloudos8-5.4")}";

    public RepairOpsIpvsTests() => _shell.Run($"$env:OPSSHELL_STATE = '{_folder["state"]}'");

    public void Dispose()
    {
        _shell.Run("$env:OPSSHELL_STATE = $null");
        _shell.Dispose();
        _folder.Dispose();
    }

    private string Warning(string command)
    {
        var run = _shell.Run(command + " 3>&1");
        Assert.Empty(run.Errors);
        return Assert.IsType<WarningRecord>(Assert.Single(run.Output).BaseObject).Message;
    }

    [Fact]
    public void A_node_that_is_as_wanted_gets_one_line_that_says_so()
    {
        Assert.EndsWith(": nothing to change: ipvs/connection-table: all is as the remedy wants it already.", Warning($"Repair-OpsIpvs '{_node}' -Check ipvs/connection-table -Confirm:$false"));
        Assert.EndsWith(": nothing to change: ipvs/connection-table: nothing found that needs a repair.", Warning($"Repair-OpsIpvs '{_node}' -Check ipvs/*table -Confirm:$false"));
    }

    [Theory]
    [InlineData("", "of 2 findings none is Warning or Critical.")]
    [InlineData("-MinStatus Critical", "no finding came by the pipeline.")]
    public void Findings_that_need_no_repair_get_one_line_in_all(string filter, string said) =>
        Assert.Equal($"Nothing to repair: {said}", Warning($"Test-OpsIpvs '{_node}' -Check ipvs/connection-table, ipvs/service-hash {filter} | Repair-OpsIpvs -Confirm:$false"));

    [Fact]
    public void A_subject_that_no_finding_can_have_changes_nothing()
    {
        var error = Assert.Single(_shell.Run($"Repair-OpsIpvs '{_node}' -Check ipvs/conn-reuse -Subject foo -WhatIf").Errors);
        Assert.StartsWith("ChangeRefused", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("ipvs/conn-reuse finds nothing about foo, so nothing was changed", error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_recording_is_refused_as_what_it_is()
    {
        _shell.Run($"Save-OpsSnapshot '{_node}' -Path '{_folder["rec.zip"]}'");
        var error = Assert.Single(_shell.Run($"Repair-OpsIpvs 'snapshot:{_folder["rec.zip"]}' -Check ipvs/expire -WhatIf").Errors);
        Assert.StartsWith("NotSupported", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("this is a recording", error.ErrorDetails.Message, StringComparison.Ordinal);
    }
}
