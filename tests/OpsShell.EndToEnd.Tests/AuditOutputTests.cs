using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using OpsShell.EndToEnd.Tests.Harness;

namespace OpsShell.EndToEnd.Tests;

/// <summary>Each format of a report, read by somebody else's parser where there is one.</summary>
public sealed partial class AuditOutputTests
{
    private static readonly string _sick = OpsCommand.FixtureRoot("sick-6.6");

    [Fact]
    public void The_table_has_the_worst_first_and_a_summary_and_no_escape_sequence()
    {
        using var desk = new Sandbox();
        var run = desk.Ops("audit", _sick).Exits(2).IsQuiet();
        var statuses = RowStatus().Matches(run.Output).Select(match => match.Groups[1].Value).ToList();
        string[] order = ["Critical", "Warning", "Unknown", "Info"];
        Assert.Equal(statuses.OrderBy(status => Array.IndexOf(order, status)), statuses);
        Assert.Contains("Critical", statuses);
        Assert.Contains("Warning", statuses);
        Assert.Matches(SummaryLine(), run.Output);
        Assert.DoesNotContain('\u001b', run.Output);
        Assert.All(run.Output.Split('\n'), line => Assert.True(line.Length <= 120, line));
    }

    [Fact]
    public void This_machine_is_audited_without_a_selector()
    {
        using var desk = new Sandbox();
        var run = desk.Ops("audit").IsQuiet().Prints("1 node: ");
        Assert.InRange(run.ExitCode, 0, 3);
    }

    [Fact]
    public void Json_follows_its_schema()
    {
        using var desk = new Sandbox();
        Assert.SkipUnless(desk.Run("python3", "-c", "import jsonschema").ExitCode == 0, "python3 with jsonschema is not installed");
        var run = desk.Ops("audit", _sick, "-Output", "json").Exits(2).IsQuiet();
        desk.Write("audit.json", run.Output);
        desk.Run("python3", "-c", """
            import json, sys, jsonschema
            jsonschema.Draft202012Validator(json.load(open(sys.argv[1]))).validate(json.load(open(sys.argv[2])))
            """, $"{OpsCommand.Repository}/src/OpsShell.Audit/Reports/audit.schema.json", desk["audit.json"]).Exits(0);
    }

    [Fact]
    public void Every_line_of_jsonl_is_json_and_the_last_sums_up()
    {
        using var desk = new Sandbox();
        var lines = desk.Ops("audit", _sick, "-Output", "jsonl").Exits(2).IsQuiet().Output.TrimEnd('\n').Split('\n');
        var kinds = lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("kind").GetString()).ToList();
        Assert.All(kinds[..^1], kind => Assert.Equal("finding", kind));
        Assert.Equal("summary", kinds[^1]);
        Assert.Equal(2, JsonDocument.Parse(lines[^1]).RootElement.GetProperty("exitCode").GetInt32());
    }

    [Fact]
    public void JUnit_is_xml_whose_counts_are_right()
    {
        using var desk = new Sandbox();
        var root = XDocument.Parse(desk.Ops("audit", _sick, "-Output", "junit").Exits(2).IsQuiet().Output).Root!;
        Assert.Equal("testsuites", root.Name.LocalName);
        Assert.Equal(root.Descendants("testcase").Count(), (int)root.Attribute("tests")!);
        Assert.Equal(root.Descendants("failure").Count(), (int)root.Attribute("failures")!);
        Assert.True((int)root.Attribute("failures")! > 0);
    }

    [Fact]
    public void Sarif_has_a_rule_for_every_result()
    {
        using var desk = new Sandbox();
        using var document = JsonDocument.Parse(desk.Ops("audit", _sick, "-Output", "sarif").Exits(2).IsQuiet().Output);
        Assert.Equal("2.1.0", document.RootElement.GetProperty("version").GetString());
        var run = document.RootElement.GetProperty("runs")[0];
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray().Select(rule => rule.GetProperty("id").GetString()).ToHashSet();
        var results = run.GetProperty("results").EnumerateArray().ToList();
        Assert.NotEmpty(results);
        Assert.All(results, result => Assert.Contains(result.GetProperty("ruleId").GetString(), rules));
        Assert.Contains(results, result => result.GetProperty("level").GetString() == "error");
    }

    [Fact]
    public void Prometheus_text_follows_the_exposition_format()
    {
        using var desk = new Sandbox();
        var lines = desk.Ops("audit", _sick, "-Output", "prometheus").Exits(2).IsQuiet().Output.TrimEnd('\n').Split('\n');
        Assert.All(lines, line => Assert.Matches(PrometheusLine(), line));
        var announced = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
                Assert.True(announced.Add(line.Split(' ')[2]), $"announced twice: {line}");
            else if (line[0] != '#')
                Assert.Contains(MetricName().Match(line).Value, announced);
        }
    }

    [Fact]
    public void Markdown_has_a_table()
    {
        using var desk = new Sandbox();
        var run = desk.Ops("audit", _sick, "-Output", "markdown").Exits(2).IsQuiet();
        Assert.Contains(run.Output.Split('\n'), line => line.StartsWith('|') && line.Contains("---", StringComparison.Ordinal));
        run.Prints("node/");
    }

    [Theory]
    [InlineData(0, "node/file-handles", null)]
    [InlineData(1, "node/memory", "node/memory.available-warning=60")]
    [InlineData(2, "node/memory", null)]
    [InlineData(3, "node/systemd", null)]
    public void The_exit_code_is_the_worst_finding(int code, string checks, string? threshold)
    {
        using var desk = new Sandbox();
        var node = code == 2 ? _sick : OpsCommand.FixtureRoot("opencloudos9-6.6");
        string[] thresholds = threshold is null ? [] : ["-Threshold", threshold];
        desk.Ops(["audit", node, "-Check", checks, .. thresholds]).Exits(code).IsQuiet();
    }

    [Fact]
    public void No_colour_is_asked_for_where_there_is_no_terminal()
    {
        using var desk = new Sandbox();
        desk.Variables["TERM"] = "xterm-256color";
        Assert.DoesNotContain('\u001b', desk.Ops("audit", _sick).ToString());
        Assert.DoesNotContain('\u001b', desk.Script($"Invoke-OpsAudit -ComputerName '{_sick}'; Write-Warning w; Write-Error e").ToString());
    }

    [GeneratedRegex(@"^\S+ +(Critical|Warning|Unknown|Info) +node/", RegexOptions.Multiline)]
    private static partial Regex RowStatus();

    [GeneratedRegex(@"^1 node: \d+ critical, .* in [0-9.]+ m?s$", RegexOptions.Multiline)]
    private static partial Regex SummaryLine();

    [GeneratedRegex("""^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z_]+="([^"\\\n]|\\[\\n"])*"(,[a-z_]+="([^"\\\n]|\\[\\n"])*")*\})? [0-9.eE+-]+)$""")]
    private static partial Regex PrometheusLine();

    [GeneratedRegex("^[a-z_]+")]
    private static partial Regex MetricName();
}
