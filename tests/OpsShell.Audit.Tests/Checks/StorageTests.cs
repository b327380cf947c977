using OpsShell.Audit.Checks;
using OpsShell.Audit.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;

namespace OpsShell.Audit.Tests.Checks;

public sealed class StorageTests
{
    private static string Space(int available, int inodesFree) =>
        $"exit 0\n4096 1000 {available} {available} 1000 {inodesFree} /\n4096 10 10 10 10 10 /run\n4096 10 10 10 10 10 /dev/shm\n4096 10 10 10 10 10 /data\n4096 10 10 10 0 0 /mnt/disk 1\n";

    [Theory]
    [InlineData(500, 500, FindingStatus.Ok)]
    [InlineData(90, 500, FindingStatus.Warning)]
    [InlineData(20, 500, FindingStatus.Critical)]
    [InlineData(500, 40, FindingStatus.Warning)]
    [InlineData(500, 20, FindingStatus.Critical)]
    public void Space_and_inodes_are_judged(int available, int inodesFree, FindingStatus expected)
    {
        var findings = Nodes.Healthy.WithAnswer(FilesystemUsage.Item, Space(available, inodesFree)).Run(new FilesystemCheck());
        Assert.Equal(expected, findings.Worst());
        Assert.Contains(findings, finding => finding is { Status: FindingStatus.Ok, Subject: "" });
    }

    [Fact]
    public void Network_mount_that_hangs_is_unknown_and_hides_nothing()
    {
        var findings = Nodes.Sick.Run(new FilesystemCheck());
        Assert.Equal(FindingStatus.Unknown, findings.About("/mnt/nfs").Status);
        Assert.Equal(FindingStatus.Critical, findings.About("/").Status);
        Assert.Equal(FindingStatus.Critical, findings.About("/ inodes").Status);
        Assert.Equal(FindingStatus.Critical, findings.About("/data read-only").Status);
        Assert.Equal(findings.Length, findings.Select(finding => finding.Subject).Distinct().Count());
    }

    [Fact]
    public void Half_a_line_of_a_command_that_was_cut_off_is_not_believed()
    {
        var findings = Nodes.Healthy.WithAnswer(FilesystemUsage.Item, "timeout\n4096 10 10 10 10 10 /run\n4096 10 10 10 10 10 /").Run(new FilesystemCheck());
        Assert.Equal(FindingStatus.Unknown, findings.About("/").Status);
    }

    [Theory]
    [InlineData("ext4 ro,relatime,emergency_ro", "", FindingStatus.Critical)]
    [InlineData("ext4 rw,relatime,emergency_ro", "", FindingStatus.Critical)]
    [InlineData("ext4 ro,relatime", "/dev/sda1 / ext4 defaults 0 0\n", FindingStatus.Critical)]
    [InlineData("ext4 ro,relatime", "/dev/sda1 / ext4 ro 0 0\n", FindingStatus.Ok)]
    [InlineData("ext4 ro,errors=remount-ro", "", FindingStatus.Warning)]
    [InlineData("ext4 ro", "", FindingStatus.Ok)]
    public void Read_only_is_judged_by_what_was_wanted(string mounted, string fstab, FindingStatus expected)
    {
        var node = Nodes.Healthy.With("/proc/1/mounts", $"/dev/sda1 / {mounted} 0 0\n").With("/etc/fstab", fstab);
        Assert.Equal(expected, node.Run(new FilesystemCheck()).Worst());
    }

    [Fact]
    public void Log_of_another_disk_does_not_make_a_read_only_mount_an_error()
    {
        var node = Nodes.Healthy.With("/proc/1/mounts", "/dev/sda1 / ext4 ro 0 0\n").With("/etc/fstab", "")
            .WithAnswer(KernelLog.Item, "exit 0\n@start [ 0.0] x\n@matched 1\n[ 1.0] EXT4-fs (sda10): Remounting filesystem read-only\n");
        Assert.Equal(FindingStatus.Ok, node.Run(new FilesystemCheck()).Worst());
    }

