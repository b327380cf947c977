using System.Collections.Immutable;
using System.Globalization;

namespace OpsShell.Audit.Tests;

public sealed class FactTextTests
{
    private sealed record Sample(string Name, double? Ratio, ImmutableSortedDictionary<string, int> Counts, ImmutableArray<string> Words)
    {
        public (int Major, int Minor)? Version { get; init; }

        public Sample? Inner { get; init; }
    }

    private static Sample New() => new("x", 1.5, ImmutableSortedDictionary<string, int>.Empty.Add("b", 2).Add("a", 1), ["p", "q"]) { Version = (6, 12) };

    [Fact]
    public void RecordsDictionariesAndListsAreReadable()
    {
        var culture = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        try
        {
            Assert.Equal("{Name: x, Ratio: 1.5, Counts: {a: 1, b: 2}, Words: [p, q], Version: [6, 12]}", FactText.Of(New()));
            Assert.Equal("{Name: x, Counts: {a: 1, b: 2}, Words: []}", FactText.Of(New() with { Ratio = null, Words = [], Version = null }));
            Assert.Equal("", FactText.Of(null));
            Assert.Equal("1.5", FactText.Of(1.5));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void LongAndDeepValuesEnd()
    {
        Assert.InRange(FactText.Of(Enumerable.Range(0, int.MaxValue), 300).Length, 300, 330);
        var deep = New();
        for (var i = 0; i < 100; i++)
            deep = New() with { Inner = deep };
        Assert.InRange(FactText.Of(deep).Length, 1, 2000);
    }

    [Fact]
    public void FactsOfANodeSayNoNameOfACollection()
    {
        foreach (var fact in InstalledFacts.Select([]))
        {
            var results = Nodes.Healthy.Probe(fact.Items);
            Assert.DoesNotContain("Immutable", TextOf(fact, results), StringComparison.Ordinal);
        }
    }

    private static string TextOf(Core.Findings.Fact fact, Core.Probing.ProbeResults results)
    {
        try
        {
            return FactText.Of(fact.ReadValue(results));
        }
        catch (Core.Probing.FactUnavailableException)
        {
            return "";
        }
    }
}
