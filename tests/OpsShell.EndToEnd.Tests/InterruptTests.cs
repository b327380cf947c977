using System.Text.Json;
using OpsShell.EndToEnd.Tests.Harness;
using OpsShell.Testing.Sshd;

namespace OpsShell.EndToEnd.Tests;

/// <summary>Ctrl-C ends the work here and on the nodes, and keeps what is known.</summary>
public sealed class InterruptTests(Fleet fleet)
{
    [Fact]
    public void An_interrupted_audit_prints_what_it_has_and_says_that_it_is_partial()
    {
        fleet.Require();
        using var user = TestUser.Create();
        fleet.Admit(user);
        using var desk = new Sandbox();
        var inventory = desk.Write("inventory.yaml", fleet.WithHosts(Fleet.Host("slow", "127.4.0.1", $"user: {user.Name}")));
        using var running = desk.StartOps("audit", "slow", "-Inventory", inventory, "-SampleInterval", "50", "-Output", "json");
        NodeProcesses.Await(user.Name, "sleep 50", present: true);
        var started = DateTime.UtcNow;
        running.Signal("INT");
        var run = running.Wait().Exits(3).Complains("opsshell: interrupted; the report is partial.");
        Assert.InRange((DateTime.UtcNow - started).TotalSeconds, 0, 5);
        using var report = JsonDocument.Parse(run.Output);
        Assert.True(report.RootElement.GetProperty("interrupted").GetBoolean());
        Assert.Equal("Cancelled", report.RootElement.GetProperty("nodes")[0].GetProperty("error").GetProperty("id").GetString());
        NodeProcesses.Await(user.Name, "sleep", present: false);
        NodeProcesses.Await(user.Name, " sh", present: false);
    }

    [Fact]
    public void An_interrupted_command_ends_on_the_node_too()
    {
        fleet.Require();
        using var user = TestUser.Create();
        fleet.Admit(user);
        using var desk = new Sandbox();
        desk.Variables["OPSSHELL_INVENTORY"] = desk.Write("inventory.yaml", fleet.WithHosts(Fleet.Host("slow", "127.4.0.2", $"user: {user.Name}")));
        using var running = desk.StartOps("-NoProfile", "-c", "Invoke-OpsCommand 'sleep 1000' -ComputerName slow");
        NodeProcesses.Await(user.Name, "sleep 1000", present: true);
        var started = DateTime.UtcNow;
        running.Signal("INT");
        running.Wait().Exits(130);
        Assert.InRange((DateTime.UtcNow - started).TotalSeconds, 0, 5);
        NodeProcesses.Await(user.Name, "sleep 1000", present: false);
    }
}
