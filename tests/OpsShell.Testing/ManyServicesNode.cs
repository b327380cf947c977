using System.Globalization;
using System.Text;

namespace OpsShell.Testing;

/// <summary>
/// The node <c>k8s-128cpu-5.4</c>: two sockets, 128 CPUs, 50,000 IPVS services. Its folder in tests/fixtures/nodes has what is
/// small; the files that grow with CPUs and services are made here when a test asks for them.
/// </summary>
public static class ManyServicesNode
{
    /// <summary>Its folder under tests/fixtures/nodes.</summary>
    public const string Name = "k8s-128cpu-5.4";

    /// <summary>Virtual services, each with one real server.</summary>
    public const int Services = 50_000;

    /// <summary>Possible and online CPUs.</summary>
    public const int Cpus = 128;

    /// <summary>The CPU on which the estimation timer runs in the sample.</summary>
    public const int TimerCpu = 17;

    private const int Cores = 64;
    private const int CoresPerSocket = 32;

    // The services that have connections have one active and one inactive.
    private const int BusyServices = 200;

    /// <summary>The generated files; a second reading is given where it differs.</summary>
    public static IEnumerable<(string Path, string Text, string? Second)> Files()
    {
        yield return ("/proc/cpuinfo", CpuInfo(), null);
        yield return ("/proc/stat", Stat(0), Stat(1));
        yield return ("/proc/net/softnet_stat", Softnet(0), Softnet(1));
        yield return ("/proc/net/stat/nf_conntrack", Conntrack(), null);
        yield return ("/proc/net/ip_vs", Table(), null);
        yield return ("/proc/net/ip_vs_conn", Connections(), null);
        yield return ("/proc/net/ip_vs_stats", Statistics(0, perCpu: false), Statistics(1, perCpu: false));
        yield return ("/proc/net/ip_vs_stats_percpu", Statistics(0, perCpu: true), Statistics(1, perCpu: true));
        foreach (var (path, text) in Topology())
            yield return (path, text + "\n", null);
    }

    /// <summary>A node with the generated files.</summary>
    public static FixtureNode AddTo(FixtureNode node) => Files().Aggregate(node, (made, file) => made.With(file.Path, file.Text, file.Second));

