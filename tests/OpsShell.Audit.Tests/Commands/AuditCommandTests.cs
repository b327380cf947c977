using System.Management.Automation;
using OpsShell.Audit.Facts;
using OpsShell.Core.Findings;
using OpsShell.Tests.PowerShellRuns;

namespace OpsShell.Audit.Tests.Commands;

public sealed class AuditCommandTests : IDisposable
{
    private readonly OpsRunspace _shell = new("OpsShell.Fleet", "OpsShell.Audit");
    private readonly string _folder = Directory.CreateTempSubdirectory("ops-audit").FullName;

    public void Dispose()
    {
        _shell.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void GoToFolder() => _shell.Run($"$ExecutionContext.SessionState.Path.SetLocation('{_folder}')");

    [Fact]
    public void ARecordingGivesFindingsUnderTheNodesNameAsTypedByAUser()
    {
        GoToFolder();
        var findings = _shell.Run(
            $"$null = Get-OpsNode local | Save-OpsSnapshot -Path before/ -SampleInterval 0.2; Invoke-OpsAudit -ComputerName snapshot:before/{Environment.MachineName}.zip")
            .Of<Finding>();
        Assert.All(findings, finding => Assert.Equal(Environment.MachineName, finding.ComputerName));
        var audited = findings.Select(finding => finding.Check).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(_shell.Run("(Get-OpsCheck).Id").Output.Select(id => id.ToString()), audited);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(_folder, "before", Environment.MachineName + ".zip")));
    }

    [Fact]
    public void AMountedRootIsAudited()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "proc"));
        File.WriteAllText(Path.Combine(_folder, "proc", "loadavg"), "0.10 0.20 0.30 1/100 12345\n");
        var findings = _shell.Run($"Invoke-OpsAudit -ComputerName root:{_folder} -SampleInterval 0.1").Of<Finding>();
        Assert.NotEmpty(findings);
        // A tree with almost nothing in it must never look healthy.
        Assert.All(findings, finding => Assert.NotEqual(FindingStatus.Ok, finding.Status));
        // Nor is there advice about a kernel and a time service of which nothing is known.
        Assert.All(findings, finding => Assert.DoesNotContain("psi=1", finding.Remedy, StringComparison.Ordinal));
        Assert.All(findings, finding => Assert.DoesNotContain("chrony", finding.Remedy, StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding.Check == "node/psi" && finding.Title.StartsWith("Pressure cannot be judged", StringComparison.Ordinal));
        Assert.Contains(findings, finding => finding is { Check: "node/clock", Subject: "synchronisation" });
    }

    [Fact]
    public void AnUnreachableNodeIsUnknownAndAnError()
    {
        var run = _shell.Run("Invoke-OpsAudit -ComputerName snapshot:/nonexistent/gone.zip -MinStatus Critical");
        Assert.Equal(_shell.Run("Get-OpsCheck").Output.Count, run.Output.Count);
        Assert.All(run.Of<Finding>(), finding => Assert.Equal((FindingStatus.Unknown, "gone"), (finding.Status, finding.ComputerName)));
        Assert.StartsWith("SourceUnreadable,", Assert.Single(run.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Invoke-OpsAudit -Check node/nothing", "CheckUnknown")]
    [InlineData("Invoke-OpsAudit -Area nowhere", "CheckUnknown")]
    [InlineData("Invoke-OpsAudit -Threshold @{ 'node/none' = 1 }", "ThresholdInvalid")]
    [InlineData("Invoke-OpsAudit -Threshold @{ ((Get-OpsCheck).Thresholds.Id | ForEach-Object { $_ } | Where-Object { $_ -like 'node/cpu*' })[0] = 'many' }", "ThresholdInvalid")]
    [InlineData("Get-OpsCheck nothing", "CheckUnknown")]
    [InlineData("Get-OpsFact nothing", "FactUnknown")]
    public void AWrongChoiceEndsTheCommandAndSaysWhatThereIs(string script, string id)
    {
        var error = _shell.Fail(script);
        Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("node", error.Exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(FindingStatus.Unknown, FindingStatus.Critical, true)]
    [InlineData(FindingStatus.Warning, FindingStatus.Critical, false)]
    [InlineData(FindingStatus.NotApplicable, FindingStatus.Ok, false)]
    [InlineData(FindingStatus.NotApplicable, FindingStatus.NotApplicable, true)]
    [InlineData(FindingStatus.Ok, FindingStatus.NotApplicable, true)]
    public void UnknownPassesEveryMinimum(FindingStatus status, FindingStatus least, bool passes) =>
        Assert.Equal(passes, OpsShell.Audit.Commands.InvokeOpsAuditCommand.Passes(status, least));

    [Fact]
    public void FactsAreTypedAndWhatIsMissingIsAnError()
    {
        var load = Assert.Single(_shell.Run("Get-OpsFact node/load").Of<OpsFact>());
        Assert.Equal((Environment.MachineName, "node/load"), (load.ComputerName, load.Name));
        Assert.IsType<LoadAverage>(load.Value);

        var error = Assert.Single(_shell.Run($"Get-OpsFact node/load -ComputerName root:{_folder}").Errors);
        Assert.StartsWith("FactUnavailable,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
    }

    [Theory]
    [InlineData("Get-OpsFact")]
    [InlineData("Get-OpsFact -Name node/cpu-times | ForEach-Object { $_ }")]
    public void FactsAreShownInWordsNotInNamesOfTypes(string script)
    {
        var text = _shell.Show(script);
        Assert.Contains("{", text, StringComparison.Ordinal);
        Assert.DoesNotContain("System.Collections", text, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoNodesOfOneNameDoNotReplaceEachOthersRecording()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "etc"));
        File.WriteAllText(Path.Combine(_folder, "etc", "hostname"), Environment.MachineName + "\n");
        var save = $"Save-OpsSnapshot -Path '{_folder}/sv' -ComputerName local, 'root:{_folder}' -SampleInterval 0.1";
        foreach (var force in new[] { "", " -Force" })
        {
            var run = _shell.Run(save + force);
            var saved = Assert.Single(run.Of<OpsShell.Fleet.OpsSnapshotResult>());
            Assert.Equal(saved.Size, new FileInfo(saved.Path).Length);
            var error = Assert.Single(run.Errors).Exception.Message;
            Assert.Contains("(this machine)", error, StringComparison.Ordinal);
            Assert.Contains($"(root:{_folder})", error, StringComparison.Ordinal);
            File.Delete(saved.Path);
        }
    }

    [Fact]
    public void ARecordingIsReplacedOnlyWithForceAndNotAtAllWithWhatIf()
    {
        var file = Path.Combine(_folder, "node.zip");
        Assert.Contains(file, _shell.Show($"Save-OpsSnapshot '{file}' -WhatIf"), StringComparison.Ordinal);
        Assert.False(File.Exists(file));
        File.WriteAllText(file, "mine");
        Assert.StartsWith("CopyFailed,", Assert.Single(_shell.Run($"Save-OpsSnapshot '{file}' -SampleInterval 0.1").Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(file));
        Assert.True(Assert.Single(_shell.Run($"Save-OpsSnapshot '{file}' -SampleInterval 0.1 -Force").Of<OpsShell.Fleet.OpsSnapshotResult>()).Size > 1000);
        Assert.StartsWith("OneFileManyNodes,", _shell.Fail($"Save-OpsSnapshot '{file}' -ComputerName n1, n2").FullyQualifiedErrorId, StringComparison.Ordinal);
    }
}
