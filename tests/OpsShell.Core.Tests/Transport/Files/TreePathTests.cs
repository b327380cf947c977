using CsCheck;
using OpsShell.Core.Transport.Files;

namespace OpsShell.Core.Tests.Transport.Files;

public sealed class TreePathTests
{
    [Theory]
    [InlineData("a", 0, true)]
    [InlineData("a/b/c", 0, true)]
    [InlineData("..", 0, false)]
    [InlineData("../a", 1, true)]
    [InlineData("../../a", 1, false)]
    [InlineData("./../a", 1, true)]
    [InlineData("a/../b", 3, false)]
    [InlineData("/etc/passwd", 5, false)]
    [InlineData("", 1, false)]
    [InlineData("a\0b", 1, false)]
    public void Links_stay_inside(string pointsTo, int depth, bool inside) => Assert.Equal(inside, TreePath.StaysInside(pointsTo, depth));

    [Theory]
    [InlineData("../x", false)]
    [InlineData("..", false)]
    [InlineData(".", false)]
    [InlineData("", false)]
    [InlineData("a/b", false)]
    [InlineData("a\0", false)]
    [InlineData("...", true)]
    [InlineData("a b\n", true)]
    public void Names_of_one_entry(string name, bool plain) => Assert.Equal(plain, TreePath.IsPlainName(name));

    [Theory]
    [InlineData("/a/b", "/a", "b")]
    [InlineData("/a/b/", "/a", "b")]
    [InlineData("/a", "/", "a")]
    [InlineData("a", ".", "a")]
    public void Parent_and_name(string path, string parent, string name)
    {
        Assert.Equal(parent, TreePath.Parent(path));
        Assert.Equal(name, TreePath.Name(path));
    }

    [Fact]
    public void A_link_that_stays_inside_never_resolves_outside()
    {
        var part = Gen.Int[0, 4].Select(i => new[] { "..", ".", "a", "b", "" }[i]);
        Gen.Select(part.Array[0, 6], Gen.Int[0, 3]).Sample((parts, depth) =>
        {
            var pointsTo = string.Join('/', parts);
            if (!TreePath.StaysInside(pointsTo, depth))
                return;
            var folder = "/root/" + string.Concat(Enumerable.Repeat("d/", depth));
            Assert.StartsWith("/root", Path.GetFullPath(folder + pointsTo), StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("~", ".", ".")]
    [InlineData("~/", "/home/u", "/home/u")]
    [InlineData("~/a/b", ".", "a/b")]
    [InlineData("~//a", ".", "a")]
    [InlineData("~/~x", "/home/u", "/home/u/~x")]
    [InlineData("~other/x", "/home/u", "~other/x")]
    [InlineData("/a/~/b", "/home/u", "/a/~/b")]
    public void Only_a_tilde_of_its_own_in_front_is_the_home_folder(string path, string home, string expected) =>
        Assert.Equal(expected, TreePath.FromHome(path, home));
}