    /// <summary>Writes the first reading of the generated files below a folder that has the node's other files.</summary>
    public static void WriteTo(string root)
    {
        foreach (var (path, text, _) in Files())
        {
            var file = root + path;
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }

    private static string CpuInfo() => Lines(Cpus, cpu => $"""
        processor	: {cpu}
        vendor_id	: GenuineIntel
        cpu family	: 6
        model		: 106
        model name	: Intel(R) Xeon(R) Platinum 8358 CPU @ 2.60GHz
        stepping	: 6
        cpu MHz		: 2600.000
        cache size	: 49152 KB
        physical id	: {Socket(cpu)}
        siblings	: {2 * CoresPerSocket}
        core id		: {cpu % CoresPerSocket}
        cpu cores	: {CoresPerSocket}
        flags		: fpu tsc msr pae cx8 apic sse sse2 ht constant_tsc nonstop_tsc ssse3 cx16 sse4_1 sse4_2 popcnt aes avx avx2 lahf_lm avx512f

        """);

    // Over the sample every CPU is 8 of 100 ticks busy, and that of the estimation timer 95, of which 90 in soft interrupts.
    private static string Stat(int sample)
    {
        var all = Enumerable.Range(0, Cpus).Select(cpu => cpu == TimerCpu
            ? Ticks(cpu, sample, user: 4, system: 1, idle: 5, softIrq: 90)
            : Ticks(cpu, sample, user: 5, system: 2, idle: 92, softIrq: 1)).ToArray();
        var total = Enumerable.Range(0, 10).Select(column => all.Sum(row => row[column]));
        return $"cpu  {string.Join(' ', total)}\n" + Lines(Cpus, cpu => $"cpu{cpu} {string.Join(' ', all[cpu])}\n")
            + Text($"intr {91200441204 + (sample * 410000)} 0 9 0 0\nctxt {182004411204 + (sample * 820000)}\nbtime 1790500000\nprocesses {91204411 + (sample * 40)}\n")
            + Text($"procs_running {12 - sample}\nprocs_blocked 0\nsoftirq {61200441204 + (sample * 310000)} 9 20400147068 0 9120044120 410220 0 88 12240088240 0 4120044120\n");
    }

    private static long[] Ticks(int cpu, int sample, int user, int system, int idle, int softIrq) =>
        [4320000 + (sample * user), 120, 1728000 + (sample * system), 79488000 - (cpu * 41) + (sample * idle), 8640, 0, 864000 + (sample * softIrq), 0, 0, 0];

    // 11 columns, as 5.4 has them.
    private static string Softnet(int sample) => Lines(Cpus, cpu =>
    {
        var (processed, squeezed) = cpu == TimerCpu ? (200, 80) : (1000, 0);
        return $"{0x2f00000 + (cpu * 4096) + (sample * processed):x8} 00000000 {3 + cpu + (sample * squeezed):x8} {string.Join(' ', Enumerable.Repeat("00000000", 8))}\n";
    });

    private static string Conntrack() =>
        "entries  searched found new invalid ignore delete delete_list insert insert_failed drop early_drop icmp_error  expect_new expect_create expect_delete search_restart\n"
        + Lines(Cpus, cpu => $"{419430:x8} 00000000 {900 + cpu:x8} 00000000 00000033 00001004 00000000 00000000 00000000 {12:x8} 00000000 00000000 00000000  00000000 00000000 00000000 0000004d \n");

    private static string Table() =>
        "IP Virtual Server version 1.2.1 (size=1048576)\nProt LocalAddress:Port Scheduler Flags\n  -> RemoteAddress:Port Forward Weight ActiveConn InActConn\n"
        + Lines(Services, service => $"TCP  {Virtual(service):X8}:0050 rr \n  -> {Real(service):X8}:1F90      Masq    1      {Busy(service),-10} {Busy(service),-10}\n");

    private static string Connections() =>
        "Pro FromIP   FPrt ToIP     TPrt DestIP   DPrt State       Expires PEName PEData\n"
        + Lines(BusyServices, service => Connection(service, 0x8000 + service, "ESTABLISHED", 890 - service) + Connection(service, 0x9000 + service, "TIME_WAIT", 1 + (service % 119)));

    private static string Connection(int service, int port, string state, int expires) =>
        Text($"TCP {0x0AF40302 + (service % 64):X8} {port:X4} {Virtual(service):X8} 0050 {Real(service):X8} 1F90 {state,-11} {expires,7}\n");

    // 10.96.0.0/12, from 10.96.1.0 on, and 10.244.0.0/16.
    private static int Virtual(int service) => 0x0A600100 + service;

    private static int Real(int service) => 0x0AF40000 + service;

    private static int Busy(int service) => service < BusyServices ? 1 : 0;

    // Every CPU took 1000 connections with 20 packets in and 18 out each until the first sample, and one more until the second.
    private static string Statistics(int sample, bool perCpu)
    {
        long[] each = [1000 + sample, 20000 + (20 * sample), 18000 + (18 * sample), 2000000 + (2000 * sample), 9000000 + (9000 * sample)];
        var total = Counters([.. each.Select(value => value * Cpus)]);
        var rate = Counters([Cpus, 20 * Cpus, 18 * Cpus, 2000 * Cpus, 9000 * Cpus]);
        return perCpu
            ? "       Total Incoming Outgoing         Incoming         Outgoing\nCPU    Conns  Packets  Packets            Bytes            Bytes\n"
                + Lines(Cpus, cpu => $"{cpu,3:X} {Counters(each)}\n")
                + $"  ~ {total}\n\n     Conns/s   Pkts/s   Pkts/s          Bytes/s          Bytes/s\n    {rate}\n"
            : "   Total Incoming Outgoing         Incoming         Outgoing\n   Conns  Packets  Packets            Bytes            Bytes\n"
                + $"{total}\n\n Conns/s   Pkts/s   Pkts/s          Bytes/s          Bytes/s\n{rate}\n";
    }

    private static string Counters(long[] values) => Text($"{values[0],8:X} {values[1],8:X} {values[2],8:X} {values[3],16:X} {values[4],16:X}");

    private static IEnumerable<(string Path, string Text)> Topology()
    {
        const string cpus = "/sys/devices/system/cpu/", nodes = "/sys/devices/system/node/";
        foreach (var (file, text) in new[] { ("possible", "0-127"), ("present", "0-127"), ("online", "0-127"), ("offline", ""), ("isolated", "") })
            yield return (cpus + file, text);
        for (var cpu = 0; cpu < Cpus; cpu++)
        {
            var folder = Text($"{cpus}cpu{cpu}/topology/");
            yield return (folder + "physical_package_id", Text($"{Socket(cpu)}"));
            yield return (folder + "core_id", Text($"{cpu % CoresPerSocket}"));
            yield return (folder + "thread_siblings_list", Text($"{cpu % Cores},{(cpu % Cores) + Cores}"));
        }
        foreach (var file in (string[])["possible", "online", "has_cpu", "has_memory"])
            yield return (nodes + file, "0-1");
        for (var socket = 0; socket < 2; socket++)
        {
            var folder = Text($"{nodes}node{socket}/");
            var first = socket * CoresPerSocket;
            yield return (folder + "cpulist", Text($"{first}-{first + CoresPerSocket - 1},{first + Cores}-{first + Cores + CoresPerSocket - 1}"));
            yield return (folder + "distance", socket == 0 ? "10 21" : "21 10");
            yield return (folder + "meminfo", Text($"Node {socket} MemTotal:       263192576 kB\nNode {socket} MemFree:        78957772 kB\nNode {socket} MemUsed:        184234804 kB"));
        }
    }

    // Linux numbers the first thread of every core before the second ones.
    private static int Socket(int cpu) => cpu % Cores / CoresPerSocket;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Lines(int count, Func<int, FormattableString> line) => Lines(count, index => Text(line(index)));

    private static string Lines(int count, Func<int, string> line)
    {
        var text = new StringBuilder();
        for (var index = 0; index < count; index++)
            text.Append(line(index));
        return text.ToString();
    }
}
