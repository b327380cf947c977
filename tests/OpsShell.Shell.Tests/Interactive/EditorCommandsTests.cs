using System.Management.Automation;
using OpsShell.Shell.Editing;
using OpsShell.Shell.Hosting;
using OpsShell.Shell.Interactive;
using OpsShell.Shell.Interactive.ReadLine;

namespace OpsShell.Shell.Tests.Interactive;

/// <summary>The commands of PSReadLine that profiles call.</summary>
public sealed class EditorCommandsTests : IDisposable
{
    private readonly EditorSettings _settings = new(EditorPalette.Colors);
    private readonly OpsHost _host = new();
    private readonly EngineSession _session;

    public EditorCommandsTests()
    {
        _session = EngineSession.Open(_host, Prompt.Function);
        _host.InteractiveData = PSObject.AsPSObject(new ShellData(() => "", _settings));
    }

    public void Dispose() => _session.Dispose();

    [Fact]
    public void What_the_editor_has_is_set_without_a_word()
    {
        Assert.Empty(Run("""
            Set-PSReadLineOption -EditMode Emacs -PredictionSource None -HistorySaveStyle SaveNothing -MaximumHistoryCount 5 -BellStyle None -ShowToolTips `
                -HistorySearchCursorMovesToEnd -Colors @{ Command = 'Yellow'; String = "`e[36m" }
            Set-PSReadLineKeyHandler -Key Tab -Function MenuComplete
            Set-PSReadLineKeyHandler -Chord UpArrow HistorySearchBackward
            """).Warnings);
        Assert.Equal((false, false, 5), (_settings.Suggests, _settings.SavesHistory, _settings.MaximumHistoryCount));
        var shown = Run("Get-PSReadLineOption").Output.Single();
        Assert.Equal(("None", "SaveNothing", 5), (shown.Properties["PredictionSource"].Value, shown.Properties["HistorySaveStyle"].Value, shown.Properties["MaximumHistoryCount"].Value));
        Run("Set-PSReadLineOption -PredictionSource History");
        Assert.True(_settings.Suggests);
    }

    [Theory]
    [InlineData("Set-PSReadLineOption -EditMode Vi", "-EditMode Vi")]
    [InlineData("Set-PSReadLineOption -PredictionViewStyle ListView", "-PredictionViewStyle ListView")]
    [InlineData("Set-PSReadLineOption -AddToHistoryHandler { $true }", "-AddToHistoryHandler")]
    [InlineData("Set-PSReadLineOption -HistoryNoDuplicates", "-HistoryNoDuplicates True")]
    [InlineData("Set-PSReadLineOption -Colors @{ Member = 'Red' }", "the colour Member")]
    [InlineData("Set-PSReadLineKeyHandler -Key Ctrl+b -Function ForwardChar", "the binding of Ctrl+b to ForwardChar")]
    [InlineData("Set-PSReadLineKeyHandler -Key F7 -ScriptBlock { }", "the binding of F7 to a script")]
    public void What_it_has_not_is_named(string line, string expected) =>
        Assert.Contains(expected, Assert.Single(Run(line).Warnings), StringComparison.Ordinal);

    [Fact]
    public void A_script_that_runs_a_profile_is_told_nothing()
    {
        _host.InteractiveData = null;
        Assert.Empty(Run("Set-PSReadLineOption -EditMode Vi -PredictionSource None; Set-PSReadLineKeyHandler F7 { }").Warnings);
        Assert.True(_settings.Suggests);
    }

    [Theory]
    [InlineData(ConsoleColor.DarkYellow, "33")]
    [InlineData("red", "91")]
    [InlineData("#0A10ff", "38;2;10;16;255")]
    [InlineData("\u001b[38;5;10m\u001b[1m", "38;5;10;1")]
    [InlineData("\u001b[0m", "0")]
    public void A_colour_has_the_forms_of_PSReadLine(object color, string style)
    {
        Assert.Equal(style, EditorColors.Style(color));
        Assert.Equal(style, EditorColors.Set(EditorPalette.Plain, "inlineprediction", color).Suggestion);
    }

    [Theory]
    [InlineData("Command", "\u001b]0;title\u0007", "is no colour")]
    [InlineData("Command", "999", "'999' is no colour")]
    [InlineData("Comand", "red", "There is no colour 'Comand'")]
    public void A_wrong_colour_is_named(string name, string color, string expected) =>
        Assert.Contains(expected, Assert.Throws<FormatException>(() => EditorColors.Set(EditorPalette.Colors, name, color)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_history_keeps_no_more_than_it_may()
    {
        var history = new CommandHistory { Capacity = 2 };
        history.AddFormer(["a", "b", "c"]);
        history.Add("d");
        Assert.Equal(["c", "d"], Enumerable.Range(0, history.Count).Select(i => history[i]));
        history.Capacity = 1;
        Assert.Equal("d", history[0]);
    }

    private (IReadOnlyList<string> Warnings, IReadOnlyList<PSObject> Output) Run(string script) => _session.Between<(IReadOnlyList<string>, IReadOnlyList<PSObject>)>(shell =>
    {
        var output = shell.AddScript(script).Invoke();
        Assert.Empty(shell.Streams.Error);
        return ([.. shell.Streams.Warning.Select(warning => warning.Message)], output);
    });
}
