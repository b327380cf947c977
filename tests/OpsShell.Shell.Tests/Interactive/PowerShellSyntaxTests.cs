using OpsShell.Shell.Editing;
using OpsShell.Shell.Interactive;

namespace OpsShell.Shell.Tests.Interactive;

public sealed class PowerShellSyntaxTests
{
    private static readonly EditorPalette Palette = new()
    {
        Command = "C",
        Keyword = "K",
        Variable = "V",
        Text = "T",
        Number = "N",
        Operator = "O",
        Parameter = "P",
        Comment = "#",
        Type = "Y",
        Error = "!",
    };

    [Theory]
    [InlineData("ls -l /tmp", "CC PP     ")]
    [InlineData("if ($x) { 1 } # c", "KK  VV    N   ###")]
    [InlineData("[int]$x = 5", " YYY VV O N")]
    [InlineData("\"a $x b\"", "TTTVVTTT")]
    [InlineData("\"$(ls)\"", "T  CC T")]
    [InlineData("ls | sort", "CC O CCCC")]
    [InlineData("1 + ) 2", "N ! ! N")]
    public void Every_piece_has_its_style(string text, string styles)
    {
        var shown = new string(' ', text.Length).ToCharArray();
        var last = 0;
        foreach (var span in new PowerShellSyntax(new(Palette)).Look(text).Spans)
        {
            Assert.True(span.Start >= last, "spans are ordered");
            last = span.Start + span.Length;
            Array.Fill(shown, span.Style[0], span.Start, span.Length);
        }
        Assert.Equal(styles, new string(shown));
    }

    [Theory]
    [InlineData("if ($x) {", true)]
    [InlineData("'open", true)]
    [InlineData("ls |", true)]
    [InlineData("@'\ntext", true)]
    [InlineData("ls", false)]
    [InlineData("1 + )", false)]
    [InlineData("", false)]
    public void What_goes_on_is_known(string text, bool goesOn) => Assert.Equal(goesOn, new PowerShellSyntax(new(Palette)).Look(text).IsIncomplete);

    [Fact]
    public void Whatever_is_typed_the_styles_stay_in_the_text()
    {
        const string Text = "foreach ($a in @(1, 'two')) { \"x $($a.Name + \"in $b\") y\" | Where-Object { $_ -gt [int]3 } } # end";
        for (var length = 0; length <= Text.Length; length++)
        {
            var last = 0;
            foreach (var span in new PowerShellSyntax(new(EditorPalette.Colors)).Look(Text[..length]).Spans)
            {
                Assert.True(span.Start >= last, $"{Text[..length]}: {span} after {last}");
                last = span.Start + span.Length;
            }
            Assert.True(last <= length, $"{Text[..length]}: {last}");
        }
    }
}
