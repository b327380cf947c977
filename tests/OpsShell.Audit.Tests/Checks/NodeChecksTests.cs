using System.Reflection;
using OpsShell.Audit.Checks;
using OpsShell.Audit.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;

namespace OpsShell.Audit.Tests.Checks;

public sealed class NodeChecksTests
{
    private static readonly Check[] All = [.. new NodeChecks().Checks];

    [Fact]
    public void Assembly_names_the_provider() =>
        Assert.Equal(typeof(NodeChecks), typeof(NodeChecks).Assembly.GetCustomAttribute<CheckProviderAttribute>()?.ProviderType);

    [Fact]
    public void Ids_are_unique_and_of_the_area()
    {
        Assert.Equal(13, All.Select(check => check.Info.Id).Distinct().Count());
        Assert.All(All, check => Assert.Equal("node", check.Info.Area));
        Assert.All(All, check => Assert.All([check.Info.Title, check.Info.Description, check.Info.Reference], Assert.NotEmpty));
    }

    [Fact]
    public void Thresholds_are_unique_and_tell_their_source()
    {
        var thresholds = All.SelectMany(check => check.Thresholds).ToArray();
        Assert.Equal(thresholds.Length, thresholds.Select(threshold => threshold.Id).Distinct().Count());
        Assert.All(thresholds, threshold => Assert.All([threshold.Description, threshold.Source], Assert.NotEmpty));
        Assert.All(All, check => Assert.All(check.Thresholds, threshold => Assert.StartsWith(check.Info.Id + ".", threshold.Id)));
    }

    [Fact]
    public void Every_threshold_of_the_code_is_published()
    {
        foreach (var check in All)
        {
            var declared = check.GetType().GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public)
                .Where(field => field.FieldType == typeof(Threshold)).Select(field => (Threshold)field.GetValue(null)!);
            Assert.Equal(declared.OrderBy(item => item.Id), check.Thresholds.OrderBy(item => item.Id));
        }
    }

    [Fact]
    public void Warning_and_critical_limits_differ()
    {
        foreach (var critical in All.SelectMany(check => check.Thresholds).Where(item => item.Id.EndsWith("-critical", StringComparison.Ordinal)))
        {
            var warning = All.SelectMany(check => check.Thresholds).FirstOrDefault(item => item.Id == critical.Id.Replace("-critical", "-warning", StringComparison.Ordinal));
            if (warning is not null)
                Assert.NotEqual(warning.Default, critical.Default);
        }
    }

    [Fact]
    public void Whole_batch_costs_the_node_four_commands()
    {
        var batch = ProbeBatch.Of(All.SelectMany(check => check.Needs).SelectMany(fact => fact.Items));
        var commands = batch.Items.Where(item => item.Kind == ProbeKind.Command).ToArray();
        Assert.Equal(
            [FilesystemUsage.Item, ClockSync.Item, FailedUnits.Item, KernelLog.Item],
            commands.OrderBy(item => Array.IndexOf([FilesystemUsage.Item, ClockSync.Item, FailedUnits.Item, KernelLog.Item], item)));
        // A file is read either once or twice, never both ways by two checks.
        Assert.Equal(batch.Items.Length, batch.Items.Select(item => (item.Kind, item.Target)).Distinct().Count());
    }

    [Fact]
    public void Fact_names_are_unique()
    {
        var facts = All.SelectMany(check => check.Needs).Distinct().ToArray();
        Assert.Equal(facts.Length, facts.Select(fact => fact.Name).Distinct().Count());
        Assert.All(facts, fact => Assert.StartsWith("node/", fact.Name));
        Assert.Contains(facts, fact => fact.Name == "node/os");
    }
}
