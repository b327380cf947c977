using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Microsoft.PowerShell.Commands;

/// <summary>Writes objects as JSON, member by member: nothing is built between the objects and the text.</summary>
internal sealed class JsonObjectWriter(JsonObject.ConvertToJsonContext context)
{
    private readonly Dictionary<Type, JsonTypeMembers> _types = [];
    private bool _warnedOfDepth;

    /// <summary>The JSON text of an object.</summary>
    public string Write(object? value)
    {
        var text = new StringBuilder();
        using var writer = new JsonTextWriter(new StringWriter(text, CultureInfo.InvariantCulture))
        {
            Formatting = context.CompressOutput ? Formatting.None : Formatting.Indented,
            StringEscapeHandling = context.StringEscapeHandling,
        };
        WriteValue(writer, value, depth: 0);
        writer.Flush();
        return text.ToString();
    }

    private void WriteValue(JsonTextWriter writer, object? value, int depth)
    {
        context.CancellationToken.ThrowIfCancellationRequested();
        var wrapper = value as PSObject;
        var plain = wrapper is null ? value : wrapper.BaseObject;
        if (JsonScalar.IsScalar(plain) || plain is JObject)
            WriteWithMembers(writer, wrapper, plain, depth);
        else if (depth > context.MaxDepth)
            WriteCut(writer, wrapper, plain!, depth);
        else if (plain is IDictionary dictionary)
            WriteDictionary(writer, wrapper, dictionary, depth);
        else if (plain is IEnumerable)
            WriteWithMembers(writer, wrapper, plain, depth);
        else
            WriteObject(writer, wrapper, plain!, depth);
    }

    // A value that carries members of its own is an object of them, with the value under the name 'value'.
    private void WriteWithMembers(JsonTextWriter writer, PSObject? wrapper, object? plain, int depth)
    {
        var members = AddedMembers(wrapper, plain);
        if (members.Count == 0)
        {
            WritePlain(writer, plain, depth);
            return;
        }
        writer.WriteStartObject();
        writer.WritePropertyName("value");
        WritePlain(writer, plain, depth);
        WriteMembers(writer, members, new(StringComparer.Ordinal) { "value" }, depth);
        writer.WriteEndObject();
    }

    private void WritePlain(JsonTextWriter writer, object? plain, int depth)
    {
        if (plain is JObject json)
            json.WriteTo(writer);
        else if (!JsonScalar.IsScalar(plain) && plain is IEnumerable items)
            WriteItems(writer, items, depth);
        else
            JsonScalar.Write(writer, plain, context.EnumsAsStrings);
    }

    private void WriteItems(JsonTextWriter writer, IEnumerable items, int depth)
    {
        writer.WriteStartArray();
        foreach (var item in items)
            WriteValue(writer, item, depth + 1);
        writer.WriteEndArray();
    }

    private void WriteDictionary(JsonTextWriter writer, PSObject? wrapper, IDictionary dictionary, int depth)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        writer.WriteStartObject();
        foreach (DictionaryEntry entry in dictionary)
        {
            var name = entry.Key as string ?? throw NotAName(dictionary);
            names.Add(name);
            writer.WritePropertyName(name);
            WriteValue(writer, entry.Value, depth + 1);
        }
        WriteMembers(writer, AddedMembers(wrapper, dictionary), names, depth);
        writer.WriteEndObject();
    }

    private void WriteObject(JsonTextWriter writer, PSObject? wrapper, object plain, int depth)
    {
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        writer.WriteStartObject();
        foreach (var (name, read) in TypeMembers(plain.GetType()).Readers)
        {
            if (!names.Add(name))
                continue;
            writer.WritePropertyName(name);
            WriteValue(writer, ReadOrNull(() => read(plain)), depth + 1);
        }
        if (wrapper is not null)
            WriteMembers(writer, wrapper.Properties, names, depth);
        writer.WriteEndObject();
    }

    private void WriteMembers(JsonTextWriter writer, IEnumerable<PSPropertyInfo> members, HashSet<string> names, int depth)
    {
        foreach (var member in members)
        {
            if (!names.Add(member.Name))
                continue;
            writer.WritePropertyName(member.Name);
            WriteValue(writer, ReadOrNull(() => member.Value), depth + 1);
        }
    }

    private void WriteCut(JsonTextWriter writer, PSObject? wrapper, object plain, int depth)
    {
        if (!_warnedOfDepth)
        {
            _warnedOfDepth = true;
            context.Cmdlet?.WriteWarning(
                $"Resulting JSON is truncated as serialization has exceeded the set depth of {context.MaxDepth}.");
        }
        if (plain is PSCustomObject)
            writer.WriteValue(LanguagePrimitives.ConvertTo<string>(wrapper));
        else
            WriteCutWithMembers(writer, wrapper, plain, depth);
    }

    private void WriteCutWithMembers(JsonTextWriter writer, PSObject? wrapper, object plain, int depth)
    {
        var members = AddedMembers(wrapper, plain);
        var text = LanguagePrimitives.ConvertTo<string>(plain);
        if (members.Count == 0)
        {
            writer.WriteValue(text);
            return;
        }
        writer.WriteStartObject();
        writer.WritePropertyName("value");
        writer.WriteValue(text);
        WriteMembers(writer, members, new(StringComparer.Ordinal) { "value" }, depth);
        writer.WriteEndObject();
    }

    // Strings and dates lose theirs: Get-Content gives each line five, and nobody wants those.
    private static List<PSPropertyInfo> AddedMembers(PSObject? wrapper, object? plain) =>
        wrapper is null || plain is string or DateTime
            ? []
            : [.. wrapper.Properties.Where(
                property => property.MemberType is not (PSMemberTypes.Property or PSMemberTypes.Dynamic))];

    private JsonTypeMembers TypeMembers(Type type)
    {
        if (!_types.TryGetValue(type, out var members))
            _types[type] = members = JsonTypeMembers.Of(type);
        return members;
    }

    private static object? ReadOrNull(Func<object?> read)
    {
        try
        {
            return read();
        }
        // A property that cannot be read does not take the rest of the object away.
        catch (Exception e) when (e is not PipelineStoppedException)
        {
            return null;
        }
    }

    private static RuntimeException NotAName(IDictionary dictionary)
    {
        var message = $"The type '{dictionary.GetType().FullName}' is not supported for serialization or deserialization of a dictionary. "
            + "Keys must be strings.";
        return new(message, null, new ErrorRecord(new InvalidOperationException(message), "NonStringKeyInDictionary",
            ErrorCategory.InvalidOperation, dictionary));
    }
}