    [Fact]
    public void Mount_table_of_init_that_is_hidden_is_replaced_by_ones_own()
    {
        var node = Nodes.Healthy.WithError("/proc/1/mounts", ProbeStatus.Denied, "Permission denied").With("/proc/self/mounts", "/dev/sda1 / xfs rw 0 0\n");
        Assert.Equal(FindingStatus.Ok, node.Run(new FilesystemCheck()).Worst());
    }

    [Fact]
    public void Container_without_a_file_system_of_its_own_is_not_applicable() =>
        Assert.Equal(FindingStatus.NotApplicable, Assert.Single(Nodes.Healthy.With("/proc/1/mounts", "overlay / overlay rw 0 0\nproc /proc proc rw 0 0\n").Run(new FilesystemCheck())).Status);

    [Fact]
    public void Missing_stat_leaves_read_only_judged()
    {
        var findings = Nodes.Sick.WithoutAnswer(FilesystemUsage.Item, ProbeStatus.Missing, "stat: not found").Run(new FilesystemCheck());
        Assert.Equal(FindingStatus.Critical, findings.About("/data read-only").Status);
        Assert.Equal(FindingStatus.Unknown, findings.About("").Status);
    }

    private static string Disk(ulong reads, ulong milliseconds, long inFlight, ulong busy, ulong weighted) =>
        $"   8 0 nvme0n1 {reads} 0 0 {milliseconds} 0 0 0 0 {inFlight} {busy} {weighted}\n   8 1 sda {reads} 0 0 {milliseconds} 0 0 0 0 {inFlight} {busy} {weighted}\n";

    [Theory]
    [InlineData(100, 100, 0, FindingStatus.Ok, FindingStatus.Ok)]
    [InlineData(100, 3000, 0, FindingStatus.Warning, FindingStatus.Ok)]
    [InlineData(100, 15000, 0, FindingStatus.Critical, FindingStatus.Warning)]
    [InlineData(100, 60000, 0, FindingStatus.Critical, FindingStatus.Critical)]
    [InlineData(5, 60000, 0, FindingStatus.Ok, FindingStatus.Ok)]
    [InlineData(100, 100, 20000, FindingStatus.Warning, FindingStatus.Warning)]
    public void Latency_is_judged_by_the_kind_of_disk(ulong reads, ulong time, ulong weighted, FindingStatus flash, FindingStatus spinning)
    {
        var findings = Nodes.Healthy.With("/proc/diskstats", Disk(1000, 1000, 0, 5, 5), Disk(1000 + reads, 1000 + time, 0, 105, 5 + weighted)).Run(new DiskCheck());
        FindingStatus Of(string name) => findings.FirstOrDefault(finding => finding.Subject == name)?.Status ?? FindingStatus.Ok;
        Assert.Equal((flash, spinning), (Of("nvme0n1"), Of("sda")));
    }

    [Theory]
    [InlineData(1000, FindingStatus.Critical)]
    [InlineData(0, FindingStatus.Warning)]
    public void Disk_that_completes_nothing_is_stuck_for_sure_only_if_the_kernel_charged_the_time(ulong busy, FindingStatus expected)
    {
        var node = Nodes.Healthy.With("/proc/diskstats", Disk(1, 1, 4, 5, 5), Disk(1, 1, 4, 5 + busy, 5 + (4 * busy)));
        Assert.Equal(expected, node.Run(new DiskCheck()).About("sda").Status);
    }

    [Fact]
    public void Counters_that_went_backwards_and_a_disk_that_vanished_are_unknown()
    {
        var reset = Nodes.Healthy.With("/proc/diskstats", Disk(1000, 1000, 0, 5, 5), Disk(1, 1, 0, 0, 0)).Run(new DiskCheck());
        Assert.All(reset, finding => Assert.Equal(FindingStatus.Unknown, finding.Status));
        Assert.All(Nodes.Healthy.With("/proc/diskstats", "").Run(new DiskCheck()), finding => Assert.Equal(FindingStatus.Unknown, finding.Status));
    }

    [Fact]
    public void Node_without_disks_is_not_applicable() =>
        Assert.Equal(FindingStatus.NotApplicable, Assert.Single(Nodes.Healthy.Without("/sys/block/sda").Without("/sys/block/nvme").Run(new DiskCheck())).Status);
}
