using CsCheck;
using OpsShell.Core.Nodes;

namespace OpsShell.Core.Tests.Nodes;

public class NodeRangeTests
{
    [Theory]
    [InlineData("web01", "web01")]
    [InlineData("web[01-03,10]", "web01 web02 web03 web10")]
    [InlineData("web[8-11]", "web8 web9 web10 web11")]
    [InlineData("web[08-11]", "web08 web09 web10 web11")]
    [InlineData("n[098-101]", "n098 n099 n100 n101")]
    [InlineData("n[98-0101]", null)]
    [InlineData("r[1-2]-[a-c]", "r1-a r1-b r1-c r2-a r2-b r2-c")]
    [InlineData("n[0-10/5]x", "n0x n5x n10x")]
    [InlineData("n[00-10/4]", "n00 n04 n08")]
    [InlineData("a[1,1],a1,b", "a1 b")]
    [InlineData(" a , b[1-2] ", "a b1 b2")]
    [InlineData("10.0.[1-2].[1-2]", "10.0.1.1 10.0.1.2 10.0.2.1 10.0.2.2")]
    [InlineData("[2001:db8::1]:22", "[2001:db8::1]:22")]
    [InlineData("[1-3]", "1 2 3")]
    public void Expands(string text, string? names)
    {
        if (names is null)
            Assert.Throws<SelectorException>(() => NodeRange.Expand(text));
        else
            Assert.Equal(names.Split(' '), NodeRange.Expand(text));
    }

    [Theory]
    [InlineData("web[01-40", 4, "no ']'")]
    [InlineData("web01-40]", 9, "without a '['")]
    [InlineData("web[1-[2]]", 4, "no ']'")]
    [InlineData("web[]", 5, "missing")]
    [InlineData("web[1,,2]", 7, "missing")]
    [InlineData("web[5-1]", 5, "1-5")]
    [InlineData("web[1-x]", 5, "neither")]
    [InlineData("web[a-C]", 5, "case")]
    [InlineData("web[1-9/0]", 5, "at least 1")]
    [InlineData("web[1/2]", 5, "range before")]
    [InlineData("web[-1]", 5, "neither")]
    [InlineData("web[1-2000000]", 1, "1,000,000")]
    [InlineData("a,web[0-999][0-999][0-999]", 3, "1,000,000")]
    [InlineData("web[0-999999999999999999][0-999999999999999999]", 1, "1,000,000")]
    [InlineData("web[1-9999999999999999999]", 5, "18 digits")]
    [InlineData("a,,b", 3, "missing")]
    [InlineData("", 1, "missing")]
    public void SaysWhereARangeIsWrong(string text, int column, string reason)
    {
        var error = Assert.Throws<SelectorException>(() => NodeRange.Expand(text));
        Assert.Equal(column, error.Column);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("web01 web02 web03 db1", "db1,web[01-03]")]
    [InlineData("web8 web9 web10 web12", "web[8-10,12]")]
    [InlineData("web08 web09 web10", "web[08-10]")]
    [InlineData("n1 n01 n2 n02", "n[1-2,01-02]")]
    [InlineData("r1-1 r1-2 r2-1 r2-2", "r[1-2]-[1-2]")]
    [InlineData("r1-1 r2-2", "r1-1,r2-2")]
    [InlineData("only", "only")]
    [InlineData("web01 web01", "web01")]
    [InlineData("10.0.0.1 10.0.0.2 10.0.1.1 10.0.1.2", "10.0.[0-1].[1-2]")]
    [InlineData("[::1]:22 [::1]:23", "[::1]:22,[::1]:23")]
    [InlineData("a99999999999999999999 a99999999999999999998", "a99999999999999999998,a99999999999999999999")]
    public void Folds(string names, string folded) => Assert.Equal(folded, NodeRange.Fold(names.Split(' ')));

    [Fact]
    public void FoldOfNothingIsEmpty() => Assert.Equal("", NodeRange.Fold([]));

    [Fact]
    public void ExpandUndoesFold()
    {
        var part = Gen.OneOf(Gen.Int[0, 12].Select(n => $"{n}"), Gen.Int[0, 12].Select(n => $"{n:D2}"), NodeFiles.AnyOf("web", "-", "rack", "x.", ":"));
        var name = part.Array[1, 5].Select(string.Concat);
        name.Array[1, 60].Sample(names =>
        {
            var expected = names.ToHashSet();
            Assert.True(expected.SetEquals(NodeRange.Expand(NodeRange.Fold(names))), NodeRange.Fold(names));
        });
    }

    [Fact]
    public void FoldOfExpandIsNeverLongerThanTheNames()
    {
        Gen.Select(Gen.Int[0, 50], Gen.Int[0, 50], Gen.Int[1, 4]).Sample((from, count, width) =>
        {
            var text = $"n[{from.ToString($"D{width}", null)}-{(from + count).ToString($"D{width}", null)}]";
            var names = NodeRange.Expand(text);
            Assert.Equal(count + 1, names.Count);
            Assert.Equal(names, NodeRange.Expand(NodeRange.Fold(names)));
        });
    }

    [Fact]
    public void ArbitraryTextEitherExpandsOrIsASelectorError()
    {
        Gen.String[Gen.Char["[]0123456789-,/ab*"], 0, 30].Sample(text =>
        {
            try
            {
                Assert.InRange(NodeRange.Expand(text).Count, 1, NodeRange.MaximumNames);
            }
            catch (SelectorException error)
            {
                Assert.InRange(error.Column, 1, text.Length + 1);
            }
        });
    }

    [Fact]
    public void HundredThousandNamesFoldToOne()
    {
        var names = NodeRange.Expand("dc[1-2]-rack[001-100]-n[001-500]");
        Assert.Equal(100_000, names.Count);
        Assert.Equal("dc[1-2]-rack[001-100]-n[001-500]", NodeRange.Fold(names));
    }
}
