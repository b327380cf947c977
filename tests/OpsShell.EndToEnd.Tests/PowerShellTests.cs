using OpsShell.EndToEnd.Tests.Harness;

namespace OpsShell.EndToEnd.Tests;

/// <summary>The modules in PowerShell's own pwsh.</summary>
public sealed class PowerShellTests(Fleet fleet)
{
    private const string Variable = "OPSSHELL_TEST_PWSH";

    [Fact]
    public void Nodes_are_audited_recorded_and_run_on()
    {
        using var desk = Sandbox.With(fleet);
        var run = Pwsh(desk, """
            Invoke-OpsCommand 'echo $((6 * 7)); exit 3' web01, web02 | ForEach-Object { "$($_.Output) $($_.ExitCode)" }
            Invoke-OpsCommand 'echo same' web01, web02 | Group-OpsOutput | ForEach-Object { "$($_.Nodes) $($_.Output)" }
            "kept " + (Save-OpsSnapshot web01 -Path rec).ComputerName
            Invoke-OpsAudit snapshot:rec/web01.zip, web02 -Check node/file-handles | ForEach-Object { "$($_.ComputerName) $($_.Check)" } | Sort-Object
            Invoke-OpsCommand 'echo job' web01 -AsJob | Wait-Job | Receive-Job | ForEach-Object Output
            """);
        run.Exits(0).IsQuiet();
        Assert.Equal("42 3\n42 3\nweb[01-02] same\nkept web01\nweb01 node/file-handles\nweb02 node/file-handles\njob\n", run.Output);
    }

    [Fact]
    public void Tables_help_completion_and_errors_are_there()
    {
        using var desk = Sandbox.With(fleet);
        var run = Pwsh(desk, """
            Invoke-OpsAudit web01 -Check node/file-handles | Out-String -Width 120
            (Get-Help Invoke-OpsCommand).Synopsis
            (Get-Help Test-OpsIpvs -Parameter MinStatus).name
            (Get-Help about_OpsShell).Length -gt 1000
            (TabExpansion2 'Invoke-OpsAudit -Check node/file' 32).CompletionMatches.CompletionText
            Invoke-OpsCommand 'true' web01, nosuchhost.invalid -ErrorVariable failed -ErrorAction SilentlyContinue | ForEach-Object ComputerName
            $failed.FullyQualifiedErrorId
            """);
        run.Exits(0).IsQuiet().Prints("ComputerName").Prints("Runs a shell command or a local script on nodes.\nMinStatus\nTrue\nnode/file-handles\nnode/filesystem\nweb01\nHostUnknown,");
    }

    private static RunResult Pwsh(Sandbox desk, string script)
    {
        var pwsh = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(pwsh), $"{Variable} names no pwsh.");
        var prefix = Path.GetDirectoryName(Path.GetDirectoryName(OpsCommand.Path));
        desk.Variables["NO_COLOR"] = "1";
        desk.Variables["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        return desk.Run(pwsh!, "-NoProfile", "-NonInteractive", "-Command", $"Import-Module (Get-ChildItem '{prefix}/lib/opsshell/Modules/OpsShell.*').FullName\n{script}");
    }
}
