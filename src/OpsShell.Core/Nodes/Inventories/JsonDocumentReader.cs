using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace OpsShell.Core.Nodes.Inventories;

/// <summary>Reads one JSON document into <see cref="DocumentValue"/>, with the line and column of every value.</summary>
internal ref struct JsonDocumentReader
{
    private readonly string _file;
    private readonly ReadOnlySpan<byte> _bytes;
    private Utf8JsonReader _reader;
    private int _line = 1;
    private int _column = 1;
    private int _seen;

    private JsonDocumentReader(string file, ReadOnlySpan<byte> bytes)
    {
        _file = file;
        _bytes = bytes;
        _reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = DocumentValue.MaximumDepth });
    }

    /// <exception cref="InventoryException">It is not JSON, or nested too deeply.</exception>
    public static DocumentValue Read(string file, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        try
        {
            var reader = new JsonDocumentReader(file, bytes);
            reader._reader.Read();
            var value = reader.ReadValue();
            reader._reader.Read();
            return value;
        }
        catch (JsonException error)
        {
            var place = PlaceOf(file, bytes, error);
            throw new InventoryException(place, $"this is not JSON: {WithoutPlace(error.Message)}", error);
        }
    }

    private DocumentValue ReadValue()
    {
        var place = Place();
        return _reader.TokenType switch
        {
            JsonTokenType.StartObject => ReadMap(place),
            JsonTokenType.StartArray => ReadList(place),
            JsonTokenType.String => new DocumentScalar(place, _reader.GetString()!, IsNull: false),
            JsonTokenType.Null => new DocumentScalar(place, "", IsNull: true),
            _ => new DocumentScalar(place, Encoding.UTF8.GetString(_reader.ValueSpan), IsNull: false),
        };
    }

    private DocumentList ReadList(SourcePlace place)
    {
        var items = ImmutableArray.CreateBuilder<DocumentValue>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
            items.Add(ReadValue());
        return new DocumentList(place, items.ToImmutable());
    }

    private DocumentMap ReadMap(SourcePlace place)
    {
        var members = ImmutableArray.CreateBuilder<DocumentMember>();
        var seen = new Dictionary<string, SourcePlace>(StringComparer.Ordinal);
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            var keyPlace = Place();
            var key = _reader.GetString()!;
            if (!seen.TryAdd(key, keyPlace))
                throw new InventoryException(keyPlace, $"the key '{key}' is already at {seen[key]}");
            _reader.Read();
            members.Add(new DocumentMember(key, keyPlace, ReadValue()));
        }
        return new DocumentMap(place, members.ToImmutable());
    }

    /// <summary>The place of the current token; tokens come in order, so each byte is looked at once.</summary>
    private SourcePlace Place()
    {
        Advance(_bytes, (int)_reader.TokenStartIndex, ref _seen, ref _line, ref _column);
        return new SourcePlace(_file, _line, _column);
    }

    private static SourcePlace PlaceOf(string file, ReadOnlySpan<byte> bytes, JsonException error)
    {
        var (seen, line, column) = (0, 1, 1);
        for (var lines = error.LineNumber ?? 0; lines > 0; lines--)
            Advance(bytes, seen + bytes[seen..].IndexOf((byte)'\n') + 1, ref seen, ref line, ref column);
        Advance(bytes, Math.Min(bytes.Length, seen + (int)(error.BytePositionInLine ?? 0)), ref seen, ref line, ref column);
        return new SourcePlace(file, line, column);
    }

    private static void Advance(ReadOnlySpan<byte> bytes, int to, ref int seen, ref int line, ref int column)
    {
        for (; seen < to; seen++)
        {
            if (bytes[seen] == '\n')
                (line, column) = (line + 1, 1);
            else if ((bytes[seen] & 0xC0) != 0x80) // not a continuation byte of UTF-8: a new character
                column++;
        }
    }

    /// <summary>The parser's message ends with its own line and byte, counted from 0; ours counts from 1.</summary>
    private static string WithoutPlace(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return end < 0 ? message : message[..end];
    }
}
