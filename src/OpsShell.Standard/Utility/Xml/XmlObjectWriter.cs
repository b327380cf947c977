using System.Collections;
using System.Management.Automation;
using System.Security;
using System.Xml;

namespace Microsoft.PowerShell.Commands;

/// <summary>Writes an object as an element Object with its properties in elements Property.</summary>
internal sealed class XmlObjectWriter(XmlWriter writer, bool withTypes)
{
    private const string RootTag = "Object";
    private const string PropertyTag = "Property";

    private bool _isRoot = true;

    /// <summary>Writes an object, with the properties of what it contains down to a depth.</summary>
    public void Write(object? value, int depth) => Write(value, name: null, depth);

    private void Write(object? value, string? name, int depth)
    {
        var plain = value is PSObject wrapped ? wrapped.BaseObject : value;
        Start(name, plain);
        if (plain is null || IsPrimitive(plain))
            writer.WriteString(plain is char character ? character.ToString() : plain?.ToString());
        else if (plain is IDictionary dictionary)
            WriteDictionary(dictionary, depth);
        else if (plain is IEnumerable items)
            WriteItems(items, depth);
        else if (depth == 0)
            WriteAsString(PSObject.AsPSObject(value!), plain);
        else
            WriteProperties(PSObject.AsPSObject(value!), depth - 1);
        writer.WriteEndElement();
    }

    private void Start(string? name, object? plain)
    {
        writer.WriteStartElement(_isRoot ? RootTag : PropertyTag);
        _isRoot = false;
        if (name is not null)
            writer.WriteAttributeString("Name", name);
        if (withTypes && plain is not null)
            writer.WriteAttributeString("Type", plain.GetType().ToString());
    }

    private void WriteDictionary(IDictionary dictionary, int depth)
    {
        foreach (DictionaryEntry entry in dictionary)
        {
            Write(entry.Key, "Key", depth);
            Write(entry.Value, "Value", depth);
        }
    }

    private void WriteItems(IEnumerable items, int depth)
    {
        foreach (var item in items)
            Write(item, name: null, depth);
    }

    private void WriteProperties(PSObject item, int depth)
    {
        foreach (var property in item.Properties)
        {
            if (ValueOf(property) is { } value)
                Write(value, property.Name, depth);
            else
                WriteNull(property);
        }
    }

    private void WriteNull(PSPropertyInfo property)
    {
        writer.WriteStartElement(PropertyTag);
        writer.WriteAttributeString("Name", property.Name);
        if (withTypes)
            writer.WriteAttributeString("Type", property.TypeNameOfValue);
        writer.WriteEndElement();
    }

    // At the end of the depth an object is its text; added members follow it as texts too.
    private void WriteAsString(PSObject item, object plain)
    {
        var notes = item.Properties.Where(property => property.IsInstance && property is not PSProperty).ToList();
        if (notes.Count == 0)
        {
            writer.WriteString(plain.ToString());
            return;
        }
        Start(name: null, item.ToString());
        writer.WriteString(item.ToString());
        writer.WriteEndElement();
        foreach (var note in notes)
        {
            Start(note.Name, note);
            writer.WriteString(ValueOf(note)?.ToString());
            writer.WriteEndElement();
        }
    }

    private static object? ValueOf(PSPropertyInfo property)
    {
        try
        {
            return property.Value;
        }
        catch (GetValueException)
        {
            return null;
        }
    }

    private static bool IsPrimitive(object value) =>
        value is string or decimal or DateTime or TimeSpan or Guid or Uri or Version or ScriptBlock or SecureString or XmlDocument
            or SemanticVersion or byte[] or char[]
        || value.GetType().IsPrimitive;
}
