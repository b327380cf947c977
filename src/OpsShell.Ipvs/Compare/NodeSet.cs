using System.Numerics;

namespace OpsShell.Ipvs.Compare;

/// <summary>Some of the nodes that are compared, by their number: a bit a node, because there is a set for every value of every service.</summary>
/// <param name="capacity">How many nodes there are.</param>
internal sealed class NodeSet(int capacity)
{
    private readonly ulong[] _words = new ulong[(capacity + 63) / 64];

    public int Capacity => capacity;

    public int Count => _words.Sum(BitOperations.PopCount);

    public bool IsEmpty => !_words.AsSpan().ContainsAnyExcept(0UL);

    /// <summary>The numbers, ascending.</summary>
    public IEnumerable<int> Members => Enumerable.Range(0, capacity).Where(Contains);

    public static NodeSet Of(int capacity, params IEnumerable<int> nodes)
    {
        var set = new NodeSet(capacity);
        foreach (var node in nodes)
            set.Add(node);
        return set;
    }

    public void Add(int node) => _words[node / 64] |= 1UL << (node % 64);

    public bool Contains(int node) => (_words[node / 64] & (1UL << (node % 64))) != 0;

    public void Add(NodeSet other)
    {
        for (var word = 0; word < _words.Length; word++)
            _words[word] |= other._words[word];
    }

    public NodeSet And(NodeSet other) => Combine(other, (mine, theirs) => mine & theirs);

    public NodeSet Or(NodeSet other) => Combine(other, (mine, theirs) => mine | theirs);

    public NodeSet Without(NodeSet other) => Combine(other, (mine, theirs) => mine & ~theirs);

    /// <summary>How many are in both.</summary>
    public int CountIn(NodeSet other)
    {
        var count = 0;
        for (var word = 0; word < _words.Length; word++)
            count += BitOperations.PopCount(_words[word] & other._words[word]);
        return count;
    }

    public bool SameAs(NodeSet other) => _words.AsSpan().SequenceEqual(other._words);

    private NodeSet Combine(NodeSet other, Func<ulong, ulong, ulong> combine)
    {
        var result = new NodeSet(capacity);
        for (var word = 0; word < _words.Length; word++)
            result._words[word] = combine(_words[word], other._words[word]);
        return result;
    }
}
