using System.Diagnostics;
using System.Globalization;
using System.Text;
using OpsShell.Ipvs.Facts;
using OpsShell.Testing;

namespace OpsShell.Ipvs.Tests.Facts;

/// <summary>Counting on the node gives the same as counting here, in every awk; and it stops when it costs too much.</summary>
public sealed class NodeTallyTests : IDisposable
{
    private static readonly string _capture = Path.Combine(FixtureNode.RootFolder("k8s-opencloudos8-5.4"), "proc/net/ip_vs_conn");

    private readonly string _folder = Directory.CreateTempSubdirectory("ops-awk").FullName;

    public static TheoryData<string> Awks => [.. new[] { "mawk", "gawk", "original-awk", "busybox" }.Where(name => Programs.Find(name) is not null)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private (int Code, byte[] Output, string Errors) Run(string awk, string file, ConnectionReadCost cost, bool isRaw = false, bool isLimited = true)
    {
        var link = Path.Combine(_folder, "awk");
        File.Delete(link);
        File.CreateSymbolicLink(link, Programs.Find(awk)!);
        var script = NodeTally.Script(cost, isRaw, isLimited).Replace(IpvsConnectionParser.Source, file, StringComparison.Ordinal);
        var start = new ProcessStartInfo("/bin/sh", ["-c", script]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{_folder}:/usr/bin:/bin:/usr/sbin:/sbin";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        return (process.ExitCode, output.ToArray(), errors.Result);
    }

    private static ConnectionTally Here(string file)
    {
        var tally = new ConnectionTally();
        foreach (var connection in IpvsConnectionParser.Parse(File.ReadAllBytes(file)))
            tally.Add(connection);
        return tally;
    }

    private string Many(int connections)
    {
        var text = new StringBuilder("Pro FromIP   FPrt ToIP     TPrt DestIP   DPrt State       Expires PEName PEData\n");
        for (var i = 0; i < connections; i++)
            text.Append(CultureInfo.InvariantCulture, $"TCP {0x0AF40000 + (i % 3):X8} {1 + (i % 60000):X4} 0A604D01 0050 {0x0AF40400 + (i % 5):X8} 1F90 {(i % 4 == 0 ? "ESTABLISHED" : "TIME_WAIT"),-11} {i % 120,7}\n");
        var file = Path.Combine(_folder, "many");
        File.WriteAllText(file, text.ToString());
        return file;
    }

    [Theory]
    [MemberData(nameof(Awks))]
    public void The_node_counts_as_we_do(string awk)
    {
        var (code, output, errors) = Run(awk, _capture, new ConnectionReadCost(300, 4096, true));
        Assert.Equal((0, ""), (code, errors));
        var (node, here) = (NodeTally.Parse(output), Here(_capture));
        Assert.Equal((here.Total, here.Pairs, 0L), (node.Total, node.Pairs, node.Uncounted));
        Assert.Equal(here.Servers.Keys.Order(), node.Servers.Keys.Order());
        Assert.All(here.Servers, pair => Assert.Equal(pair.Value.Order(ByName), node.Servers[pair.Key].Order(ByName)));
        Assert.Equal(here.Clients.OrderBy(pair => pair.Key), node.Clients.OrderBy(pair => pair.Key));
    }

    [Theory]
    [MemberData(nameof(Awks))]
    public void A_costly_reading_stops_by_itself(string awk)
    {
        // Whatever 2,000 lines took: with so many expected it is too much.
        var (code, output, errors) = Run(awk, Many(6000), new ConnectionReadCost(2_000_000_000_000, 4096, true));
        Assert.Equal(NodeTally.StoppedCode, code);
        Assert.Equal(2000, NodeTally.Stopped(errors)!.Value.Connections);
        Assert.True(NodeTally.Stopped(errors)!.Value.Seconds > ConnectionReadCost.LimitSeconds);
        Assert.DoesNotContain("E ", Encoding.ASCII.GetString(output), StringComparison.Ordinal);
        Assert.Equal(0, Run(awk, Many(6000), new ConnectionReadCost(2_000_000_000_000, 4096, true), isLimited: false).Code);
    }

    [Theory]
    [MemberData(nameof(Awks))]
    public void Large_counts_stay_numbers(string awk)
    {
        var tally = NodeTally.Parse(Run(awk, Many(120_000), new ConnectionReadCost(120_000, 4096, false)).Output);
        Assert.Equal((120_000L, 3L), (tally.Total, tally.Pairs));
        Assert.Equal(90_000, tally.Clients.Values.Sum(counts => counts.TimeWait));
        Assert.Equal(5, tally.Servers.Count);
    }

    [Theory]
    [MemberData(nameof(Awks))]
    public void Raw_lines_come_as_they_are(string awk) =>
        Assert.Equal(File.ReadAllBytes(_capture), Run(awk, _capture, new ConnectionReadCost(300, 4096, true), isRaw: true).Output);

    [Fact]
    public void Without_awk_and_without_the_file_it_says_so()
    {
        Assert.NotEqual(0, Run("mawk", "/nonexistent/ip_vs_conn", new ConnectionReadCost(1, 1, true)).Code);
        Assert.Contains("No such file", Run("mawk", "/nonexistent/ip_vs_conn", new ConnectionReadCost(1, 1, true)).Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("S TCP 0A600001 01BB C0A80A0B 192B ESTABLISHED 4\n", "the answer is cut off")]
    [InlineData("S TCP 0A600001 01BB C0A80A0B 192B ESTABLISHED 4\nE 5 1 0\n", "counted 5 connections, and 4 by real server")]
    [InlineData("E 0 0 0\nE 0 0 0\n", "line 3: nothing is expected after the last line")]
    [InlineData("X 1\n", "line 2: unknown kind of line 'X'")]
    [InlineData("S TCP 0A600001 01BB C0A80A0B 192B ESTABLISHED 1e+06\n", "line 2: the count is '1e+06'")]
    [InlineData("C 0A600001 TCP 0A600001 01BB 4\n", "line 2: the count is missing")]
    public void A_damaged_answer_is_refused(string body, string message)
    {
        var text = "Pro FromIP   FPrt ToIP     TPrt DestIP   DPrt State       Expires PEName PEData\n" + body;
        Assert.Contains(message, Assert.Throws<FormatException>(() => NodeTally.Parse(Encoding.ASCII.GetBytes(text))).Message, StringComparison.Ordinal);
    }

    private static IComparer<KeyValuePair<string, long>> ByName { get; } = Comparer<KeyValuePair<string, long>>.Create((left, right) => string.CompareOrdinal(left.Key, right.Key));
}
