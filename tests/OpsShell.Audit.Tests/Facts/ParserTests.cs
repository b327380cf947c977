using OpsShell.Audit.Facts;
using OpsShell.Core.Facts;

namespace OpsShell.Audit.Tests.Facts;

/// <summary>What each parser reads from text as kernels write it.</summary>
public sealed class ParserTests
{
    [Fact]
    public void Stat_of_an_old_kernel_lacks_steal_and_guest()
    {
        var stat = ProcStat.Parse("cpu  1 2 3 4\ncpu0 1 2 3 4\nprocs_running 1\nprocs_blocked 0\n");
        Assert.Equal((4UL, 0UL, 0UL), (stat.Total.Idle, stat.Total.IoWait, stat.Total.Steal));
        Assert.Null(stat.BootTime);
    }

    [Fact]
    public void Stat_keeps_the_numbers_of_CPUs_when_one_is_offline()
    {
        var stat = ProcStat.Parse("cpu  2 0 0 8 0 0 0 5 0 0\ncpu0 1 0 0 4 0 0 0 2 0 0\ncpu2 1 0 0 4 0 0 0 3 0 0 77\nintr 5 1 1\nbtime 1700000000\nprocs_running 3\nprocs_blocked 1\nnewline 7\n");
        Assert.Equal([0, 2], stat.Cpus.Keys);
        Assert.Equal(3UL, stat.Cpus[2].Steal);
        Assert.Equal(1700000000UL, stat.BootTime);
    }

    [Fact]
    public void Shares_ignore_a_field_that_went_backwards()
    {
        var first = new CpuTimes { User = 100, Nice = 0, System = 0, Idle = 100, IoWait = 500 };
        var shares = CpuShares.Between(first, first with { User = 150, Idle = 150, IoWait = 400 });
        Assert.Equal((50, 50, 0), (shares!.User, shares.Idle, shares.IoWait));
        Assert.Null(CpuShares.Between(first, first));
    }

    [Fact]
    public void Meminfo_is_in_bytes_and_estimates_without_MemAvailable()
    {
        var memory = MemoryInfo.Parse("MemTotal: 1000 kB\nMemFree: 100 kB\nBuffers: 10 kB\nCached: 200 kB\nShmem: 50 kB\nSReclaimable: 5 kB\nHugePages_Total: 3\nHugepagesize: 100 kB\n");
        Assert.Null(memory.Available);
        Assert.Equal(265UL * 1024, memory.AvailableOrEstimate);
        Assert.Equal(300UL * 1024, memory.HugePages);
    }

    [Fact]
    public void Vmstat_adds_allocation_stalls_of_all_zones()
    {
        Assert.Equal(7UL, VmStat.Parse("allocstall_dma 1\nallocstall_normal 6\noom_kill 2\n").AllocationStalls);
        var old = VmStat.Parse("allocstall 5\nnr_dirty -3\n");
        Assert.Equal(5UL, old.AllocationStalls);
        Assert.Null(old.OomKills);
        Assert.Equal(0UL, old["nr_dirty"]);
    }

    [Fact]
    public void Pressure_of_cpu_has_no_full_line_before_5_13()
    {
        var pressure = Pressure.Parse("some avg10=1.50 avg60=2.25 avg300=0.00 total=123\n");
        Assert.Equal(new PressureLine(1.5, 2.25, 0, 123), pressure.Some);
        Assert.Null(pressure.Full);
    }

    [Fact]
    public void Diskstats_grow_with_the_kernel()
    {
        var stats = DiskStats.Parse(
            "   8       0 sda 10 0 80 100 20 0 160 200 4294967295 50 300\n"
            + "   8      16 sdb 10 0 80 100 20 0 160 200 1 50 300 5 0 40 6\n"
            + " 104       0 cciss/c0d0 10 0 80 100 20 0 160 200 1 50 300 5 0 40 6 7 8 9 9\n").Devices;
        Assert.Equal(-1, stats["sda"].InFlight);
        Assert.Equal((null, null), (stats["sda"].Discards, stats["sda"].Flushes));
        Assert.Equal((5UL, null), (stats["sdb"].Discards, stats["sdb"].Flushes));
        Assert.Equal((5UL, 7UL), (stats["cciss/c0d0"].Discards, stats["cciss/c0d0"].Flushes));
    }

