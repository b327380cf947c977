using System.Globalization;
using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Remembers objects, and says of each whether an equal one came before: equal values, or equal selected properties.
/// </summary>
internal sealed class UniqueObjects(bool caseSensitive)
{
    private readonly ObjectCommandComparer _comparer = new(true, CultureInfo.CurrentCulture, caseSensitive);
    private readonly Dictionary<string, List<(PSObject Object, List<PSNoteProperty> Notes)>> _seen = new(StringComparer.Ordinal);

    /// <summary>Remembers an object; false when an equal one is known.</summary>
    public bool Add(PSObject item, List<PSNoteProperty> notes)
    {
        var key = new object?[notes.Count + 1];
        key[0] = item.ImmediateBaseObject is PSCustomObject ? null : item;
        for (var i = 0; i < notes.Count; i++)
            key[i + 1] = notes[i].Value;
        var bucket = ObjectBucket.Of(key, caseSensitive);
        if (!_seen.TryGetValue(bucket, out var known))
            _seen.Add(bucket, known = []);
        if (known.Exists(k => AreEqual(k.Object, k.Notes, item, notes)))
            return false;
        known.Add((item, notes));
        return true;
    }

    private bool AreEqual(PSObject known, List<PSNoteProperty> knownNotes, PSObject item, List<PSNoteProperty> notes)
    {
        if (knownNotes.Count != notes.Count || _comparer.Compare(item.BaseObject, known.BaseObject) != 0)
            return false;
        foreach (var note in notes)
        {
            if (known.Properties[note.Name] is not { } other || _comparer.Compare(other.Value, note.Value) != 0)
                return false;
        }
        return true;
    }
}
