using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Which objects of a stream Select-Object takes.</summary>
internal abstract class SelectionWindow
{
    /// <summary>Whether no later object can be taken.</summary>
    public virtual bool IsComplete => false;

    /// <summary>Sees one object more, and gives the one that is now known to be taken, if any.</summary>
    public abstract PSObject? Take(PSObject item);

    /// <summary>What is taken of the objects held back, once there are no more.</summary>
    public virtual IEnumerable<PSObject> Rest() => [];
}

/// <summary>All objects but the first ones.</summary>
internal sealed class SkipWindow(int skip) : SelectionWindow
{
    private int _skip = skip;

    public override PSObject? Take(PSObject item)
    {
        if (_skip == 0)
            return item;
        _skip--;
        return null;
    }
}

/// <summary>All objects but some at both ends.</summary>
internal sealed class SkipLastWindow(int skip, int skipLast) : SelectionWindow
{
    private readonly Queue<PSObject> _held = new();
    private int _skip = skip;

    public override PSObject? Take(PSObject item)
    {
        if (_skip > 0)
        {
            _skip--;
            return null;
        }
        _held.Enqueue(item);
        return _held.Count > skipLast ? _held.Dequeue() : null;
    }
}

/// <summary>The first objects, the last ones, or both. Skipping is from the end when only the last are asked for.</summary>
internal sealed class FirstLastWindow(int first, int last, int skip) : SelectionWindow
{
    private readonly Queue<PSObject> _held = new();
    private readonly int _skipFromEnd = first == 0 && last > 0 ? skip : 0;
    private int _skip = first == 0 && last > 0 ? 0 : skip;
    private int _first = first;

    private readonly bool _endsEarly = first > 0 && last == 0;

    public override bool IsComplete => _endsEarly && _first == 0;

    public override PSObject? Take(PSObject item)
    {
        if (_skip > 0)
        {
            _skip--;
            return null;
        }
        if (_first > 0)
        {
            _first--;
            return item;
        }
        if (last == 0)
            return null;
        _held.Enqueue(item);
        if (_held.Count > (long)last + _skipFromEnd)
            _held.Dequeue();
        return null;
    }

    public override IEnumerable<PSObject> Rest()
    {
        while (_held.Count > _skipFromEnd)
            yield return _held.Dequeue();
    }
}

/// <summary>The objects at some places.</summary>
internal sealed class IndexWindow : SelectionWindow
{
    private readonly HashSet<int> _places;
    private readonly int _end;
    private int _place;

    public IndexWindow(int[] places)
    {
        _places = [.. places];
        _end = places.Length == 0 ? -1 : places.Max();
    }

    public override bool IsComplete => _place > _end;

    public override PSObject? Take(PSObject item) => _places.Contains(_place++) ? item : null;
}

/// <summary>The objects at other than some places.</summary>
internal sealed class SkipIndexWindow(int[] places) : SelectionWindow
{
    private readonly HashSet<int> _places = [.. places];
    private int _place;

    public override PSObject? Take(PSObject item) => _places.Contains(_place++) ? null : item;
}
