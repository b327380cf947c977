using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Sorts objects by themselves or by their properties. Objects that compare equal keep their order.</summary>
[Cmdlet("Sort", "Object", DefaultParameterSetName = "Default", RemotingCapability = RemotingCapability.None)]
public sealed class SortObjectCommand : OrderObjectBase
{
    /// <summary>Keeps the order of objects that compare equal. They keep it without this, too.</summary>
    [Parameter(ParameterSetName = "Default")]
    public SwitchParameter Stable { get; set; }

    /// <summary>Sorts from large to small.</summary>
    [Parameter]
    public SwitchParameter Descending { get; set; }

    /// <summary>Leaves out objects that compare equal to one before.</summary>
    [Parameter]
    public SwitchParameter Unique { get; set; }

    /// <summary>Writes only so many objects from the start of the order.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Top")]
    [ValidateRange(1, int.MaxValue)]
    public int Top { get; set; }

    /// <summary>Writes only so many objects from the end of the order.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "Bottom")]
    [ValidateRange(1, int.MaxValue)]
    public int Bottom { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        var given = PropertyParameter.ParseAll(this, Property, ["ascending", "descending"]);
        if (InputObjects.Count == 0)
            return;
        if (Property is null)
            given = PropertyParameter.ParseAll(this, DefaultKeys(InputObjects[0]), []);
        // Wildcards that match nothing leave the objects themselves to go by.
        var parameters = KeyReader.Expand(given, InputObjects);
        var reader = new KeyReader(this, [.. parameters.Select(p => p.Reader)]);
        var comparers = new ObjectCommandComparer[reader.Width];
        for (var i = 0; i < comparers.Length; i++)
        {
            var descending = (i < parameters.Count ? parameters[i].Descending : null) ?? Descending;
            comparers[i] = new ObjectCommandComparer(!descending, CultureUsed, CaseSensitive);
        }
        Write(comparers.Length == 1 ? SortByOne(reader, comparers[0]) : SortByMany(reader, comparers));
    }

    /// <summary>By far the most common: one key, kept in a plain array.</summary>
    private (int[] Order, Func<int, int, bool> Same) SortByOne(KeyReader reader, ObjectCommandComparer comparer)
    {
        var keys = new object?[InputObjects.Count];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = ObjectCommandComparer.Bare(reader.ReadOne(InputObjects[i]));
        return (Order((a, b) => comparer.Compare(keys[a], keys[b])), (a, b) => comparer.Compare(keys[a], keys[b]) == 0);
    }

    private (int[] Order, Func<int, int, bool> Same) SortByMany(KeyReader reader, ObjectCommandComparer[] comparers)
    {
        var keys = new object?[InputObjects.Count][];
        for (var i = 0; i < keys.Length; i++)
            keys[i] = reader.Read(InputObjects[i]);
        int Compare(int a, int b)
        {
            for (var k = 0; k < comparers.Length; k++)
            {
                if (comparers[k].Compare(keys[a][k], keys[b][k]) is not 0 and var order)
                    return order;
            }
            return 0;
        }
        return (Order(Compare), (a, b) => Compare(a, b) == 0);
    }

    private int[] Order(Comparison<int> compare)
    {
        var order = new int[InputObjects.Count];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        // The place in the input decides between equals: so the sort is stable.
        Array.Sort(order, (a, b) => compare(a, b) is not 0 and var by ? by : a.CompareTo(b));
        return order;
    }

    private void Write((int[] Order, Func<int, int, bool> Same) sorted)
    {
        IReadOnlyList<int> order = Unique ? WithoutDuplicates(sorted.Order, sorted.Same) : sorted.Order;
        var first = ParameterSetName == "Bottom" ? Math.Max(0, order.Count - Bottom) : 0;
        var end = ParameterSetName == "Top" ? Math.Min(Top, order.Count) : order.Count;
        for (var i = first; i < end; i++)
            WriteObject(InputObjects[order[i]]);
    }

    private static List<int> WithoutDuplicates(int[] order, Func<int, int, bool> same)
    {
        var kept = new List<int>();
        foreach (var index in order)
        {
            if (kept.Count == 0 || !same(kept[^1], index))
                kept.Add(index);
        }
        return kept;
    }
}
