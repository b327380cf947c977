using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>An object of one side with the values that it is compared by.</summary>
/// <param name="Object">The object.</param>
/// <param name="Key">Its values.</param>
internal sealed record ComparisonEntry(PSObject Object, object?[] Key);

/// <summary>
/// Objects of one side that have found no equal on the other side yet, oldest first; an equal is found without looking at all.
/// </summary>
internal sealed class ComparisonBacklog(GroupKeyComparer comparer)
{
    private readonly LinkedList<ComparisonEntry> _entries = new();
    private readonly Dictionary<string, List<LinkedListNode<ComparisonEntry>>> _buckets = new(StringComparer.Ordinal);

    public int Count => _entries.Count;

    public IEnumerable<ComparisonEntry> All => _entries;

    public void Add(ComparisonEntry entry)
    {
        var bucket = BucketOf(entry);
        if (!_buckets.TryGetValue(bucket, out var nodes))
            _buckets.Add(bucket, nodes = []);
        nodes.Add(_entries.AddLast(entry));
    }

    public ComparisonEntry TakeOldest()
    {
        var node = _entries.First!;
        _buckets[BucketOf(node.Value)].Remove(node);
        _entries.RemoveFirst();
        return node.Value;
    }

    /// <summary>Takes the oldest object that is equal to another one.</summary>
    public ComparisonEntry? TakeEqual(ComparisonEntry other)
    {
        if (!_buckets.TryGetValue(BucketOf(other), out var nodes))
            return null;
        var place = nodes.FindIndex(n => comparer.Compare(other.Key, n.Value.Key) == 0);
        if (place < 0)
            return null;
        var node = nodes[place];
        nodes.RemoveAt(place);
        _entries.Remove(node);
        return node.Value;
    }

    private static string BucketOf(ComparisonEntry entry) => ObjectBucket.Of(entry.Key, caseSensitive: false);
}
