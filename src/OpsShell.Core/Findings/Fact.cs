using System.Collections.Immutable;
using OpsShell.Core.Probing;

namespace OpsShell.Core.Findings;

/// <summary>A typed record about a node: what to read for it and how to understand what was read.</summary>
public abstract class Fact
{
    private protected Fact(string name, string description, ImmutableArray<ProbeItem> items)
    {
        Name = name;
        Description = description;
        Items = items;
    }

    /// <summary><c>area/name</c> in lower case; stable.</summary>
    public string Name { get; }

    /// <summary>What it tells.</summary>
    public string Description { get; }

    /// <summary>What is read for it.</summary>
    public ImmutableArray<ProbeItem> Items { get; }

    /// <summary>The type of its value.</summary>
    public abstract Type ValueType { get; }

    /// <summary>Reads the fact from a node's answer.</summary>
    /// <exception cref="FactUnavailableException">It could not be read or understood.</exception>
    public abstract object ReadValue(ProbeResults results);

    /// <summary>A fact that is the text of one file.</summary>
    public static Fact<T> FromFile<T>(string name, string description, string path, Func<string, T> parse) where T : notnull =>
        FromItem(name, description, ProbeItem.File(path), parse);

    /// <summary>A fact that is the text of one file, listing or command.</summary>
    public static Fact<T> FromItem<T>(string name, string description, ProbeItem item, Func<string, T> parse) where T : notnull =>
        new(name, description, [item], results => parse(results.Text(item)));

    /// <summary>A fact from two readings of one file: first text, second text, seconds between them.</summary>
    public static Fact<T> FromSamples<T>(string name, string description, string path, Func<string, string, double, T> parse) where T : notnull
    {
        var item = ProbeItem.Sample(path);
        return new(name, description, [item], results =>
        {
            var (first, second, seconds) = results.Samples(item);
            return parse(first, second, seconds);
        });
    }

    /// <summary>A fact from several items.</summary>
    public static Fact<T> FromItems<T>(string name, string description, ImmutableArray<ProbeItem> items, Func<ProbeResults, T> read) where T : notnull =>
        new(name, description, items, read);
}
