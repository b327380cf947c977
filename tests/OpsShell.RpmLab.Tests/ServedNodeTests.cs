using System.Text.Json;
using OpsShell.EndToEnd.Tests.Harness;

namespace OpsShell.RpmLab.Tests;

/// <summary>OpsShell on a node of the lab, over SSH.</summary>
public sealed class ServedNodeTests(ServedNode served) : IClassFixture<ServedNode>
{
    [Fact]
    public void Invoke_OpsCommand_asks_the_node_for_its_packages()
    {
        var expected = served.Node.Run("rpm -qa | sort").Exits(0).Lines;
        var run = served.Script("(Invoke-OpsCommand 'rpm -qa | sort' -ComputerName centos8).Output").Exits(0).IsQuiet();
        Assert.Equal(expected, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("libbar-2.0-9.el8.x86_64", expected);
    }

    [Fact]
    public void Dnf_works_over_SSH_as_it_does_on_any_node()
    {
        var run = served.Script("Invoke-OpsCommand 'dnf -y install acme-theme >/dev/null && rpm -q acme-theme; uname -r; hostname' -ComputerName centos8 | ForEach-Object { \"$($_.ExitCode) $($_.Output)\" }").Exits(0);
        Assert.Equal("0 acme-theme-1.0-1.noarch\n4.18.0-348.7.1.el8_5.x86_64\ncentos8\n", run.Output.TrimEnd('\n') + "\n");
    }

    [Fact]
    public void An_audit_reads_the_node_and_calls_it_by_its_kernel_and_distribution()
    {
        var run = served.Ops("audit", "centos8", "-Output", "json").IsQuiet();
        Assert.InRange(run.ExitCode, 0, 3);
        using var report = JsonDocument.Parse(run.Output);
        var findings = report.RootElement.GetProperty("findings").EnumerateArray().ToList();
        Assert.Contains(findings, finding => finding.GetProperty("check").GetString() == "node/cpu");
        Assert.All(findings, finding => Assert.Equal("centos8", finding.GetProperty("computerName").GetString()));
        var release = served.Script("\"$((Get-OpsFact -ComputerName centos8 -Name node/os).Value)\"").Exits(0);
        release.Prints("CentOS Linux 8");
    }

    [Fact]
    public void A_migrated_node_reboots_into_the_new_kernel_at_its_old_address()
    {
        OpsCommand.Require();
        var node = Lab.Node("centos8");
        using var desk = new ServedNode(node.Serve("/tmp=1m"));
        string Ask(string command) => desk.Ops("-NoProfile", "-c", $"(Invoke-OpsCommand '{command}' -ComputerName centos8).Output").Output.Trim();
        node.Run(Lab.TakeIdentityOf8).Exits(0);
        node.Run(Lab.Synchronize).Exits(0);
        Assert.Equal("4.18.0-348.7.1.el8_5.x86_64", Ask("uname -r"));
        Assert.Equal("1024", Ask("df -k /tmp | awk \"END { print \\$2 }\""));
        var boot = Ask("cat /proc/sys/kernel/random/boot_id");
        Assert.Equal(36, boot.Length);
        Ask("systemctl reboot");
        var kernel = "";
        Wait.Until(() => (kernel = Ask("uname -r")).Length > 0, () => File.ReadAllText(node.Folder + "/sshd.log"));
        Assert.Equal("5.4.119-20.0009.29", kernel);
        Assert.NotEqual(boot, Ask("cat /proc/sys/kernel/random/boot_id"));
    }
}
