using System.Diagnostics;
using System.Globalization;
using System.Text;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Benchmarks;

/// <summary>Reading a very large /proc/net/ip_vs, beside awk on the same file; and a million damaged inputs for all parsers of IPVS.</summary>
internal sealed class IpvsBenchmarks(BenchOptions options, Report report)
{
    private const int Services = 50_000, ServersPerService = 4, Rounds = 15, FuzzInputs = 1_000_000;
    private const double Megabyte = 1e6;

    /// <summary>Measures the parser of the table.</summary>
    /// <exception cref="InvalidOperationException">It did not read what is there.</exception>
    public void Parse()
    {
        var whole = Table(Services, ServersPerService, 1 << 20);
        var half = Table(Services / 2, ServersPerService, 1 << 20);
        // Both in turns, so that a noisy neighbour meets both.
        var (wholeTime, halfTime, allocated) = (TimeSpan.MaxValue, TimeSpan.MaxValue, 0L);
        for (var round = 0; round < Rounds; round++)
        {
            var (time, bytes) = Once(whole, Services);
            (wholeTime, allocated) = (Less(wholeTime, time), bytes);
            halfTime = Less(halfTime, Once(half, Services / 2).Time);
        }
        var speed = whole.Length / Megabyte / wholeTime.TotalSeconds;
        var what = string.Create(CultureInfo.InvariantCulture, $"/proc/net/ip_vs, {Services} services, {Services * ServersPerService} real servers, {whole.Length / Megabyte:0.0} MB");
        report.Add(what, "OpsShell", new Measurement(wholeTime, TimeSpan.Zero, TimeSpan.Zero, ""), string.Create(CultureInfo.InvariantCulture,
            $"{speed:0} MB/s; half of it {half.Length / Megabyte / halfTime.TotalSeconds:0} MB/s; {allocated / Megabyte:0.0} MB allocated; best of {Rounds}, in the process"));
        report.Target("ip_vs: time for 100 MB", 100 / speed * 1000, 1000, "ms");
        report.Target("ip_vs: time for a byte, whole file / half of it", wholeTime.TotalSeconds / whole.Length / (halfTime.TotalSeconds / half.Length), 1.5);
        report.Target("ip_vs: bytes allocated / bytes of the file", (double)allocated / whole.Length, 3);
        CompareAwk(what, whole, wholeTime);
    }

    /// <summary>Reads damaged inputs.</summary>
    /// <exception cref="InvalidOperationException">A parser failed otherwise than it may, or gave a wrong number.</exception>
    public void Fuzz()
    {
        var clock = Stopwatch.StartNew();
        var (read, refused) = IpvsFuzz.Run(FuzzInputs);
        report.Add(string.Create(CultureInfo.InvariantCulture, $"{FuzzInputs} damaged inputs, all parsers of IPVS"), "OpsShell", new Measurement(clock.Elapsed, TimeSpan.Zero, TimeSpan.Zero, ""), string.Create(CultureInfo.InvariantCulture,
            $"{read} read, with the numbers that a plain reading gives, {refused} refused"));
    }

    /// <summary>The table of a busy node.</summary>
    public static byte[] Table(int services, int serversPerService, int buckets)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"IP Virtual Server version 1.2.1 (size={buckets})\n")
            .Append("Prot LocalAddress:Port Scheduler Flags\n  -> RemoteAddress:Port Forward Weight ActiveConn InActConn\n");
        for (var service = 0; service < services; service++)
        {
            text.Append(CultureInfo.InvariantCulture, $"TCP  {Virtual(service):X8}:{(service % 3 == 0 ? 443 : 80):X4} rr {(service % 10 == 0 ? " persistent 2700000 FFFFFFFF" : " ")}\n");
            for (var server = 0; server < serversPerService; server++)
                text.Append(CultureInfo.InvariantCulture, $"  -> {0x0AF40000 + ((service * serversPerService) + server):X8}:1F90      Masq    1      {service % 90,-10} {server * 17,-10}\n");
        }
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>The address of a service in it, from 10.96.0.1 on.</summary>
    public static int Virtual(int service) => 0x0A600001 + service;

    private void CompareAwk(string what, byte[] table, TimeSpan own)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, table);
            const int TitleLines = 3;
            var awk = new Contender("awk '{print $2}'", ["awk", "{print $2}", file], new Dictionary<string, string>(), output => output.AsSpan().Count('\n') - TitleLines);
            if (!awk.IsInstalled)
            {
                report.Target("ip_vs: time / processor time of awk '{print $2}'", null, 1.5);
                return;
            }
            var run = new Meter(null, options.Repeat).Compare([awk], Services * (ServersPerService + 1)).Values.Single();
            report.Add(what, awk.Name, run, "whole process; reads one column");
            // awk's processor time, as its wall time is also that of starting it.
            report.Target("ip_vs: time / processor time of awk '{print $2}'", own / run.ClientCpu, 1.5);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static (TimeSpan Time, long Allocated) Once(byte[] file, int services)
    {
        GC.Collect();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var clock = Stopwatch.StartNew();
        var table = IpvsTableParser.Parse(file);
        var time = clock.Elapsed;
        return table.Services.Length == services && table.RealServerCount == services * ServersPerService
            ? (time, GC.GetAllocatedBytesForCurrentThread() - before)
            : throw new InvalidOperationException($"the table has {table.Services.Length} services and {table.RealServerCount} real servers, and not {services} and {services * ServersPerService}");
    }

    private static TimeSpan Less(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
