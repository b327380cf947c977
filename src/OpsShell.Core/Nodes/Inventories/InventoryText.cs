using System.Text;

namespace OpsShell.Core.Nodes.Inventories;

/// <summary>Reads a file of the user's into text, within bounds.</summary>
internal static class InventoryText
{
    /// <summary>Largest file that is read: 64 MiB.</summary>
    public const int MaximumBytes = 64 << 20;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>
    /// The file's text; a byte order mark is dropped. Also reads pipes, so <c>-Inventory /dev/stdin</c> works.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="strict">Whether bytes that are not UTF-8 are an error; else they become U+FFFD.</param>
    /// <exception cref="InventoryException">It cannot be read, is too large, or is not text.</exception>
    public static string Read(string path, bool strict)
    {
        var bytes = ReadBytes(path);
        var body = bytes.AsSpan();
        if (body.StartsWith(Encoding.UTF8.Preamble))
            body = body[Encoding.UTF8.Preamble.Length..];
        var invalid = body.IndexOf((byte)0);
        if (invalid >= 0)
            throw At(path, body, invalid, "there is a NUL byte here; the file is not a text in UTF-8");
        if (!strict)
            return Encoding.UTF8.GetString(body);
        try
        {
            return Strict.GetString(body);
        }
        catch (DecoderFallbackException error)
        {
            throw At(path, body, Math.Max(0, error.Index), "the byte here is not UTF-8; convert the file, as with 'iconv -t UTF-8'");
        }
    }

    private static InventoryException At(string path, ReadOnlySpan<byte> body, int index, string message)
    {
        var before = body[..index];
        var lineStart = before.LastIndexOf((byte)'\n') + 1;
        var column = Encoding.UTF8.GetString(before[lineStart..]).Length + 1;
        return new InventoryException(path, before.Count((byte)'\n') + 1, column, message);
    }

    private static byte[] ReadBytes(string path)
    {
        try
        {
            if (Directory.Exists(path))
                throw new InventoryException(path, 0, 0, "this is a folder; name a file");
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var content = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                if (content.Length + read > MaximumBytes)
                    throw new InventoryException(path, 0, 0, $"the file is larger than {MaximumBytes >> 20} MiB, the limit");
                content.Write(buffer, 0, read);
            }
            return content.ToArray();
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new InventoryException(path, 0, 0, "there is no such file", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            throw new InventoryException(path, 0, 0, $"the file cannot be read: {error.Message}", error);
        }
    }
}
