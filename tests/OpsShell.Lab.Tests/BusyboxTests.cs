namespace OpsShell.Lab.Tests;

/// <summary>The smallest userland: busybox alone.</summary>
public sealed class BusyboxTests(BusyboxFixture busybox) : IClassFixture<BusyboxFixture>
{
    [Fact]
    public void Everything_is_read_or_unknown_with_the_reason()
    {
        using var desk = busybox.Desk();
        var report = AuditReport.Of(desk, "busybox");
        Assert.Equal([new AuditReport.Node("busybox", null)], report.Nodes);
        var all = desk.Script("(Get-OpsCheck).Id").Exits(0).IsQuiet().Output.TrimEnd('\n').Split('\n');
        Assert.Empty(all.Except(report.Findings.Select(finding => finding.Check)));
        Assert.All(report.Findings.Where(finding => finding.Status == "Unknown"), finding =>
        {
            Assert.NotEqual("", finding.Title);
            Assert.NotEmpty(finding.Evidence);
        });
        // What the kernel tells is there whatever the userland.
        foreach (var check in (string[])["node/cpu", "node/memory", "node/disk", "node/tcp", "node/file-handles", "node/softnet"])
            Assert.All(report.Check(check), finding => Assert.NotEqual("Unknown", finding.Status));
    }

    [Fact]
    public void A_machine_without_systemd_has_no_failed_unit_and_is_not_called_healthy()
    {
        using var desk = busybox.Desk();
        Assert.Equal("NotApplicable", Assert.Single(AuditReport.Of(desk, "busybox", "-Check", "node/systemd").Findings).Status);
    }

    [Fact]
    public void Commands_run_and_files_are_copied()
    {
        using var desk = busybox.Desk();
        desk.Script("Invoke-OpsCommand 'readlink -f /bin/sh; echo $0' -ComputerName busybox | ForEach-Object Output").Exits(0).IsQuiet().Prints("/bin/busybox");
        var file = desk.Write("file", "content\n");
        desk.Script($"Copy-OpsItem '{file}' '/tmp/it' -ComputerName busybox").Exits(0).IsQuiet();
        Assert.Equal("content\n", busybox.Nodes.Run("busybox", "cat /tmp/it"));
    }
}
