using System.Text.Json;

namespace OpsShell.Ipvs.Kubernetes;

/// <summary>Goes through JSON documents object by object, so that only one is taken apart at a time. Pure.</summary>
internal static class KubeJsonFile
{
    /// <exception cref="KubeFormatException">It is not JSON, or an object is not understood.</exception>
    public static void Read(byte[] bytes, Action<JsonElement> take)
    {
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { AllowMultipleValues = true, MaxDepth = 64 });
        try
        {
            while (reader.Read())
                ReadDocument(ref reader, bytes, take);
        }
        catch (JsonException error)
        {
            var end = error.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
            throw new KubeFormatException(
                (error.LineNumber ?? 0) + 1, (error.BytePositionInLine ?? 0) + 1, $"this is not JSON: {(end < 0 ? error.Message : error.Message[..end])}", error);
        }
    }

    private static void ReadDocument(ref Utf8JsonReader reader, byte[] bytes, Action<JsonElement> take)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Error(bytes, reader.TokenStartIndex, "an object is expected here, as kubectl writes it");
        var start = reader;
        var isList = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isItems = reader.ValueTextEquals("items"u8);
            reader.Read();
            if (isItems && reader.TokenType == JsonTokenType.StartArray)
            {
                isList = true;
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    Take(ref reader, bytes, take);
            }
            else
            {
                reader.Skip();
            }
        }
        if (!isList)
            Take(ref start, bytes, take);
    }

    private static void Take(ref Utf8JsonReader reader, byte[] bytes, Action<JsonElement> take)
    {
        var place = reader.TokenStartIndex;
        using var item = JsonDocument.ParseValue(ref reader);
        try
        {
            take(item.RootElement);
        }
        catch (Exception error) when (error is FormatException or InvalidOperationException)
        {
            throw Error(bytes, place, $"the object that begins here is not understood: {error.Message}", error);
        }
    }

    private static KubeFormatException Error(ReadOnlySpan<byte> bytes, long place, string message, Exception? inner = null)
    {
        var before = bytes[..(int)place];
        return new KubeFormatException(before.Count((byte)'\n') + 1, place - before.LastIndexOf((byte)'\n'), message, inner);
    }
}
