using OpsShell.Shell.Editing;

namespace OpsShell.Shell.Tests.Editing;

public sealed class CellTextTests
{
    [Theory]
    [InlineData("abc", 3)]
    [InlineData("中文", 4)]
    [InlineData("ｆｕｌｌ", 8)]
    [InlineData("한글", 4)]
    [InlineData("e\u0301", 1)]
    [InlineData("👍", 2)]
    [InlineData("👍🏽", 2)]
    [InlineData("👨‍👩‍👧", 2)]
    [InlineData("🇨🇳", 2)]
    [InlineData("❤\ufe0f", 2)]
    [InlineData("\t", 4)]
    [InlineData("\u0003", 2)]
    [InlineData("\u202e", 6)]
    [InlineData("…—", 2)]
    public void Text_takes_as_many_cells_as_a_terminal_gives_it(string text, int cells) => Assert.Equal(cells, CellText.Width(text));

    [Theory]
    [InlineData("\u001b", "^[")]
    [InlineData("\u007f", "^?")]
    [InlineData("\u202e", "<202E>")]
    [InlineData("\u009b", "<009B>")]
    [InlineData("中", "中")]
    public void What_would_act_or_hide_shows(string text, string shown) => Assert.Equal(shown, CellText.Cell(text, "").Text);

    [Fact]
    public void Half_a_character_shows_as_its_number() => Assert.Equal("<D83D>", CellText.Cell("👍".AsSpan(0, 1), "").Text);

    [Theory]
    [InlineData("中文字", 5, "中文")]
    [InlineData("abc", 5, "abc")]
    [InlineData("abc", 2, "ab")]
    public void A_cut_never_goes_through_a_character(string text, int cells, string expected) => Assert.Equal(expected, CellText.Cut(text, cells));
}
