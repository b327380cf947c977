namespace OpsShell.Lab.Tests;

/// <summary>The audit of a machine with systemd and a kernel of its own, well and with faults made in it.</summary>
[Collection(nameof(VmFixture))]
public sealed class VmAuditTests(VmFixture vm)
{
    private static readonly Fault[] _faults =
    [
        new("node/filesystem", "/mnt/small", ["Critical"],
            """
            truncate -s 40M /var/tmp/small && mkfs.ext4 -q /var/tmp/small && mkdir -p /mnt/small && mount -o loop /var/tmp/small /mnt/small
            ! dd if=/dev/zero of=/mnt/small/file bs=1M 2>/dev/null
            """,
            "umount /mnt/small && rm -f /var/tmp/small"),
        new("node/filesystem", "/mnt/ro read-only", ["Critical"],
            """
            truncate -s 40M /var/tmp/ro && mkfs.ext4 -q /var/tmp/ro && mkdir -p /mnt/ro
            echo '/var/tmp/ro /mnt/ro ext4 loop 0 0' >>/etc/fstab
            mount /mnt/ro && mount -o remount,ro /mnt/ro
            """,
            "sed -i /mnt.ro/d /etc/fstab && umount /mnt/ro && rm -f /var/tmp/ro"),
        new("node/systemd", "lab-broken.service", ["Warning"], "! systemd-run --quiet --unit lab-broken --wait false", "systemctl reset-failed lab-broken"),
        new("node/conntrack", "fill", ["Critical"],
            """
            sysctl -q net.netfilter.nf_conntrack_max=40
            for port in $(seq 40); do conntrack -I -p udp -s 192.0.2.1 -d 192.0.2.2 --sport $port --dport 53 -t 600 >/dev/null 2>&1 || true; done
            """,
            "conntrack -F 2>/dev/null && sysctl -q net.netfilter.nf_conntrack_max=65536"),
        // A backlog of 0 holds one connection; each further attempt is an overflow, and is tried again.
        new("node/tcp", "listen", ["Warning", "Critical"],
            """
            cat >/run/slow.py <<'END'
            import socket, time
            server = socket.socket(); server.bind(("127.0.0.1", 9099)); server.listen(0)
            clients = []
            while True:
                for _ in range(20):
                    client = socket.socket(); client.setblocking(False); client.connect_ex(("127.0.0.1", 9099)); clients.append(client)
                time.sleep(0.2)
                clients = clients[:2]
            END
            systemd-run --quiet --unit lab-slow python3 /run/slow.py && sleep 2
            """,
            "systemctl stop lab-slow"),
    ];

    [Fact]
    public void A_machine_that_is_well_is_read_whole()
    {
        using var desk = vm.Desk();
        var report = AuditReport.Of(desk, "vm");
        Assert.Equal([new AuditReport.Node("vm", null)], report.Nodes);
        // It has no time service; all else can be told.
        Assert.All(report.Findings.Where(finding => finding.Status == "Unknown"), finding => Assert.Equal("node/clock", finding.Check));
        // What does not depend on how busy the machine below it is.
        foreach (var check in (string[])["node/filesystem", "node/systemd", "node/conntrack", "node/file-handles", "node/memory"])
            Assert.All(report.Check(check), finding => Assert.Equal("Ok", finding.Status));
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
        desk.Script("(Get-OpsFact node/os -ComputerName vm).Value.KernelRelease").Exits(0).IsQuiet().Prints("6.1.");
        desk.Script("Invoke-OpsCommand 'uname -r; hostname' -ComputerName vm | ForEach-Object Output").Exits(0).IsQuiet().Prints("6.1.").Prints("lab-vm");
    }

    [Fact]
    public void Faults_are_found_while_they_are_there()
    {
        using var desk = vm.Desk();
        foreach (var fault in _faults)
            vm.Nodes.Run("vm", fault.Break);
        AuditReport sick;
        try
        {
            sick = AuditReport.Of(desk, "vm");
        }
        finally
        {
            foreach (var fault in _faults)
                vm.Nodes.Run("vm", fault.Mend);
        }
        var mended = AuditReport.Of(desk, "vm");
        Assert.Multiple([.. _faults.Select<Fault, Action>(fault => () =>
        {
            Assert.Contains(sick.Single(fault.Check, fault.Subject).Status, fault.Statuses);
            Assert.DoesNotContain(mended.Check(fault.Check), finding => finding.Subject == fault.Subject && fault.Statuses.Contains(finding.Status));
        })]);
    }

    /// <summary>Something to go wrong, and what the audit says of it.</summary>
    private sealed record Fault(string Check, string Subject, string[] Statuses, string Break, string Mend);
}
