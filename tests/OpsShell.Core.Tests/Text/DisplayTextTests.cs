using CsCheck;
using OpsShell.Core.Text;

namespace OpsShell.Core.Tests.Text;

public class DisplayTextTests
{
    [Theory]
    [InlineData("plain äöü 日本 😀", "plain äöü 日本 😀")]
    [InlineData("a\u001b[31mb", @"a\x1b[31mb")]
    [InlineData("a\nb\tc\rd", @"a\nb\tc\rd")]
    [InlineData("\u0000\u007f\u009b", @"\x00\x7f\x9b")]
    [InlineData("a\u202eb\u2028c\u200bd\ufeff", @"a\u202eb\u2028c\u200bd\ufeff")]
    [InlineData("\U000e0041", @"\U000e0041")]
    [InlineData("👩‍💻 👩🏽‍🚀 👨‍👩‍👧 🏳️‍🌈 ❤️‍🔥", "👩‍💻 👩🏽‍🚀 👨‍👩‍👧 🏳️‍🌈 ❤️‍🔥")]
    [InlineData("a\u200db \u200d👩 👩\u200d x👩\u200dx 👩\u200d\u200d👩", @"a\u200db \u200d👩 👩\u200d x👩\u200dx 👩\u200d\u200d👩")]
    [InlineData("\u202e👩\u200d💻\u200d", "\\u202e👩\u200d💻\\u200d")]
    public void MakesHiddenCharactersVisible(string text, string clean) => Assert.Equal(clean, DisplayText.Clean(text));

    [Fact]
    public void LoneSurrogatesAreShown() => Assert.Equal(@"a\ud83db", DisplayText.Clean("a\ud83db"));

    [Fact]
    public void LinesKeepTheirFeeds() => Assert.Equal("a\nb\\r\nc\\x1b", DisplayText.CleanLines("a\nb\r\nc\u001b"));

    [Fact]
    public void NothingHiddenIsEverLeft() =>
        Gen.String[Gen.OneOf(Gen.Char, Gen.Char["\u200d\u2764\ufe0f\u202e"]), 0, 30].Sample(text => Assert.DoesNotContain(
            DisplayText.Clean(text), c => char.IsControl(c) || (c != '\u200d' && char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format)));

    [Fact]
    public void NaturalOrderIsTotal()
    {
        Assert.Equal(["a1", "a01", "a2", "a10", "b"], new[] { "b", "a10", "a2", "a01", "a1" }.Order(NaturalOrder.Instance));
        var name = Gen.String[Gen.Char["01a-"], 0, 6];
        Gen.Select(name, name, name).Sample((x, y, z) =>
        {
            var order = NaturalOrder.Instance;
            Assert.Equal(Math.Sign(order.Compare(x, y)), -Math.Sign(order.Compare(y, x)));
            Assert.Equal(x == y, order.Compare(x, y) == 0);
            if (order.Compare(x, y) <= 0 && order.Compare(y, z) <= 0)
                Assert.True(order.Compare(x, z) <= 0);
        });
    }

    [Theory]
    [InlineData("prot", "port")]
    [InlineData("usr", "user")]
    [InlineData("hosst", "hosts")]
    [InlineData("xyzzy", "")]
    [InlineData("", "")]
    public void FindsWhatWasMeant(string word, string expected) =>
        Assert.Equal(expected, string.Join(" ", NearMatch.Find(word, ["port", "user", "hosts", "labels"])));
}
