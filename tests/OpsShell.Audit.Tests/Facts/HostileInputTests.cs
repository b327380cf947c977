using System.Text;
using CsCheck;
using OpsShell.Audit.Facts;
using OpsShell.Core.Facts;

namespace OpsShell.Audit.Tests.Facts;

/// <summary>No parser throws anything but a located FormatException (or OverflowException), whatever a node sends.</summary>
public sealed class HostileInputTests
{
    private static readonly Dictionary<string, Action<string>> Parsers = new()
    {
        ["stat"] = text => ProcStat.Parse(text),
        ["loadavg"] = text => LoadAverage.Parse(text),
        ["uptime"] = text => Uptime.Parse(text),
        ["meminfo"] = text => _ = MemoryInfo.Parse(text).AvailableOrEstimate,
        ["vmstat"] = text => _ = VmStat.Parse(text).AllocationStalls,
        ["pressure"] = text => Pressure.Parse(text),
        ["os-release"] = text => OsRelease.Parse(text),
        ["cpuinfo"] = text => CpuModel.Parse(text),
        ["mounts"] = text => _ = MountTable.Parse("test", text).Watched,
        ["fstab"] = text => Fstab.Parse(text),
        ["stat -f"] = text => FilesystemUsage.Parse(text),
        ["diskstats"] = text => DiskStats.Parse(text),
        ["net/dev"] = text => NetworkInterfaces.Parse(text),
        ["softnet_stat"] = text => SoftnetStat.Parse(text),
        ["nf_conntrack"] = text => ConntrackStat.Parse(text),
        ["snmp"] = text => ProtocolCounters.Parse(text),
        ["file-nr"] = text => _ = FileHandles.Parse(text).UsedPercent,
        ["clock"] = text => ClockSync.Parse(text),
        ["units"] = text => FailedUnits.Parse(text),
        ["dmesg"] = text => KernelLog.Parse(text),
    };

    private static readonly string[] Captures =
    [
        .. new[] { "kernel-6.18-vm", "centos7-3.10", "sick-6.6" }.SelectMany(name =>
            Nodes.Load(name).Probe(new Audit.Checks.NodeChecks().Checks.SelectMany(check => check.Needs).SelectMany(fact => fact.Items)).All
                .SelectMany(result => result.Contents).Select(content => content.Text)),
    ];

    public static TheoryData<string> Names => [.. Parsers.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_text_gives_a_record_or_a_format_error(string name) => Gen.String.Sample(text => Survives(name, text), iter: 500);

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_damage_to_a_real_file_gives_a_record_or_a_format_error(string name)
    {
        string[] hostile = ["99999999999999999999999999", "-1", "18446744073709551615", "\u001b[2J", "\0", "\n", " ", "cpu", "NaN", "1e999", "\u202e", ""];
        Gen.Select(Gen.Int[0, Captures.Length - 1], Gen.Double[0, 1], Gen.Double[0, 1], Gen.Int[0, hostile.Length - 1]).Sample(
            (which, at, length, insert) =>
            {
                var capture = Captures[which];
                var start = (int)(at * capture.Length);
                var count = (int)(length * length * length * (capture.Length - start));
                Survives(name, capture[..start] + hostile[insert] + capture[(start + count)..]);
            },
            iter: 500);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Any_bytes_give_a_record_or_a_format_error(string name) =>
        Gen.Byte.Array[0, 200].Sample(bytes => Survives(name, Encoding.UTF8.GetString(bytes)), iter: 300);

    [Theory]
    [InlineData("stat", "cpu  1 2 x 4\n", "line 1")]
    [InlineData("stat", "cpu  1 2 3 4\ncpu99999999999 1 2 3 4\n", "line 2")]
    [InlineData("meminfo", "MemTotal: 1 kB\nMemFree: 99999999999999999999 kB\n", "line 2")]
    [InlineData("vmstat", "a 1\n\nb -5\n", "line 3")]
    [InlineData("diskstats", "8 0 sda 1 2 3\n", "line 1")]
    [InlineData("snmp", "Tcp: A B\nTcp: 1\n", "line 2")]
    [InlineData("snmp", "Tcp: A\nUdp: 1\n", "line 2")]
    [InlineData("snmp", "Tcp: A\n", "line 1")]
    [InlineData("softnet_stat", "0000000g 0 0\n", "line 1")]
    [InlineData("softnet_stat", "1 0 0 0 0 0 0 0 0 0 0 0 1\n1 0 0 0 0 0 0 0 0 0 0 0 1\n", "line 2")]
    [InlineData("nf_conntrack", "entries drop\n1\n", "line 2")]
    [InlineData("net/dev", "Inter-|\n face |bytes\neth0: 1 2 3\n", "line 3")]
    [InlineData("pressure", "some avg10=500.00 avg60=0 avg300=0 total=0\n", "line 1")]
    [InlineData("stat -f", "4096 1 1 1 1 1 relative\n", "line 1")]
    [InlineData("mounts", "/dev/sda1 /\n", "line 1")]
    [InlineData("uptime", "-5 1\n", "line 1")]
    [InlineData("clock", "chronyc too,few\n", "line 1")]
    [InlineData("file-nr", "", "line 1")]
    public void Errors_name_their_line(string name, string text, string place)
    {
        var error = Assert.Throws<FormatException>(() => Parsers[name](text));
        Assert.StartsWith(place, error.Message);
    }

    [Fact]
    public void Errors_show_control_characters_and_stay_short()
    {
        var error = Assert.Throws<FormatException>(() => LoadAverage.Parse("\u001b[2J" + new string('x', 5000) + " 1 1\n"));
        Assert.Contains("\\u001b[2J", error.Message);
        Assert.True(error.Message.Length < 150);
    }

    private static void Survives(string name, string text)
    {
        try
        {
            Parsers[name](text);
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            Assert.NotEmpty(error.Message);
        }
    }
}
