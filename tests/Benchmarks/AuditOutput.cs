using System.Text.Json;

namespace OpsShell.Benchmarks;

/// <summary>Reads the json report of an audit.</summary>
internal static class AuditOutput
{
    /// <summary>Nodes that were read.</summary>
    public static int CountRead(string json) => Nodes(json).Count(node => node.GetProperty("error").ValueKind == JsonValueKind.Null);

    /// <summary>The median over the nodes of the processor time that the audit took on each.</summary>
    public static TimeSpan? NodeCpu(string json)
    {
        var times = Nodes(json).Select(node => node.GetProperty("remoteCpuSeconds")).Where(time => time.ValueKind == JsonValueKind.Number)
            .Select(time => TimeSpan.FromSeconds(time.GetDouble())).ToList();
        return times.Count == 0 ? null : Measurement.MedianOf(times);
    }

    /// <summary>The mean of the same, which is finer than the 10 ms in which a node's shell counts.</summary>
    public static TimeSpan MeanNodeCpu(string json) => TimeSpan.FromSeconds(Nodes(json).Select(node => node.GetProperty("remoteCpuSeconds"))
        .Where(time => time.ValueKind == JsonValueKind.Number).Select(time => time.GetDouble()).DefaultIfEmpty().Average());

    /// <summary>Checks whose ids begin so and that had something to judge, counted on each node.</summary>
    public static int CountJudged(string json, string prefix) => JsonDocument.Parse(json).RootElement.GetProperty("findings").EnumerateArray()
        .Where(finding => finding.GetProperty("check").GetString()!.StartsWith(prefix, StringComparison.Ordinal) && finding.GetProperty("status").GetString() is not ("NotApplicable" or "Unknown"))
        .Select(finding => (finding.GetProperty("computerName").GetString(), finding.GetProperty("check").GetString())).Distinct().Count();

    private static List<JsonElement> Nodes(string json)
    {
        try
        {
            return [.. JsonDocument.Parse(json).RootElement.GetProperty("nodes").EnumerateArray()];
        }
        catch (JsonException)
        {
            // No report: no node was read.
            return [];
        }
    }
}
