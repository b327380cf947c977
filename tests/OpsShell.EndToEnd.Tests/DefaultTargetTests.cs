using OpsShell.EndToEnd.Tests.Harness;

namespace OpsShell.EndToEnd.Tests;

/// <summary>Use-OpsNode in the published program, on real nodes.</summary>
public sealed class DefaultTargetTests(Fleet fleet)
{
    [Fact]
    public void Commands_and_audits_go_to_the_default_target()
    {
        using var desk = Sandbox.With(fleet);
        var run = desk.Script("""
            Use-OpsNode 'web[01-02]'
            Invoke-OpsCommand 'echo "to $SSH_CONNECTION"' | ForEach-Object { "$($_.ComputerName) $($_.Output)" }
            Invoke-OpsAudit -Check node/file-handles | ForEach-Object { "audit $($_.ComputerName)" }
            Get-OpsFact -Name node/block-devices | ForEach-Object { "fact $($_.ComputerName)" }
            Use-OpsNode -Local
            Invoke-OpsCommand 'echo "to <$SSH_CONNECTION>"' | ForEach-Object { "local $($_.Output)" }
            """);
        run.Exits(0).IsQuiet().Prints("web01 to 127.").Prints("web02 to 127.").Prints("audit web01").Prints("audit web02").Prints("fact web01").Prints("local to <>");
    }

    [Fact]
    public void Parallel_parts_of_a_session_have_its_default_target()
    {
        using var desk = new Sandbox();
        desk.Write("snapshot-like/etc/hostname", "twin\n");
        var run = desk.Script("""
            Use-OpsNode "root:$PWD/snapshot-like"
            1 | ForEach-Object -Parallel { "parallel $((Use-OpsNode).Selector)" }
            Start-ThreadJob { "job $((Use-OpsNode).Selector)" } | Receive-Job -Wait
            Use-OpsNode -Local
            1 | ForEach-Object -Parallel { "parallel $((Use-OpsNode).Selector)" }
            """);
        run.Exits(0).Prints($"parallel root:{desk.Path}/snapshot-like\n").Prints($"job root:{desk.Path}/snapshot-like\n").Prints("parallel local\n");
    }

    [Fact]
    public void The_audit_of_the_command_line_stays_on_this_machine()
    {
        using var desk = Sandbox.With(fleet);
        desk.Ops("audit", "-Check", "node/file-handles", "-Output", "json").Prints($"\"computerName\": \"{Environment.MachineName}\"");
    }
}
