using OpsShell.Audit.Checks;
using OpsShell.Audit.Facts;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Nodes;
using OpsShell.Core.Probing;
using OpsShell.Core.Transport.Root;
using OpsShell.Testing;
using OpsShell.Testing.Sshd;

namespace OpsShell.Audit.Tests.Checks;

/// <summary>The nodes k8s-*: each number below is worked out by hand from the files, which differ by one second.</summary>
public sealed class KubernetesNodeTests
{
    // Shares of CPU time: user + nice + system + irq + softirq of all ticks, 100 a CPU. On 128 CPUs: 127 x 8 + 95 of 12,800.
    [Theory]
    [InlineData("k8s-opencloudos8-5.4", "node/cpu", "8 CPUs, 30.0 % busy, 3 tasks running or waiting to run")]
    [InlineData("k8s-opencloudos9-6.6", "node/cpu", "16 CPUs, 55.0 % busy, 9 tasks running or waiting to run")]
    [InlineData("k8s-centos7-3.10", "node/cpu", "4 CPUs, 22.0 % busy, 3 tasks running or waiting to run")]
    [InlineData("k8s-128cpu-5.4", "node/cpu", "CPU 17 spends 90.0 % of its time in soft interrupts")]
    // 12,582,912 of 32,768,000 kB; 26,214,400 of 65,536,000; 655,360 of 8,192,000; 368,469,606 of 526,385,152.
    [InlineData("k8s-opencloudos8-5.4", "node/memory", "38.4 %")]
    [InlineData("k8s-opencloudos9-6.6", "node/memory", "40.0 %")]
    [InlineData("k8s-centos7-3.10", "node/memory", "8.0 %")]
    [InlineData("k8s-128cpu-5.4", "node/memory", "70.0 %")]
    // Packets: 8 x 1500; 15 x 4000 + 9000; 4 x 2600; 127 x 1000 + 200.
    [InlineData("k8s-opencloudos8-5.4", "node/softnet", "8 CPUs take 12000/s packets; drops 0/s, time_squeeze 0/s")]
    [InlineData("k8s-opencloudos9-6.6", "node/softnet", "Packet polls cut short 60/s, most on CPU 3")]
    [InlineData("k8s-centos7-3.10", "node/softnet", "4 CPUs take 10400/s packets; drops 0/s, time_squeeze 0/s")]
    [InlineData("k8s-128cpu-5.4", "node/softnet", "Packet polls cut short 80/s, most on CPU 17")]
    [InlineData("k8s-opencloudos8-5.4", "node/conntrack", "201326 of 262144 connections tracked (76.8 %)")]
    [InlineData("k8s-opencloudos9-6.6", "node/conntrack", "52428 of 524288 connections tracked (10.0 %)")]
    [InlineData("k8s-centos7-3.10", "node/conntrack", "20971 of 131072 connections tracked (16.0 %)")]
    [InlineData("k8s-centos7-3.10", "node/conntrack", "3/s connection entries could not be inserted")]
    [InlineData("k8s-128cpu-5.4", "node/conntrack", "419430 of 4194304 connections tracked (10.0 %)")]
    [InlineData("k8s-opencloudos8-5.4", "node/tcp", "0.2 % of TCP segments sent again (40 for 20000)")]
    [InlineData("k8s-opencloudos9-6.6", "node/tcp", "0.1 % of TCP segments sent again (52 for 52000)")]
    [InlineData("k8s-centos7-3.10", "node/tcp", "2.0 % of TCP segments sent again (200 for 10000)")]
    [InlineData("k8s-128cpu-5.4", "node/tcp", "0.15 % of TCP segments sent again (90 for 60000)")]
    [InlineData("k8s-opencloudos9-6.6", "node/psi", "12.5 % of the last minute with some task waiting for cpu")]
    [InlineData("k8s-opencloudos9-6.6", "node/psi", "1.25 % of the last minute with all tasks waiting for io")]
    public void Title_has_the_number(string node, string id, string expected)
    {
        var findings = Nodes.Load(node).Run(new NodeChecks().Checks.Single(check => check.Info.Id == id));
        Assert.Contains(findings, finding => finding.Title.Contains(expected, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("k8s-opencloudos8-5.4", "vda", "1 ms")]                 // (25 + 175) ms for 50 + 150 requests
    [InlineData("k8s-opencloudos9-6.6", "nvme0n1", "0.1 ms")]           // (90 + 110) ms for 900 + 1100
    [InlineData("k8s-centos7-3.10", "sda", "9 ms")]                     // (90 + 360) ms for 10 + 40
    [InlineData("k8s-128cpu-5.4", "nvme0n1", "0.1 ms")]                 // (40 + 60) ms for 400 + 600
    public void Disk_waits_so_long(string node, string disk, string wait)
    {
        var samples = new FactSet(Nodes.Load(node).Probe(DiskStats.Fact.Items)).Get(DiskStats.Fact);
        var activity = DiskActivity.Between(samples.First.Devices[disk], samples.Second.Devices[disk], samples.Seconds);
        Assert.Equal(wait, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{activity!.AwaitMilliseconds:0.#} ms"));
    }

    [Theory]
    [InlineData("k8s-opencloudos8-5.4", "opencloudos", "8.8", "5.4.119-20.0009.29", 8, 1)]
    [InlineData("k8s-opencloudos9-6.6", "opencloudos", "9.2", "6.6.117-45.oc9.x86_64", 16, 1)]
    [InlineData("k8s-centos7-3.10", "centos", "7", "3.10.0-1160.119.1.el7.x86_64", 4, 1)]
    [InlineData("k8s-128cpu-5.4", "opencloudos", "8.10", "5.4.119-20.0009.34", 128, 2)]
    public void Identity_is_known(string name, string distribution, string version, string kernel, int cpus, int sockets)
    {
        var node = new FactSet(Nodes.Load(name).Probe(NodeIdentity.Fact.Items)).Get(NodeIdentity.Fact);
        Assert.Equal((distribution, version, kernel), (node.Os!.Id, node.Os.VersionId, node.KernelRelease));
        Assert.Equal((cpus, sockets), (node.Cpu!.Logical, node.Cpu.Sockets ?? 0));
    }

    // What the kernel's own counters say of one table must agree: the connections of all real servers are the lines of ip_vs_conn.
    [Theory]
    [InlineData("k8s-opencloudos8-5.4")]
    [InlineData("k8s-opencloudos9-6.6")]
    [InlineData("k8s-centos7-3.10")]
    [InlineData("k8s-128cpu-5.4")]
    public void Tables_of_IPVS_agree(string name)
    {
        var node = Nodes.Load(name);
        var counted = Lines(node, "/proc/net/ip_vs").Skip(3).Where(words => words[0] == "->").Sum(words => int.Parse(words[4], null) + int.Parse(words[5], null));
        Assert.Equal(counted, Lines(node, "/proc/net/ip_vs_conn").Count() - 1);
        Assert.InRange(counted, 200, 1000);
    }

    [Fact]
    public void Many_services_are_50000_with_one_server_each_on_two_sockets()
    {
        var node = Nodes.Load(ManyServicesNode.Name);
        var table = Lines(node, "/proc/net/ip_vs").Skip(3).ToArray();
        Assert.Equal(50_000, table.Count(words => words[0] == "TCP"));
        Assert.Equal(50_000, table.Count(words => words[0] == "->"));
        Assert.Equal(50_000, table.Where(words => words[0] == "TCP").Select(words => words[1]).Distinct().Count());
        Assert.Equal("0-31,64-95", Assert.Single(Lines(node, "/sys/devices/system/node/node0/cpulist"))[0]);
        Assert.Equal("17,81", Assert.Single(Lines(node, "/sys/devices/system/cpu/cpu81/topology/thread_siblings_list"))[0]);
        // 128 CPUs and the line of totals; the estimator runs, so the totals are the sum: 1000 connections each.
        var rows = Lines(node, "/proc/net/ip_vs_stats_percpu").ToArray();
        Assert.Equal(128 + 1, rows.Count(words => words.Length == 6) - 1);
        Assert.Equal("1F400", rows.Single(words => words[0] == "~")[1]);
    }

    [Fact]
    public void Estimator_that_is_off_leaves_totals_behind_the_rows_of_CPUs()
    {
        static (long Rows, long Total) Connections(string name)
        {
            var rows = Lines(Nodes.Load(name), "/proc/net/ip_vs_stats_percpu").Skip(2).Where(words => words.Length == 6).ToArray();
            long Of(string[] words) => Convert.ToInt64(words[1], 16);
            return (rows.Where(words => words[0] != "~").Sum(Of), Of(rows.Single(words => words[0] == "~")));
        }
        // 8 CPUs of which number i has i times 8024 fewer than 401,220.
        Assert.Equal(((8 * 401220L) - (28 * 8024), 0L), Connections("k8s-opencloudos8-5.4"));
        var (rows, total) = Connections("k8s-opencloudos9-6.6");
        Assert.Equal(rows, total);
    }

    // As root:FOLDER: files that stand still have one sample, so only what needs no second one is judged, and nothing else is called healthy.
    [Theory]
    [InlineData("k8s-opencloudos8-5.4", "node/conntrack Warning, node/clock Ok, node/file-handles Ok, node/memory Ok")]
    [InlineData("k8s-opencloudos9-6.6", "node/clock Ok, node/conntrack Ok, node/file-handles Ok, node/memory Ok")]
    [InlineData("k8s-centos7-3.10", "node/memory Warning, node/clock Ok, node/conntrack Ok, node/file-handles Ok")]
    [InlineData("k8s-128cpu-5.4", "node/clock Ok, node/conntrack Ok, node/file-handles Ok, node/memory Ok")]
    public void Mounted_root_is_judged_by_what_does_not_move(string name, string judged)
    {
        using var copy = new TemporaryFolder();
        var root = FixtureNode.RootFolder(name);
        if (name == ManyServicesNode.Name)
        {
            TestKeys.Run("cp", "-r", root, copy["root"]);
            root = copy["root"];
            ManyServicesNode.WriteTo(root);
        }
        var engine = new AuditEngine([.. new NodeChecks().Checks], ThresholdSet.Defaults);
        using var connection = new HostRootConnection(new Node { Name = name, Transport = NodeTransport.HostRoot, Path = root });
        var findings = engine.Evaluate(name, connection.Probe(engine.Batch, TestContext.Current.CancellationToken));
        Assert.Equal(judged, string.Join(", ", findings.Where(finding => finding.Status <= FindingStatus.Critical)
            .OrderByDescending(finding => finding.Status).ThenBy(finding => finding.Check, StringComparer.Ordinal).Select(finding => $"{finding.Check} {finding.Status}")));
        Assert.All(findings.Where(finding => finding.Check is "node/cpu" or "node/softnet" or "node/nic"), finding => Assert.Equal(FindingStatus.Unknown, finding.Status));
    }

    private static IEnumerable<string[]> Lines(FixtureNode node, string path) =>
        node.Probe([ProbeItem.File(path)]).Text(ProbeItem.File(path)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
