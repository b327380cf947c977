using System.Globalization;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace OpsShell.Ipvs.Kubernetes;

/// <summary>Goes through YAML documents object by object; each is written anew as JSON, so that one reader understands both. Pure.</summary>
internal sealed class KubeYamlFile
{
    private const int MaximumDepth = 60;
    private readonly Parser _parser;
    private readonly Action<JsonElement> _take;

    private KubeYamlFile(TextReader text, Action<JsonElement> take) => (_parser, _take) = (new Parser(text), take);

    /// <exception cref="KubeFormatException">It is not YAML, or an object is not understood.</exception>
    public static void Read(byte[] bytes, Action<JsonElement> take)
    {
        using var text = new StreamReader(new MemoryStream(bytes));
        var file = new KubeYamlFile(text, take);
        try
        {
            file.ReadStream();
        }
        catch (YamlException error)
        {
            throw new KubeFormatException(error.Start.Line, error.Start.Column, $"this is not YAML: {error.Message}", error);
        }
        catch (Exception error) when (error is not (KubeFormatException or OutOfMemoryException or OperationCanceledException))
        {
            // On some inputs the library fails with other errors than its own.
            var place = file._parser.Current?.Start ?? Mark.Empty;
            throw new KubeFormatException(place.Line, place.Column, $"this is not YAML: {error.Message}", error);
        }
    }

    private void ReadStream()
    {
        _parser.Consume<StreamStart>();
        while (_parser.TryConsume<DocumentStart>(out _))
        {
            ReadDocument();
            _parser.Consume<DocumentEnd>();
        }
    }

    private void ReadDocument()
    {
        var place = _parser.Current!.Start;
        if (_parser.TryConsume<Scalar>(out var scalar) && scalar.Value.Length == 0)
            return; // an empty document
        if (scalar is not null || !_parser.TryConsume<MappingStart>(out _))
            throw new KubeFormatException(place.Line, place.Column, "an object is expected here, as kubectl writes it");
        var isList = false;
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            while (!_parser.TryConsume<MappingEnd>(out _))
            {
                var key = _parser.Consume<Scalar>().Value;
                if (key == "items" && _parser.TryConsume<SequenceStart>(out _))
                {
                    isList = true;
                    while (!_parser.TryConsume<SequenceEnd>(out _))
                        TakeItem();
                    continue;
                }
                writer.WritePropertyName(key);
                Write(writer, 1);
            }
            writer.WriteEndObject();
        }
        if (!isList)
            Take(buffer, place);
    }

    private void TakeItem()
    {
        var place = _parser.Current!.Start;
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
            Write(writer, 2);
        Take(buffer, place);
    }

    private void Take(MemoryStream json, Mark place)
    {
        using var item = JsonDocument.Parse(json.GetBuffer().AsMemory(0, (int)json.Length));
        try
        {
            _take(item.RootElement);
        }
        catch (Exception error) when (error is FormatException or InvalidOperationException)
        {
            throw new KubeFormatException(place.Line, place.Column, $"the object that begins here is not understood: {error.Message}", error);
        }
    }

    private void Write(Utf8JsonWriter writer, int depth)
    {
        var place = _parser.Current!.Start;
        if (depth > MaximumDepth)
            throw new KubeFormatException(place.Line, place.Column, $"this is nested deeper than {MaximumDepth} levels");
        if (_parser.TryConsume<Scalar>(out var scalar))
        {
            Write(writer, scalar);
        }
        else if (_parser.TryConsume<SequenceStart>(out _))
        {
            writer.WriteStartArray();
            while (!_parser.TryConsume<SequenceEnd>(out _))
                Write(writer, depth + 1);
            writer.WriteEndArray();
        }
        else if (_parser.TryConsume<MappingStart>(out _))
        {
            writer.WriteStartObject();
            while (!_parser.TryConsume<MappingEnd>(out _))
            {
                writer.WritePropertyName(_parser.Consume<Scalar>().Value);
                Write(writer, depth + 1);
            }
            writer.WriteEndObject();
        }
        else
        {
            // kubectl writes none, and a few lines of them can stand for a billion values.
            throw new KubeFormatException(place.Line, place.Column, "aliases are not taken here");
        }
    }

    private static void Write(Utf8JsonWriter writer, Scalar scalar)
    {
        var text = scalar.Value;
        if (scalar.Style != ScalarStyle.Plain)
            writer.WriteStringValue(text);
        else if (text is "" or "~" or "null")
            writer.WriteNullValue();
        else if (text is "true" or "false")
            writer.WriteBooleanValue(text == "true");
        else if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
            writer.WriteNumberValue(number);
        else
            writer.WriteStringValue(text);
    }
}