    [Theory]
    [InlineData("sda", true)]
    [InlineData("nvme0n1", true)]
    [InlineData("ramdisk", true)]
    [InlineData("rbd0", true)]
    [InlineData("loop3", false)]
    [InlineData("zram0", false)]
    [InlineData("dm-0", false)]
    [InlineData("md127", false)]
    [InlineData("sr0", false)]
    public void Disks_are_the_devices_that_do_their_own_io(string name, bool expected) => Assert.Equal(expected, BlockDevices.IsDisk(name));

    [Fact]
    public void Net_dev_of_an_old_kernel_has_no_blank_after_the_colon()
    {
        var all = NetworkInterfaces.Parse(
            "Inter-|   Receive |  Transmit\n face |bytes    packets errs drop fifo frame compressed multicast|bytes\n"
            + "eth0:1234567890 100 1 2 3 4 5 6 7 200 8 9 10 11 12 13\neth0:1: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16\n").Interfaces;
        var eth0 = all["eth0"];
        Assert.Equal((100UL, 1UL, 2UL, 3UL, 4UL), (eth0.ReceivedPackets, eth0.ReceiveErrors, eth0.ReceiveDrops, eth0.ReceiveFifo, eth0.ReceiveFrame));
        Assert.Equal((200UL, 8UL, 9UL, 10UL, 12UL), (eth0.SentPackets, eth0.SendErrors, eth0.SendDrops, eth0.SendFifo, eth0.SendCarrier));
        Assert.Equal(2UL, all["eth0:1"].ReceivedPackets);
    }

    [Fact]
    public void Softnet_takes_the_CPU_from_column_13_where_there_is_one()
    {
        var old = SoftnetStat.Parse("0000000a 00000001 00000002 0 0 0 0 0 0\n0000000b 0 0 0 0 0 0 0 0\n");
        Assert.Equal([0, 1], old.Cpus.Keys);
        Assert.Null(old.Cpus[0].ReceivedRps);
        var recent = SoftnetStat.Parse("0000000a 1 2 0 0 0 0 0 0 5 6 0 00000000 0 0\nffffffff 1 2 0 0 0 0 0 0 5 6 0 00000010 0 0 1 2\n");
        Assert.Equal([0, 16], recent.Cpus.Keys);
        Assert.Equal((uint.MaxValue, 5U, 6U), (recent.Cpus[16].Processed, recent.Cpus[16].ReceivedRps, recent.Cpus[16].FlowLimitCount));
    }

    [Fact]
    public void Softnet_counters_wrap_at_32_bits()
    {
        Assert.Equal(15UL, SoftnetStat.Delta(uint.MaxValue - 4, 10));
        Assert.Null(SoftnetStat.Delta(1000, 10));
    }

    [Fact]
    public void Conntrack_columns_are_found_by_heading_and_added_over_CPUs()
    {
        var stat = ConntrackStat.Parse("entries  searched insert_failed drop\n000000ff  0 0000000a 1\n000000ff  0 00000010 2\n");
        Assert.Equal((255UL, 26UL, 3UL), (stat["entries"], stat["insert_failed"], stat["drop"]));
        Assert.Null(stat["early_drop"]);
    }

    [Fact]
    public void Protocol_counters_carry_the_protocol_in_their_name()
    {
        var counters = ProtocolCounters.Parse("Tcp: MaxConn RetransSegs\nTcp: -1 5\nTcpExt: ListenOverflows\nTcpExt: 7\n");
        Assert.Equal((null, 5UL, 7UL, null), (counters["TcpMaxConn"], counters["TcpRetransSegs"], counters["TcpExtListenOverflows"], counters["TcpExtNone"]));
    }

    [Theory]
    [InlineData("9600 0 1000000\n", 0.96)]
    [InlineData("9600\t0\t9223372036854775807\n", null)]
    [InlineData("9600 0 18446744073709551615\n", null)]
    [InlineData("10 50 100\n", 0.0)]
    public void File_handles_have_a_share_only_where_there_is_a_limit(string text, double? percent) =>
        Assert.Equal(percent, FileHandles.Parse(text).UsedPercent);

