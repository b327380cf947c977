using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Puts objects with equal keys together. Groups whose keys are of one type come in the order of the keys; with keys of several
/// types
/// there is no order to go by, and the groups come as they were first met.
/// </summary>
internal sealed class ObjectGrouping(ObjectCommandComparer comparer, bool noElement)
{
    private readonly List<(PSObject Object, object?[] Key)> _entries = [];
    private Type?[]? _types;
    private bool _mixed;
    private bool _hasNull;
    private bool _hasMissing;

    /// <summary>Takes one object.</summary>
    public void Add(PSObject item, object?[] key)
    {
        _entries.Add((item, key));
        _types ??= new Type?[key.Length];
        for (var i = 0; i < key.Length && !_mixed; i++)
        {
            var missing = ReferenceEquals(key[i], ObjectCommandComparer.Missing);
            var type = missing ? null : ObjectCommandComparer.Bare(key[i])?.GetType();
            _hasMissing |= missing;
            _hasNull |= type is null && !missing;
            if (type is null || type == _types[i])
                continue;
            _mixed = _types[i] is not null;
            _types[i] = type;
        }
    }

    /// <summary>The groups of all objects taken.</summary>
    public List<GroupInfo> Build(Func<bool> stopping) => _mixed ? BuildMixed(stopping) : BuildOrdered(stopping);

    private List<GroupInfo> BuildOrdered(Func<bool> stopping)
    {
        var keys = new GroupKeyComparer(comparer);
        var groups = new Dictionary<object?[], GroupInfo>(keys);
        // Text as it stands is found much faster than by the rules of a culture.
        var exact = new Dictionary<string, GroupInfo>(StringComparer.Ordinal);
        // What lacks the property belongs to those where it is null, and follows them: so the whole is put in order first.
        var entries = _hasNull && _hasMissing ? _entries.OrderBy(e => e.Key, keys) : _entries.AsEnumerable();
        foreach (var (item, key) in entries)
        {
            if (stopping())
                break;
            var text = key.Length == 1 ? ObjectCommandComparer.Bare(key[0]) as string : null;
            if (text is null || !exact.TryGetValue(text, out var group))
            {
                if (!groups.TryGetValue(key, out group))
                    groups.Add(key, group = Create(key));
                if (text is not null)
                    exact.Add(text, group);
            }
            group.Add(item);
        }
        return [.. groups.Values.OrderBy(g => g.RawValues, keys)];
    }

    /// <summary>
    /// Keys of several types can be equal (1 and '1'), and by which rules depends on the first one: so each is compared with the
    /// groups
    /// before it, as far as the bucket leaves them in question.
    /// </summary>
    private List<GroupInfo> BuildMixed(Func<bool> stopping)
    {
        var groups = new List<GroupInfo>();
        var buckets = new Dictionary<string, List<GroupInfo>>(StringComparer.Ordinal);
        var keys = new GroupKeyComparer(comparer);
        foreach (var (item, key) in _entries)
        {
            if (stopping())
                break;
            var bucket = ObjectBucket.Of(key, caseSensitive: false);
            if (!buckets.TryGetValue(bucket, out var candidates))
                buckets.Add(bucket, candidates = []);
            var group = candidates.Find(g => keys.Equals(g.RawValues, key));
            if (group is null)
            {
                group = Create(key);
                groups.Add(group);
                candidates.Add(group);
            }
            group.Add(item);
        }
        return groups;
    }

    private GroupInfo Create(object?[] key) => noElement ? new GroupInfoNoElement(key) : new GroupInfo(key);
}
