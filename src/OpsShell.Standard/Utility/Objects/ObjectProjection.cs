using System.Management.Automation;
using System.Management.Automation.Internal;

namespace Microsoft.PowerShell.Commands;

/// <summary>Makes of an object what Select-Object writes: the object, some of its properties, or the value of one.</summary>
internal sealed class ObjectProjection
{
    private readonly SelectObjectCommand _cmdlet;
    private readonly List<PropertyParameter> _properties;
    private readonly PropertyReader? _expand;
    private readonly WildcardPattern[]? _excluded;
    private readonly UniqueObjects? _unique;
    private readonly List<PropertyResult> _results = [];

    public ObjectProjection(SelectObjectCommand cmdlet, object[]? property, string[]? exclude, string? expand,
        UniqueObjects? unique)
    {
        _cmdlet = cmdlet;
        _unique = unique;
        if (exclude is not null)
            _excluded = Array.ConvertAll(exclude, e => WildcardPattern.Get(e, WildcardOptions.IgnoreCase));
        // To exclude some means to take the others.
        var wanted = property is { Length: > 0 } ? property : exclude is not null ? ["*"] : [];
        _properties = PropertyParameter.ParseAll(cmdlet, wanted, ["name", "label"]);
        _expand = string.IsNullOrEmpty(expand) ? null : new PropertyReader(new PSPropertyExpression(expand));
    }

    /// <summary>Writes what comes of one object.</summary>
    public void Write(PSObject item)
    {
        if (_properties.Count == 0 && _expand is null)
        {
            WriteResult(item, item, []);
            return;
        }
        var notes = new List<PSNoteProperty>(_properties.Count);
        foreach (var parameter in _properties)
            Select(parameter, item, notes);
        if (_expand is not null)
            Expand(item, notes);
        else
            WriteSelected(item, notes);
    }

    private void Select(PropertyParameter parameter, PSObject item, List<PSNoteProperty> notes)
    {
        _results.Clear();
        var reader = parameter.Reader;
        reader.ReadAll(item, _results, _excluded);
        if (_results.Count == 0 && !reader.IsWildcard)
        {
            // What an object does not have is there all the same, empty; so all results have the same shape.
            var name = reader.Expression.ToString();
            if (!PropertyReader.IsExcluded(_excluded, name))
                notes.Add(new PSNoteProperty(parameter.Name ?? name, null));
            return;
        }
        if (parameter.Name is not null && _results.Count > 1)
        {
            var why = new InvalidOperationException("Cannot rename multiple results.");
            Report(why, "RenamingMultipleResults", ErrorCategory.InvalidOperation, item);
            return;
        }
        foreach (var result in _results)
            notes.Add(new PSNoteProperty(parameter.Name ?? NameOf(result), result.Value));
    }

    private string NameOf(PropertyResult result)
    {
        if (result.Name.Length == 0)
        {
            _cmdlet.ThrowTerminatingError(new ErrorRecord(new PSArgumentException("A property is an empty script block and does not provide a name."),
                "EmptyScriptBlockAndNoName", ErrorCategory.InvalidArgument, null));
        }
        return result.Name;
    }

    private void WriteSelected(PSObject item, List<PSNoteProperty> notes)
    {
        var result = new PSObject(notes.Count);
        for (var i = 0; i < notes.Count; i++)
        {
            if (IsRepeated(notes, i))
                ReportTwice(notes[i].Name, "AlreadyExistingUserSpecifiedPropertyNoExpand", item);
            else
                result.Properties.Add(notes[i], preValidated: true);
        }
        WriteResult(result, item, notes);
    }

    private static bool IsRepeated(List<PSNoteProperty> notes, int place)
    {
        for (var i = 0; i < place; i++)
        {
            if (string.Equals(notes[i].Name, notes[place].Name, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    private void Expand(PSObject item, List<PSNoteProperty> notes)
    {
        _results.Clear();
        _expand!.ReadAll(item, _results);
        if (_results.Count != 1)
        {
            var (message, id) = _results.Count == 0
                ? ($"Property \"{_expand.Expression}\" cannot be found.", "ExpandPropertyNotFound")
                : ("Multiple properties cannot be expanded.", "MutlipleExpandProperties");
            Report(new PSArgumentException(message), id, ErrorCategory.InvalidArgument, item);
            return;
        }
        var (_, value, failure) = _results[0];
        if (failure is not null)
        {
            Report(failure, "PropertyEvaluationExpand", ErrorCategory.InvalidResult, item);
            return;
        }
        if (value is null)
            return;
        if (LanguagePrimitives.GetEnumerable(value) is not { } values)
        {
            WriteExpanded(value, item, notes);
            return;
        }
        foreach (var one in values)
        {
            if (one is not null)
                WriteExpanded(one, item, notes);
        }
    }

    private void WriteExpanded(object value, PSObject item, List<PSNoteProperty> notes)
    {
        // Notes must not show on the value wherever else it is used.
        var result = notes.Count == 0 ? PSObject.AsPSObject(value) : EngineInternals.OwnWrapper(value);
        foreach (var note in notes)
        {
            if (result.Properties[note.Name] is not null)
                ReportTwice(note.Name, "AlreadyExistingUserSpecifiedPropertyExpand", item);
            else
                result.Properties.Add(note);
        }
        WriteResult(result, item, notes);
    }

    private void WriteResult(PSObject result, PSObject item, List<PSNoteProperty> notes)
    {
        if (result == AutomationNull.Value || _unique is not null && !_unique.Add(result, notes))
            return;
        if (result.ImmediateBaseObject is PSCustomObject)
        {
            var typeName = "Selected." + item.BaseObject.GetType();
            if (notes.Count > 0 || !result.TypeNames.Contains(typeName))
                result.TypeNames.Insert(0, typeName);
        }
        _cmdlet.WriteObject(result);
    }

    private void ReportTwice(string name, string id, PSObject item) =>
        Report(new PSArgumentException($"The property cannot be processed because the property \"{name}\" already exists."), id,
            ErrorCategory.InvalidOperation, item);

    private void Report(Exception why, string id, ErrorCategory category, PSObject item) =>
        _cmdlet.WriteError(new ErrorRecord(why, id, category, item));
}