    [Fact]
    public void Mounts_undo_octal_escapes()
    {
        var mount = Assert.Single(MountTable.Parse("test", "/dev/sdb1 /mnt/disk\\0401\\134x ext4 rw,relatime 0 0\n").Mounts);
        Assert.Equal("/mnt/disk 1\\x", mount.MountPoint);
        Assert.Equal("a\\9b", Mount.Unescape("a\\9b"));
    }

    [Fact]
    public void Watched_mounts_are_each_device_once_and_no_pseudo_file_systems()
    {
        var table = MountTable.Parse("test",
            "proc /proc proc rw 0 0\n/dev/sda1 / xfs rw 0 0\n/dev/sda1 /var/lib/kubelet xfs rw 0 0\noverlay /x overlay rw 0 0\n"
            + "tmpfs /run tmpfs rw 0 0\ntmpfs /var/lib/kubelet/pods/1 tmpfs rw 0 0\n/dev/loop1 /snap squashfs ro 0 0\nsrv:/e /nfs nfs4 rw 0 0\n"
            + "lxcfs /var/lib/lxcfs fuse.lxcfs rw 0 0\n/dev/sdb1 /old ext4 rw 0 0\n/dev/sdc1 /old ext4 rw 0 0\n");
        Assert.Equal(["/dev/sda1", "tmpfs", "srv:/e", "/dev/sdc1"], table.Watched.Select(mount => mount.Device));
    }

    [Fact]
    public void Fstab_may_leave_options_away_and_be_empty()
    {
        Assert.Empty(Fstab.Parse("").Mounts);
        Assert.Equal("defaults", Assert.Single(Fstab.Parse("# c\n\nUUID=1 / xfs\n").Find("/")!.Options));
    }

    [Fact]
    public void Filesystem_lines_may_have_blanks_in_the_name_and_the_first_line_of_a_name_counts()
    {
        var spaces = FilesystemUsage.Parse("4096 100 50 40 1000 900 /mnt/disk 1\n4096 1 1 1 1 1 /mnt/disk 1\n512 10 10 10 0 0 /boot\n");
        Assert.Equal((40.0, 90.0), (spaces["/mnt/disk 1"].AvailablePercent, spaces["/mnt/disk 1"].InodesFreePercent));
        Assert.Null(spaces["/boot"].InodesFreePercent);
    }

    [Fact]
    public void Os_release_unquotes()
    {
        var os = OsRelease.Parse("# c\nID=\"opencloudos\"\nPRETTY_NAME='OpenCloudOS \"9\"'\nX=\"a\\\"b\"\nVERSION_ID=9.2\n");
        Assert.Equal(("opencloudos", "9.2", "OpenCloudOS \"9\"", "a\"b"), (os.Id, os.VersionId, os.PrettyName, os.Fields["X"]));
    }

    [Fact]
    public void Cpuinfo_of_arm_has_neither_model_nor_socket()
    {
        var cpu = CpuModel.Parse("processor\t: 0\nBogoMIPS\t: 50.00\nFeatures\t: fp\n\nprocessor\t: 1\n");
        Assert.Equal(new CpuModel(2, null, "", false), cpu);
    }

    [Theory]
    [InlineData("chronyc A,10.0.0.1,3,1.5,-0.25,0,0,0,0,0,0,0,0,Normal", true, -0.25)]
    [InlineData("chronyc 7F7F0101,,0,0.0,0.0,0,0,0,0,0,0,0,0,Not synchronised", false, null)]
    [InlineData("ntpq leap=00, stratum=3, offset=-123.5", true, -0.1235)]
    [InlineData("ntpq leap=11, stratum=16, offset=0", false, null)]
    [InlineData("timesyncd yes", true, null)]
    [InlineData("timedatectl no", false, null)]
    [InlineData("adjtimex yes", true, null)]
    public void Clock_witnesses_are_understood(string text, bool synchronized, double? offset)
    {
        var sync = ClockSync.Parse(text + "\n")!;
        Assert.Equal((synchronized, offset), (sync.Synchronized, sync.OffsetSeconds));
    }

    [Fact]
    public void Failed_units_lose_their_dot()
    {
        var units = FailedUnits.Parse("\u25cf a.service loaded failed failed The A of it\nb@1.mount not-found failed failed\n");
        Assert.Equal(["a.service=The A of it", "b@1.mount="], units.Select(unit => $"{unit.Key}={unit.Value}"));
    }
}
