namespace OpsShell.Lab.Tests;

/// <summary>Two hundred nodes of which 28 are bad in seven ways: each has one outcome, and none is in the way of another.</summary>
public sealed class FleetTests(FleetFixture fleet) : IClassFixture<FleetFixture>
{
    private static readonly string[] _faults = ["slow", "noisy", "dying", "stuck", "hanging", "refusing", "changed-key"];

    [Fact]
    public void Every_node_has_one_outcome_in_an_audit()
    {
        using var desk = fleet.Desk();
        var report = AuditReport.Of(desk, "fleet[001-200]", "-ConnectingTimeout", "8", "-NodeTimeout", "30");
        Assert.Equal(200, report.Nodes.Count);
        Assert.Equal(200, report.Nodes.DistinctBy(node => node.Name).Count());
        var checks = report.Findings.Where(finding => finding.Node == "fleet200").Select(finding => finding.Check).ToHashSet();
        Assert.Contains("node/memory", checks);
        foreach (var node in report.Nodes)
        {
            var findings = report.Findings.Where(finding => finding.Node == node.Name).ToList();
            var what = $"{node} ({FaultOf(node.Name) ?? "well"}):\n{string.Join('\n', findings)}";
            switch (FaultOf(node.Name))
            {
                case "dying":
                    Assert.True(findings.Any(finding => finding.Status == "Unknown" && finding.ToString().Contains("connection ended", StringComparison.Ordinal)) || node.Error is not null, what);
                    break;
                case "stuck":
                    Assert.True(findings.All(finding => finding.Status == "Unknown") && checks.SetEquals(findings.Select(finding => finding.Check)), what);
                    break;
                case { } fault and ("hanging" or "refusing" or "changed-key"):
                    Assert.Equal(ErrorOf(fault), node.Error);
                    Assert.True(findings.All(finding => finding.Status == "Unknown") && checks.SetEquals(findings.Select(finding => finding.Check)), what);
                    break;
                default:
                    Assert.True(node.Error is null && checks.SetEquals(findings.Select(finding => finding.Check)), what);
                    break;
            }
        }
    }

    [Fact]
    public void Every_node_has_one_outcome_of_a_command()
    {
        using var desk = fleet.Desk();
        var run = desk.Script("""
            Invoke-OpsCommand 'sleep 1; echo out-$((6*7))' -ComputerName 'fleet[001-200]' -ConnectingTimeout 8 -Timeout 20 -ErrorVariable failed -ErrorAction SilentlyContinue |
                ForEach-Object { "result $($_.ComputerName) $($_.Ending) $($_.ExitCode) <$($_.Output)>" }
            foreach ($one in $failed) { "error $($one.TargetObject) $($one.FullyQualifiedErrorId)" }
            """);
        var outcomes = run.Output.TrimEnd('\n').Split('\n').ToLookup(line => line.Split(' ')[1]);
        for (var i = 1; i <= 200; i++)
        {
            var name = $"fleet{i:000}";
            Assert.True(outcomes[name].Count() == 1, $"{name} ({FaultOf(name) ?? "well"}) has {outcomes[name].Count()} outcomes: {string.Join(" | ", outcomes[name])}\n{run}");
            var outcome = outcomes[name].Single();
            if (FaultOf(name) is null or "slow" or "noisy")
                Assert.Contains("<out-42>", outcome, StringComparison.Ordinal);
            else
                Assert.DoesNotContain("<out-42>", outcome, StringComparison.Ordinal);
        }
    }

    [Theory, InlineData("hanging"), InlineData("refusing"), InlineData("changed-key"), InlineData("slow"), InlineData("stuck")]
    public void Nodes_are_chosen_by_their_fault(string fault)
    {
        using var desk = fleet.Desk();
        desk.Script($"(Get-OpsNode 'fault={fault}').Count").Exits(0).IsQuiet().Prints("4\n");
    }

    private static string? FaultOf(string node) =>
        int.Parse(node["fleet".Length..], System.Globalization.CultureInfo.InvariantCulture) is var number && number <= 28 ? _faults[(number - 1) / 4] : null;

    private static string ErrorOf(string fault) => fault switch
    {
        "hanging" => "ConnectTimedOut",
        "refusing" => "ConnectionRefused",
        _ => "HostKeyChanged",
    };
}
