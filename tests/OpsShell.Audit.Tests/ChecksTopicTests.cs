using OpsShell.Tests.PowerShellRuns;

namespace OpsShell.Audit.Tests;

/// <summary>The list of checks in about_OpsShell_Checks is that of Get-OpsCheck.</summary>
public sealed class ChecksTopicTests : IDisposable
{
    private readonly OpsRunspace _shell = new("OpsShell.Fleet", "OpsShell.Audit");

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void ItListsEveryCheckWithItsTitle()
    {
        var lines = Assert.Single(_shell.Run("Get-Help about_OpsShell_Checks").Output).ToString()
            .Split('\n').SkipWhile(line => line.Trim() != "THE CHECKS").Skip(1).TakeWhile(line => line.Trim().Length > 0);
        // A long title goes on in the next line, further in.
        var listed = string.Join('\n', lines.Select(line => line.StartsWith("     ", StringComparison.Ordinal) ? " " + line.Trim() : "\n" + line.Trim()))
            .Replace("\n ", " ", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        var known = _shell.Run("Get-OpsCheck").Of<OpsCheck>().Select(check => $"{check.Id} {check.Title}");
        Assert.Equal(known.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }
}
