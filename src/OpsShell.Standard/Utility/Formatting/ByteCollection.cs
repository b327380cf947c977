using System.Globalization;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>Up to 16 bytes, as Format-Hex shows them on one line.</summary>
public class ByteCollection
{
    private const int BytesOnLine = 16;

    /// <summary>Makes one of bytes.</summary>
    /// <param name="value">The bytes.</param>
    public ByteCollection(byte[] value)
        : this(0, value)
    {
    }

    /// <summary>Makes one of bytes.</summary>
    /// <param name="offset">Where in the data they stand.</param>
    /// <param name="value">The bytes.</param>
    /// <param name="path">The file that they come from, or a name for the data.</param>
    public ByteCollection(ulong offset, byte[] value, string? path = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        Offset64 = offset;
        Bytes = value;
        Path = path;
        Label = path;
    }

    /// <summary>Where in the data the bytes stand, as far as 32 bits reach; beyond, the low 32 bits of it.</summary>
    public uint Offset => unchecked((uint)Offset64);

    /// <summary>Where in the data the bytes stand.</summary>
    public ulong Offset64 { get; }

    /// <summary>The bytes.</summary>
    public byte[] Bytes { get; }

    /// <summary>The file that the bytes come from.</summary>
    public string? Path { get; private init; }

    /// <summary>Where in the data the bytes stand, in hexadecimal.</summary>
    public string HexOffset => Offset64.ToString("X16", CultureInfo.InvariantCulture);

    /// <summary>A name for the data, under which lines are shown together: a file, or the type of what was piped in.</summary>
    public string? Label { get; }

    /// <summary>The bytes in hexadecimal, blanks between them.</summary>
    public string HexBytes => string.Join(' ', Bytes.Select(one => one.ToString("X2", CultureInfo.InvariantCulture)));

    /// <summary>The bytes as characters, control characters being made visible.</summary>
    public string Ascii => string.Concat(Bytes.Select(one => one == 0 ? ' ' : char.IsControl((char)one) ? '\uFFFD' : (char)one));

    /// <summary>Makes one of bytes that come from no file.</summary>
    internal static ByteCollection Unnamed(ulong offset, byte[] value, string label) => new(offset, value, label) { Path = null };

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        for (var at = 0; at < Bytes.Length; at += BytesOnLine)
        {
            var line = new ByteCollection(Offset64 + (ulong)at, Bytes[at..Math.Min(at + BytesOnLine, Bytes.Length)]);
            if (at > 0)
                text.AppendLine();
            text.Append(CultureInfo.InvariantCulture, $"{line.HexOffset}   {line.HexBytes,-(BytesOnLine * 3)} {line.Ascii}");
        }
        return text.ToString();
    }
}
