using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OpsShell.Core.Nodes.Inventories;

/// <summary>
/// Reads one YAML document into <see cref="DocumentValue"/>. Built on the parser's events, which carry line and column. An alias
/// shares the value that it names; how much the document would come to with all aliases written out is bounded, so that a
/// few lines cannot stand for a billion values.
/// </summary>
internal sealed class YamlDocumentReader
{
    /// <summary>Most values in a document, aliases written out: 2,000,000.</summary>
    public const int MaximumValues = 2_000_000;

    private readonly string _file;
    private readonly Parser _parser;
    private readonly Dictionary<string, (DocumentValue Value, int Size)> _anchors = new(StringComparer.Ordinal);
    private int _values;

    private YamlDocumentReader(string file, string text)
    {
        _file = file;
        _parser = new Parser(new StringReader(text));
    }

    /// <summary>The document, or null for a file without any.</summary>
    /// <exception cref="InventoryException">It is not YAML, or passes a limit.</exception>
    public static DocumentValue? Read(string file, string text)
    {
        var reader = new YamlDocumentReader(file, text);
        try
        {
            return reader.ReadStream();
        }
        catch (YamlException error)
        {
            throw TabIndent(file, text) ?? NotYaml(new SourcePlace(file, (int)error.End.Line, (int)error.End.Column), error);
        }
        catch (Exception error) when (error is not (InventoryException or OutOfMemoryException))
        {
            // On some inputs the library fails with other errors than its own; the last event is the nearest place known.
            throw NotYaml(new SourcePlace(file, (int)(reader._parser.Current?.End.Line ?? 1), (int)(reader._parser.Current?.End.Column ?? 1)), error);
        }
    }

    /// <summary>The commonest mistake; the scanner names another place for it.</summary>
    private static InventoryException? TabIndent(string file, string text)
    {
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            var tab = line.IndexOf('\t');
            if (tab >= 0 && line[..tab].IsWhiteSpace())
                return new InventoryException(file, number, tab + 1, "this is not YAML. This line is indented with a tab; YAML wants blanks");
        }
        return null;
    }

    private static InventoryException NotYaml(SourcePlace place, Exception error)
    {
        var reason = error is YamlException ? $"{error.Message.TrimEnd('.')}. " : "";
        return new InventoryException(
            place, $"this is not YAML. {reason}A text that begins with @ or *, or has [ ] within a [list], needs quotes.", error);
    }

    private DocumentValue? ReadStream()
    {
        _parser.Consume<StreamStart>();
        if (_parser.TryConsume<StreamEnd>(out _))
            return null;
        _parser.Consume<DocumentStart>();
        var document = ReadValue(0);
        _parser.Consume<DocumentEnd>();
        if (_parser.TryConsume<DocumentStart>(out var second))
            throw new InventoryException(PlaceOf(second), "a second document begins here; an inventory is one document");
        return document;
    }

    private DocumentValue ReadValue(int depth)
    {
        var place = PlaceOf(_parser.Current!);
        if (depth > DocumentValue.MaximumDepth)
            throw new InventoryException(place, $"this is nested deeper than {DocumentValue.MaximumDepth} levels");
        if (_parser.TryConsume<AnchorAlias>(out var alias))
            return Resolve(alias, place);
        if (_parser.Current is not NodeEvent node) // the parser lets some maps end after a key
            throw new InventoryException(place, "this is not YAML. A value is missing here");
        Count(1, place);
        var before = _values;
        var anchor = node.Anchor;
        DocumentValue value = _parser.Current switch
        {
            Scalar => ReadScalar(place),
            SequenceStart => ReadList(place, depth),
            _ => ReadMap(place, depth),
        };
        if (!anchor.IsEmpty)
            _anchors[anchor.Value] = (value, _values - before + 1);
        return value;
    }

    private DocumentValue Resolve(AnchorAlias alias, SourcePlace place)
    {
        if (!_anchors.TryGetValue(alias.Value.Value, out var known))
            throw new InventoryException(place, $"there is no anchor '&{alias.Value.Value}' before this alias");
        Count(known.Size, place);
        return known.Value;
    }

    private void Count(int values, SourcePlace place)
    {
        if (values > MaximumValues - _values)
            throw new InventoryException(place, $"the document has more than {MaximumValues:N0} values, aliases written out");
        _values += values;
    }

    private DocumentScalar ReadScalar(SourcePlace place)
    {
        var scalar = _parser.Consume<Scalar>();
        var isNull = scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null";
        return new DocumentScalar(place, scalar.Value, isNull);
    }

    private DocumentList ReadList(SourcePlace place, int depth)
    {
        _parser.Consume<SequenceStart>();
        var items = ImmutableArray.CreateBuilder<DocumentValue>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
            items.Add(ReadValue(depth + 1));
        return new DocumentList(place, items.ToImmutable());
    }

    private DocumentMap ReadMap(SourcePlace place, int depth)
    {
        _parser.Consume<MappingStart>();
        var members = ImmutableArray.CreateBuilder<DocumentMember>();
        var seen = new Dictionary<string, SourcePlace>(StringComparer.Ordinal);
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var keyPlace = PlaceOf(_parser.Current!);
            if (ReadValue(depth + 1) is not DocumentScalar key)
                throw new InventoryException(keyPlace, "a key must be a text");
            if (!seen.TryAdd(key.Text, keyPlace))
                throw new InventoryException(keyPlace, $"the key '{key.Text}' is already at {seen[key.Text]}");
            members.Add(new DocumentMember(key.Text, keyPlace, ReadValue(depth + 1)));
        }
        return new DocumentMap(place, members.ToImmutable());
    }

    private SourcePlace PlaceOf(ParsingEvent item) => new(_file, (int)item.Start.Line, (int)item.Start.Column);
}
