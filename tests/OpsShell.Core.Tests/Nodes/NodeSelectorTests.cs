using CsCheck;
using OpsShell.Core.Nodes;

namespace OpsShell.Core.Tests.Nodes;

public class NodeSelectorTests
{
    [Theory]
    [InlineData("web[01-40,55]", "Name Add web[01-40,55]")]
    [InlineData("@edge,!edge07", "Group Add edge;Name Exclude edge07")]
    [InlineData("web*!web3", "Glob Add web*;Name Exclude web3")]
    [InlineData("@a & @b", "Group Add a;Group Intersect b")]
    [InlineData("role=gate*", "Label Add gate*")]
    [InlineData("role!=db,!x=1", "Label Add db;Label Exclude 1")]
    [InlineData("root:/a&b!c", "HostRoot Add /a&b!c")]
    [InlineData("snapshot:before/*.zip, snapshot:[1,2].zip", "Snapshot Add before/*.zip;Snapshot Add [1,2].zip")]
    [InlineData("*", "Glob Add *")]
    [InlineData(".", "Name Add .")]
    [InlineData("root@web[1-2]:2222", "Name Add root@web[1-2]:2222")]
    [InlineData("[::1]:22,x", "Name Add [::1]:22;Name Add x")]
    public void Understands(string text, string terms) =>
        Assert.Equal(terms, string.Join(';', NodeSelector.Parse(text).Terms.Select(term => $"{term.Kind} {term.Operation} {term.Text}")));

    [Fact]
    public void KnowsKeyAndSignOfALabel()
    {
        var term = Assert.Single(NodeSelector.Parse("kubernetes.io/os!=linux").Terms);
        Assert.Equal(("kubernetes.io/os", "linux", true, 19), (term.Label, term.Text, term.Negated, term.Column));
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("   ", 1)]
    [InlineData("a,,b", 3)]
    [InlineData("a,", 3)]
    [InlineData("a&", 3)]
    [InlineData(",a", 1)]
    [InlineData("!", 2)]
    [InlineData("@", 1)]
    [InlineData("a b", 2)]
    [InlineData("x,@g[1-", 5)]
    [InlineData("=value", 1)]
    [InlineData("a{}=value", 1)]
    [InlineData("root:", 6)]
    [InlineData("web[1-x]", 5)]
    public void SaysWhereItIsWrong(string text, int column) =>
        Assert.Equal(column, Assert.Throws<SelectorException>(() => NodeSelector.Parse(text)).Column);

    [Fact]
    public void PointsAtThePlaceWithACaret()
    {
        var error = Assert.Throws<SelectorException>(() => NodeSelector.Parse("@edge,web[1-x]"));
        var lines = error.Message.Split('\n');
        Assert.Equal("  @edge,web[1-x]", lines[1]);
        Assert.Equal("            ^", lines[2]);
    }

    [Fact]
    public void ALongSelectorIsCutAroundThePlaceAndControlsAreVisible()
    {
        var error = Assert.Throws<SelectorException>(() => NodeSelector.Parse(new string('a', 500) + "\x1b[31m b,[1-"));
        Assert.DoesNotContain('\x1b', error.Message);
        Assert.True(error.Message.Split('\n')[1].Length < 200);
    }

    [Fact]
    public void RefusesAnEndlessSelector() =>
        Assert.Throws<SelectorException>(() => NodeSelector.Parse(new string('a', 2_000_000)));

    [Fact]
    public void ArbitraryTextIsTermsOrASelectorError()
    {
        Gen.String[Gen.Char["ab[]1-,/@=!&*:. "], 0, 30].Sample(text =>
        {
            try
            {
                Assert.NotEmpty(NodeSelector.Parse(text).Terms);
            }
            catch (SelectorException error)
            {
                Assert.InRange(error.Column, 1, text.Length + 1);
            }
        });
    }
}
