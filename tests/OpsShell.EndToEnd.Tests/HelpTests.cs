using OpsShell.EndToEnd.Tests.Harness;

namespace OpsShell.EndToEnd.Tests;

/// <summary>Get-Help in the published program.</summary>
public sealed class HelpTests
{
    [Theory]
    [InlineData("about_OpsShell", "Use-OpsNode")]
    [InlineData("about_OpsShell_Nodes", "SELECTORS")]
    [InlineData("about_OpsShell_Inventory", "PLAIN LIST")]
    [InlineData("about_OpsShell_Connections", "known_hosts")]
    [InlineData("about_OpsShell_Changes", "THE JOURNAL")]
    [InlineData("about_OpsShell_Audit", "EXIT CODES")]
    [InlineData("about_OpsShell_Checks", "node/disk")]
    [InlineData("about_OpsShell_Standard", "DIFFERENCES")]
    public void A_topic_is_found(string topic, string text)
    {
        using var desk = new Sandbox();
        desk.Script($"Get-Help {topic}").Exits(0).IsQuiet().Prints("    " + topic).Prints(text);
    }

    [Fact]
    public void The_topic_on_the_standard_cmdlets_has_every_difference()
    {
        using var desk = new Sandbox();
        var shown = Words(desk.Script("Get-Help about_OpsShell_Standard").Exits(0).Output);
        var folder = Path.Combine(OpsCommand.Repository, "src/OpsShell.Standard/Differences");
        var differences = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.txt").SelectMany(File.ReadLines) : [];
        Assert.All(differences.Where(line => line.Trim().Length > 0 && line[0] != '#'), line => Assert.Contains(Words(line), shown, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Enter-OpsNode", "Opens an interactive login on a node")]
    [InlineData("Invoke-OpsAudit", "Audits nodes")]
    [InlineData("Write-Output", "Writes objects to the pipeline")]
    [InlineData("Test-Path", "path")]
    public void A_cmdlet_has_help(string cmdlet, string synopsis)
    {
        using var desk = new Sandbox();
        Assert.Contains(synopsis, desk.Script($"(Get-Help {cmdlet}).Synopsis").Exits(0).IsQuiet().Output, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("ThrottleLimit", "64")]
    [InlineData("Timeout", "none")]
    [InlineData("AsJob", "False")]
    [InlineData("Credential", "None")]
    public void Help_of_a_parameter_has_its_default(string parameter, string expected)
    {
        using var desk = new Sandbox();
        var shown = desk.Script($"Get-Help Invoke-OpsCommand -Parameter {parameter}").Exits(0).IsQuiet().Output;
        Assert.Matches($@"Default value +{expected} *\n", shown);
    }

    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
