using System.Management.Automation;
using Newtonsoft.Json;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Builds objects straight from the tokens of JSON text, so that a large text exists only once beside its objects.
/// </summary>
internal sealed class JsonObjectReader(bool asHashtable, int? maxDepth, JsonDateKind dates)
{
    /// <summary>Reads one JSON value; null for a text without any.</summary>
    public object? Read(string text)
    {
        using var reader = new JsonTextReader(new StringReader(text))
        {
            MaxDepth = maxDepth,
            DateParseHandling = dates switch
            {
                JsonDateKind.String => DateParseHandling.None,
                JsonDateKind.Offset => DateParseHandling.DateTimeOffset,
                _ => DateParseHandling.DateTime,
            },
            DateTimeZoneHandling = dates switch
            {
                JsonDateKind.Local => DateTimeZoneHandling.Local,
                JsonDateKind.Utc => DateTimeZoneHandling.Utc,
                _ => DateTimeZoneHandling.RoundtripKind,
            },
        };
        if (!MoveNext(reader))
            return null;
        var value = ReadValue(reader);
        if (MoveNext(reader))
            throw new JsonReaderException(
                $"Additional text encountered after finished reading JSON content: {reader.Value ?? reader.TokenType}. "
                + $"Path '{reader.Path}', line {reader.LineNumber}, position {reader.LinePosition}.");
        return value;
    }

    private object? ReadValue(JsonTextReader reader) => reader.TokenType switch
    {
        JsonToken.StartObject => asHashtable ? ReadHashtable(reader) : ReadObject(reader),
        JsonToken.StartArray => ReadArray(reader),
        JsonToken.Null or JsonToken.Undefined => null,
        JsonToken.StartConstructor => throw Unexpected(reader),
        _ => reader.Value,
    };

    private object?[] ReadArray(JsonTextReader reader)
    {
        var items = new List<object?>();
        while (Next(reader) != JsonToken.EndArray)
            items.Add(ReadValue(reader));
        return [.. items];
    }

    private OrderedHashtable ReadHashtable(JsonTextReader reader)
    {
        var table = new OrderedHashtable();
        while (Next(reader) != JsonToken.EndObject)
        {
            var key = (string)reader.Value!;
            Next(reader);
            table[key] = ReadValue(reader);
        }
        return table;
    }

    // The members go into an object only when all are known: a key that comes twice keeps its place and its last value.
    private PSObject ReadObject(JsonTextReader reader)
    {
        var places = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        var members = new List<PSNoteProperty>();
        while (Next(reader) != JsonToken.EndObject)
        {
            var key = (string)reader.Value!;
            Next(reader);
            var value = ReadValue(reader);
            if (key.Length == 0)
                throw new JsonKeyException("EmptyKeyInJsonString",
                    "The provided JSON includes a property whose name is an empty string, this is only supported using the -AsHashTable switch.");
            if (places.TryAdd(key, members.Count))
                members.Add(new(key, value));
            else if (members[places[key]].Name == key)
                members[places[key]].Value = value;
            else
                throw new JsonKeyException("KeysWithDifferentCasingInJsonString",
                    "Cannot convert the JSON string because it contains keys with different casing. Please use the -AsHashTable switch "
                    + $"instead. The key that was attempted to be added to the existing key '{members[places[key]].Name}' was '{key}'.");
        }
        var result = new PSObject(members.Count);
        foreach (var member in members)
            result.Properties.Add(member, preValidated: true);
        return result;
    }

    private static JsonToken Next(JsonTextReader reader) =>
        MoveNext(reader) ? reader.TokenType : throw new JsonReaderException(
            $"Unexpected end of content. Path '{reader.Path}', line {reader.LineNumber}, position {reader.LinePosition}.");

    private static bool MoveNext(JsonTextReader reader)
    {
        while (reader.Read())
        {
            if (reader.TokenType != JsonToken.Comment)
                return true;
        }
        return false;
    }

    private static JsonReaderException Unexpected(JsonTextReader reader) =>
        new(
            $"Unexpected token {reader.TokenType}. Path '{reader.Path}', line {reader.LineNumber}, position {reader.LinePosition}.");
}
