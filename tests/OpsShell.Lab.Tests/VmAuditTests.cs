using OpsShell.EndToEnd.Tests.Harness;

namespace OpsShell.Lab.Tests;

/// <summary>The audit of a machine with systemd and a kernel of its own, well and with faults made in it.</summary>
[Collection(nameof(VmFixture))]
public sealed class VmAuditTests(VmFixture vm)
{
    [Fact]
    public void A_machine_that_is_well_is_read_whole()
    {
        using var desk = vm.Desk();
        var report = AuditReport.Of(desk, "vm");
        Assert.Equal([new AuditReport.Node("vm", null)], report.Nodes);
        // It has no time service; all else can be told.
        Assert.All(report.Findings.Where(finding => finding.Status == "Unknown"), finding => Assert.Equal("node/clock", finding.Check));
        Assert.DoesNotContain(report.Findings, finding => finding.Status == "Critical");
        Assert.Equal("Ok", Assert.Single(report.Check("node/systemd")).Status);
    }

    [Fact]
    public void Pressure_is_read()
    {
        using var desk = vm.Desk();
        var report = AuditReport.Of(desk, "vm", "-Check", "node/psi");
        foreach (var resource in (string[])["cpu", "memory", "io"])
        {
            var finding = report.Single("node/psi", resource);
            Assert.NotEqual("Unknown", finding.Status);
            Assert.Contains(finding.Evidence, evidence => evidence.StartsWith($"/proc/pressure/{resource}: some avg10/60/300=", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Facts_and_commands_come_from_its_own_kernel()
    {
        using var desk = vm.Desk();
        desk.Script("(Get-OpsFact NodeIdentity -ComputerName vm).Value.KernelRelease").Exits(0).IsQuiet().Prints("6.1.");
        desk.Script("Invoke-OpsCommand 'uname -r; hostname' -ComputerName vm | ForEach-Object Output").Exits(0).IsQuiet().Prints("6.1.").Prints("lab-vm");
    }

    [Fact]
    public void A_full_file_system()
    {
        Broken(
            "truncate -s 40M /var/tmp/small && mkfs.ext4 -q /var/tmp/small && mkdir -p /mnt/small && mount -o loop /var/tmp/small /mnt/small && ! dd if=/dev/zero of=/mnt/small/file bs=1M 2>/dev/null",
            "umount /mnt/small; rm -f /var/tmp/small",
            "node/filesystem", "/mnt/small", "Critical");
    }

    [Fact]
    public void A_file_system_that_became_read_only()
    {
        Broken(
            "truncate -s 40M /var/tmp/ro && mkfs.ext4 -q /var/tmp/ro && mkdir -p /mnt/ro && echo '/var/tmp/ro /mnt/ro ext4 loop 0 0' >>/etc/fstab && mount /mnt/ro && mount -o remount,ro /mnt/ro",
            "sed -i /mnt.ro/d /etc/fstab; umount /mnt/ro; rm -f /var/tmp/ro",
            "node/filesystem", "/mnt/ro read-only", "Critical");
    }

    [Fact]
    public void A_failed_unit()
    {
        Broken("systemd-run --quiet --unit lab-broken --wait false || true", "systemctl reset-failed lab-broken", "node/systemd", "lab-broken.service", "Warning");
    }

    [Fact]
    public void A_full_table_of_connections()
    {
        Broken(
            "sysctl -q net.netfilter.nf_conntrack_max=40 && for i in $(seq 40); do conntrack -I -p udp -s 192.0.2.1 -d 192.0.2.2 --sport $i --dport 53 -t 600 >/dev/null 2>&1 || true; done",
            "conntrack -F 2>/dev/null; sysctl -q net.netfilter.nf_conntrack_max=65536",
            "node/conntrack", "fill", "Critical");
    }

    [Fact]
    public void A_program_that_accepts_too_slowly()
    {
        // A backlog of 0 holds one connection; each further attempt is an overflow, and is tried again.
        const string listener = """
            cat >/run/slow.py <<'END'
            import socket, time
            s = socket.socket(); s.bind(("127.0.0.1", 9099)); s.listen(0)
            clients = []
            while True:
                for _ in range(20):
                    c = socket.socket(); c.setblocking(False); c.connect_ex(("127.0.0.1", 9099)); clients.append(c)
                time.sleep(0.2); clients = clients[:2]
            END
            systemd-run --quiet --unit lab-slow python3 /run/slow.py && sleep 2
            """;
        Broken(listener, "systemctl stop lab-slow", "node/tcp", "listen", "Warning", "Critical");
    }

    /// <summary>The audit finds what was broken, and no longer when it was mended.</summary>
    private void Broken(string breakIt, string mend, string check, string subject, params string[] statuses)
    {
        using var desk = vm.Desk();
        vm.Nodes.Run("vm", breakIt);
        try
        {
            Assert.Contains(AuditReport.Of(desk, "vm", "-Check", check).Single(check, subject).Status, statuses);
        }
        finally
        {
            vm.Nodes.Run("vm", mend);
        }
        Assert.DoesNotContain(AuditReport.Of(desk, "vm", "-Check", check).Findings, finding => finding.Subject == subject && statuses.Contains(finding.Status));
    }
}
