using OpsShell.Core.Nodes;
using OpsShell.Core.Transport;
using OpsShell.Tests.PowerShellRuns;

namespace OpsShell.Fleet.Tests.Commands;

public sealed class NodeCommandTests : IDisposable
{
    private readonly OpsRunspace _shell = new("OpsShell.Fleet");
    private readonly string _folder = Directory.CreateTempSubdirectory("ops-node").FullName;

    public void Dispose()
    {
        _shell.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string Inventory()
    {
        var file = Path.Combine(_folder, "inventory.yaml");
        File.WriteAllText(file, "groups:\n  edge:\n    labels: {site: eu}\n    hosts: ['edge[1-3]']\n  core:\n    hosts: [db1]\n");
        return file;
    }

    [Fact]
    public void ListsTheInventory()
    {
        var nodes = _shell.Run($"Get-OpsNode -Inventory '{Inventory()}'").Of<Node>();
        Assert.Equal(["db1", "edge1", "edge2", "edge3"], nodes.Select(node => node.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("Get-OpsNode '@edge,!edge2' -Inventory '{0}'", "edge1,edge3")]
    [InlineData("Get-OpsNode -Group 'e*' -Inventory '{0}'", "edge1,edge2,edge3")]
    [InlineData("Get-OpsNode site=eu -Group core -Inventory '{0}'", "")]
    [InlineData("'db1', 'edge2' | Get-OpsNode -Inventory '{0}'", "db1,edge2")]
    public void SelectsNodes(string script, string names) =>
        Assert.Equal(names, string.Join(',', _shell.Run(script.Replace("{0}", Inventory(), StringComparison.Ordinal)).Of<Node>().Select(node => node.Name)));

    /// <summary>A finding about a node must never be repaired on the desk, because the desk happens to have the node's name.</summary>
    [Fact]
    public void AResultMeansTheNodeOfTheInventoryBeforeThisMachine()
    {
        var desk = Environment.MachineName;
        var file = Path.Combine(_folder, "list.yaml");
        File.WriteAllText(file, $"hosts:\n  {desk}: {{address: 127.0.0.1, port: 1}}\n");
        string Test(string inventory) => $"[pscustomobject]@{{ ComputerName = '{desk}' }} | Test-OpsConnection -Inventory '{inventory}'";
        Assert.Equal(NodeTransport.Ssh, Assert.Single(_shell.Run(Test(file)).Of<ConnectionTestResult>()).Transport);
        Assert.Equal(NodeTransport.Local, Assert.Single(_shell.Run(Test(Inventory())).Of<ConnectionTestResult>()).Transport);
    }

    [Fact]
    public void AnInventoryThatIsWrongIsNamedWithItsPlace()
    {
        var file = Path.Combine(_folder, "bad.yaml");
        File.WriteAllText(file, "hosts:\n  web01: {prot: 22}\n");
        var error = _shell.Fail($"Get-OpsNode -Inventory '{file}'");
        Assert.StartsWith("InventoryInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains($"{file}:2:", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WarnsOfAProxyCommandThatIsNotRun()
    {
        var file = Path.Combine(_folder, "fleet.ssh_config");
        File.WriteAllText(file, "Host behind\n  ProxyCommand nc %h %p\nHost open\n");
        string Save(string node) => $"Save-OpsSnapshot -Path '{_folder}/x' -ComputerName {node} -Inventory '{file}' -WhatIf 3>&1";
        var warning = Assert.Single(_shell.Run(Save("behind")).Of<System.Management.Automation.WarningRecord>());
        Assert.Contains($"{file}:2:3: ProxyCommand", warning.Message, StringComparison.Ordinal);
        Assert.Empty(_shell.Run(Save("open")).Output);
    }

    [Fact]
    public void TestsTheConnectionToThisMachine()
    {
        var result = Assert.Single(_shell.Run("Test-OpsConnection").Of<ConnectionTestResult>());
        Assert.True(result.Succeeded, result.Reason);
        Assert.Equal(NodeTransport.Local, result.Transport);
        Assert.True(result.Total >= result.Exec && result.Exec > TimeSpan.Zero);
    }

    [Fact]
    public void AFailedTestIsAResultInWords()
    {
        var run = _shell.Run("Test-OpsConnection snapshot:/nonexistent/a.zip");
        Assert.Empty(run.Errors);
        var result = Assert.Single(run.Of<ConnectionTestResult>());
        Assert.Equal((false, NodeErrorId.SourceUnreadable), (result.Succeeded, result.FailureId));
        Assert.Contains("/nonexistent/a.zip", result.Reason, StringComparison.Ordinal);
        Assert.Contains("SourceUnreadable", _shell.Show("Test-OpsConnection snapshot:/nonexistent/a.zip"), StringComparison.Ordinal);
    }

    [Fact]
    public void CompletesNodesAndQuotesThem()
    {
        var matches = _shell.Run(
            $"$line = \"Invoke-OpsCommand true -Inventory '{Inventory()}' -ComputerName '@e\"; (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText").Output;
        Assert.Contains("'@edge'", matches.Select(match => match.ToString()));
    }
}
