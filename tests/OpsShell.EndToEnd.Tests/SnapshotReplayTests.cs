using System.Text.Json;
using OpsShell.EndToEnd.Tests.Harness;

namespace OpsShell.EndToEnd.Tests;

/// <summary>A recording gives the findings of the node that it was made of.</summary>
public sealed class SnapshotReplayTests(Fleet fleet)
{
    [Fact]
    public void A_replay_is_the_same_each_time_and_agrees_with_the_live_node()
    {
        using var desk = Sandbox.With(fleet);
        desk.Script("Save-OpsSnapshot -Path rec -ComputerName web01").Exits(0).IsQuiet();
        var first = Findings(desk.Ops("audit", "snapshot:rec/web01.zip", "-Output", "json"));
        var second = Findings(desk.Ops("audit", "snapshot:rec/web01.zip", "-Output", "json"));
        Assert.NotEmpty(first);
        Assert.Equal(first.Select(finding => finding.GetRawText()), second.Select(finding => finding.GetRawText()));

        // What does not move between two readings: which checks and subjects there are, and whether they could be judged.
        var live = Findings(desk.Ops("audit", "web01", "-Output", "json"));
        Assert.Equal(live.Select(Check).Distinct().Order(), first.Select(Check).Distinct().Order());
        Assert.Equal(Unjudged(live), Unjudged(first));
        Assert.All(first, finding => Assert.Equal("web01", finding.GetProperty("computerName").GetString()));
    }

    [Fact]
    public void A_damaged_recording_is_refused_and_the_whole_one_beside_it_is_read()
    {
        using var desk = Sandbox.With(fleet);
        desk.Script("Save-OpsSnapshot -Path rec -ComputerName web01,web02").Exits(0).IsQuiet();
        var bytes = File.ReadAllBytes(desk["rec/web01.zip"]);
        desk.Write("rec/web01.zip", bytes[..(bytes.Length / 2)]);
        var run = desk.Script("Invoke-OpsAudit -ComputerName snapshot:rec/web01.zip, snapshot:rec/web02.zip -Check node/file-handles | ForEach-Object { \"$($_.ComputerName) $($_.Status)\" }");
        run.Exits(1).Complains("web01.zip").Prints("web02 Ok");
    }

    private static List<JsonElement> Findings(RunResult run)
    {
        Assert.InRange(run.IsQuiet().ExitCode, 0, 3);
        return JsonDocument.Parse(run.Output).RootElement.GetProperty("findings").EnumerateArray().ToList();
    }

    private static string Check(JsonElement finding) => finding.GetProperty("check").GetString()!;

    private static List<string> Unjudged(IEnumerable<JsonElement> findings) =>
    [
        .. findings.Where(finding => finding.GetProperty("status").GetString() is "Unknown" or "NotApplicable")
            .Select(finding => $"{Check(finding)} {finding.GetProperty("subject").GetString()}").Order(StringComparer.Ordinal),
    ];
}
