using OpsShell.Ipvs.Checks;
using OpsShell.Testing;

namespace OpsShell.Ipvs.Tests;

/// <summary>The list of checks in about_OpsShell_Ipvs is that of the module.</summary>
public sealed class ChecksTopicTests
{
    [Fact]
    public void ItListsEveryCheckWithItsTitle()
    {
        var topic = File.ReadAllText(Path.Combine(Repository.Root, "modules", "OpsShell.Ipvs", "en-US", "about_OpsShell_Ipvs.help.txt"));
        var lines = topic.Split('\n').SkipWhile(line => line != "THE CHECKS").Skip(1).TakeWhile(line => line.Trim().Length > 0);
        // A long title goes on in the next line, further in.
        var listed = string.Join('\n', lines).Replace("\n" + new string(' ', 34), " ", StringComparison.Ordinal).Split('\n')
            .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(new IpvsChecks().Checks.Select(check => $"{check.Info.Id} {check.Info.Title}").Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }
}
