using System.Globalization;
using Microsoft.PowerShell.Commands;
using OpsShell.Tests.PowerShellRuns;

namespace OpsShell.Standard.Tests;

/// <summary>
/// The object cmdlets: their pure parts, and many objects, with which anything quadratic would not come to its end.
/// </summary>
public sealed class ObjectCmdletsTests
{
    private const string Utility = "Microsoft.PowerShell.Utility";

    [Theory]
    [InlineData(1, 2, -1)]
    [InlineData("a", "B", -1)]
    [InlineData("a", "A", 0)]
    [InlineData(2, "10", -1)]
    [InlineData(null, "a", -1)]
    [InlineData("a", null, 1)]
    public void Values_have_an_order(object? first, object? second, int order) =>
        Assert.Equal(order,
            Math.Sign(new ObjectCommandComparer(true, CultureInfo.InvariantCulture, false).Compare(first, second)));

    [Fact]
    public void What_is_missing_comes_last_in_either_direction()
    {
        Assert.Equal(1, new ObjectCommandComparer(true, null, false).Compare(ObjectCommandComparer.Missing, 1));
        Assert.Equal(1, new ObjectCommandComparer(false, null, false).Compare(ObjectCommandComparer.Missing, 1));
    }

    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(1, "1")]
    [InlineData("1.50", 1.5)]
    [InlineData("abc", "ABC")]
    public void What_is_equal_shares_a_bucket(object first, object second) =>
        Assert.Equal(ObjectBucket.Of(first, caseSensitive: false), ObjectBucket.Of(second, caseSensitive: false));

    [Theory]
    [InlineData("abc", "abd")]
    [InlineData(1, 2)]
    public void What_is_not_equal_has_another_bucket(object first, object second) =>
        Assert.NotEqual(ObjectBucket.Of(first, caseSensitive: false), ObjectBucket.Of(second, caseSensitive: false));

    [Theory]
    [InlineData(new[] { "a", "HIT", "b", "c" }, "a|b")]
    [InlineData(new[] { "HIT" }, "|")]
    [InlineData(new[] { "x", "y", "HIT" }, "y|")]
    public void A_match_has_the_lines_around_it(string[] lines, string expected)
    {
        var tracker = new MatchContextTracker(1, 1);
        foreach (var line in lines)
        {
            if (line == "HIT")
                tracker.TrackMatch(new MatchInfo { Line = line, Context = new MatchInfoContext() });
            else
                tracker.TrackLine(line);
        }
        tracker.TrackEnd();
        var context = Assert.Single(tracker.Ready).Context!;
        Assert.Equal(expected, $"{string.Join(',', context.PreContext)}|{string.Join(',', context.PostContext)}");
        Assert.Equal(expected, $"{string.Join(',', context.DisplayPreContext)}|{string.Join(',', context.DisplayPostContext)}");
    }

    [Fact]
    public void Emphasis_is_put_around_the_matches()
    {
        var match = new MatchInfo([(1, 1), (3, 1)]) { Line = "aXbXc" };
        Assert.Equal("a\u001b[7mX\u001b[0mb\u001b[7mX\u001b[0mc", match.ToEmphasizedString(null));
        Assert.Equal("aXbXc", match.ToString());
    }

    [Theory]
    [InlineData("/a/b/c.txt", "/a/b", "c.txt")]
    [InlineData("/a/b/c.txt", "/a/b/", "c.txt")]
    [InlineData("/a/bc/c.txt", "/a/b", "/a/bc/c.txt")]
    [InlineData("/a/b/c.txt", "", "/a/b/c.txt")]
    public void A_path_is_relative_to_a_folder_that_it_lies_in(string path, string folder, string expected) =>
        Assert.Equal(expected, new MatchInfo { Path = path }.RelativePath(folder));

    // Each would take minutes if it compared every object with every other.
    [Theory]
    [InlineData("(1..100000 | Sort-Object -Descending)[0]", 100000)]
    [InlineData("@(1..100000 | Select-Object -Unique).Count", 100000)]
    [InlineData("@(1..100000 | Group-Object).Count", 100000)]
    [InlineData("@(1..50000 + (1..50000).ForEach({ \"k$_\" }) | Group-Object).Count", 100000)]
    [InlineData("@(Compare-Object (1..50000) (50000..1)).Count", 0)]
    [InlineData("@(Compare-Object (1..50000) (50001..100000)).Count", 100000)]
    [InlineData("@(1..100000 | Sort-Object -Unique -Top 5).Count", 5)]
    [InlineData("(1..100000 | Measure-Object -Sum).Count", 100000)]
    [InlineData("@(1..100000 | Select-Object -Last 10 -Skip 50000).Count", 10)]
    [InlineData("@(1..100000 | Get-Random -Shuffle).Count", 100000)]
    [InlineData("@((1..100000).ForEach({ \"line $_\" }) | Select-String 'line 9' -Context 3).Count", 11111)]
    public void A_hundred_thousand_objects_are_no_trouble(string script, int expected)
    {
        using var shell = new OpsRunspace(Utility);
        Assert.Equal(expected, Assert.Single(shell.Run(script).Of<int>()));
    }

    [Fact]
    public void A_sort_keeps_the_order_of_equals()
    {
        using var shell = new OpsRunspace(Utility);
        var sorted = shell.Run("0..9999 | Sort-Object { $_ % 10 }").Of<int>().ToArray();
        Assert.Equal([.. Enumerable.Range(0, 10000).OrderBy(i => i % 10)], sorted);
    }

    [Fact]
    public void A_property_set_is_expanded()
    {
        using var shell = new OpsRunspace(Utility);
        shell.Run("$o = [pscustomobject]@{ A = 1; B = 2; C = 3 }; $o | Add-Member PropertySet Two ('A', 'C')");
        var result = shell.Run("$o | Select-Object Two");
        Assert.Equal(["A", "C"], Assert.Single(result.Output).Properties.Select(p => p.Name));
    }

    [Fact]
    public void A_getter_that_fails_gives_null()
    {
        using var shell = new OpsRunspace(Utility);
        shell.Run("$o = [pscustomobject]@{ A = 1 }; $o | Add-Member ScriptProperty Bad { throw 'no' }");
        var result = shell.Run("$o | Select-Object Bad");
        Assert.Null(Assert.Single(result.Output).Properties["Bad"].Value);
        Assert.Empty(result.Errors);
    }
}
