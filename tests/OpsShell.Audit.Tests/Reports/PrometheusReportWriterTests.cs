using System.Globalization;
using System.Text;
using OpsShell.Audit.Reports;
using OpsShell.Core.Findings;
using OpsShell.Core.Nodes;
using OpsShell.Core.Transport;

namespace OpsShell.Audit.Tests.Reports;

public class PrometheusReportWriterTests
{
    private static Dictionary<string, double> Samples(AuditReport report, FindingStatus? minStatus = null) =>
        Exposition.Parse(Reports.Write(report, AuditReportFormat.Prometheus, new ReportOptions { MinStatus = minStatus }));

    [Fact]
    public void HasStatusCountsAndNodes()
    {
        var samples = Samples(Reports.Unread);
        Assert.Equal(2, samples["opsshell_check_status|node=web01|check=node/memory|subject="]);
        Assert.Equal(1, samples["opsshell_check_status|node=web01|check=node/filesystem|subject=/var"]);
        Assert.Equal(3, samples["opsshell_check_status|node=web03|check=node/disk|subject=sda"]);
        Assert.Equal(0, samples["opsshell_check_status|node=web02|check=node/cpu|subject="]);
        Assert.DoesNotContain(samples.Keys, key => key.Contains("node/psi", StringComparison.Ordinal));
        Assert.Equal(1, samples["opsshell_finding_count|status=NotApplicable"]);
        Assert.Equal(3, samples["opsshell_finding_count|status=Unknown"]);
        Assert.Equal((1, 0), (samples["opsshell_node_up|node=web01"], samples["opsshell_node_up|node=web04"]));
        Assert.Equal(0.041, samples["opsshell_node_cpu_seconds|node=web01"], 6);
        Assert.Equal(1772593567, samples["opsshell_audit_timestamp_seconds"]);
        Assert.Equal(2.1, samples["opsshell_audit_duration_seconds"]);
        Assert.Equal(0, samples["opsshell_audit_interrupted"]);
    }

    [Fact]
    public void ASeriesStandsOnlyOnceWithItsWorstValue()
    {
        var report = Reports.Report(Reports.Finding("n", FindingStatus.Ok), Reports.Finding("n", FindingStatus.Critical, title: "x"), Reports.Finding("n", FindingStatus.Unknown));
        Assert.Equal(2, Samples(report)["opsshell_check_status|node=n|check=node/memory|subject="]);
        var twice = report with { Nodes = [new AuditedNode("n", NodeTransport.Snapshot, TimeSpan.Zero), new AuditedNode("n", NodeTransport.Snapshot, TimeSpan.Zero, new NodeError(NodeErrorId.SnapshotInvalid, "x", ""))] };
        Assert.Equal(0, Samples(twice)["opsshell_node_up|node=n"]);
    }

    [Fact]
    public void MinStatusLeavesOutSeriesButNotCounts()
    {
        var samples = Samples(Reports.Mixed, FindingStatus.Critical);
        // The Critical one, and the Unknown one, which is never left out.
        Assert.Equal(2, samples.Keys.Count(key => key.StartsWith("opsshell_check_status", StringComparison.Ordinal)));
        Assert.Equal(1, samples["opsshell_finding_count|status=Ok"]);
    }

    [Fact]
    public void HostileTextIsOnlyALabel()
    {
        var samples = Samples(Reports.Evil);
        Assert.DoesNotContain("opsshell_node_up|node=fake", samples.Keys);
        Assert.Contains(samples.Keys, key => key.StartsWith("opsshell_check_status", StringComparison.Ordinal) && key.Contains(@"\x1b[31mred", StringComparison.Ordinal) && key.Contains("\"quoted\"", StringComparison.Ordinal));
    }

    /// <summary>Text exposition format 0.0.4: comments, samples with labels, one TYPE before its samples, no series twice.</summary>
    private static class Exposition
    {
        public static Dictionary<string, double> Parse(string text)
        {
            Assert.EndsWith("\n", text, StringComparison.Ordinal);
            var samples = new Dictionary<string, double>(StringComparer.Ordinal);
            var typed = new HashSet<string>(StringComparer.Ordinal);
            foreach (var line in text.TrimEnd('\n').Split('\n'))
            {
                if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
                    Assert.True(typed.Add(line.Split(' ')[2]), line);
                if (line.StartsWith('#'))
                    continue;
                var (series, value) = Sample(line);
                Assert.Contains(series.Split('|')[0], typed);
                Assert.True(samples.TryAdd(series, value), $"twice: {series}");
            }
            return samples;
        }

        private static (string Series, double Value) Sample(string line)
        {
            var i = 0;
            while (i < line.Length && (char.IsAsciiLetterOrDigit(line[i]) || line[i] is '_' or ':'))
                i++;
            var series = new StringBuilder(line[..i]);
            if (line[i] == '{')
            {
                do
                {
                    var equals = line.IndexOf("=\"", i, StringComparison.Ordinal);
                    var name = line[(i + 1)..equals];
                    Assert.Matches("^[a-zA-Z_][a-zA-Z0-9_]*$", name);
                    i = equals + 2;
                    series.Append('|').Append(name).Append('=').Append(Value(line, ref i));
                }
                while (line[i] == ',');
                Assert.Equal('}', line[i++]);
            }
            Assert.Equal(' ', line[i]);
            return (series.ToString(), double.Parse(line[(i + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture));
        }

        private static string Value(string line, ref int i)
        {
            var value = new StringBuilder();
            for (; line[i] != '"'; i++)
            {
                if (line[i] != '\\')
                {
                    value.Append(line[i]);
                    continue;
                }
                value.Append(line[++i] switch { '\\' => '\\', '"' => '"', 'n' => '\n', _ => throw new FormatException(line) });
            }
            i++;
            return value.ToString();
        }
    }
}
