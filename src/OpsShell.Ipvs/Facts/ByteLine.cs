using System.Buffers.Text;
using System.Text;
using OpsShell.Core.Facts;

namespace OpsShell.Ipvs.Facts;

/// <summary>
/// A line of a big file, taken apart in place: the tables of IPVS have hundreds of thousands of lines, so no line becomes a
/// string. Words are parted by blanks. Errors name the line and the word.
/// </summary>
internal ref struct ByteLine
{
    private ReadOnlySpan<byte> _rest;

    private ByteLine(int number, ReadOnlySpan<byte> text)
    {
        Number = number;
        Text = text;
        _rest = text;
    }

    /// <summary>Counts from 1.</summary>
    public int Number { get; }

    /// <summary>The whole line without its end.</summary>
    public ReadOnlySpan<byte> Text { get; }

    /// <summary>
    /// Takes the next line off a file that the kernel writes; false at its end.
    /// </summary>
    /// <exception cref="FormatException">
    /// The last line has no line feed: the file is cut off, and a number in it may be too.
    /// </exception>
    public static bool TryTake(ref ReadOnlySpan<byte> file, ref int number, out ByteLine line)
    {
        line = default;
        if (file.IsEmpty)
            return false;
        number++;
        var end = file.IndexOf((byte)'\n');
        if (end < 0)
            throw new FormatException($"line {number}: the file is cut off: its last line has no end");
        line = new ByteLine(number, file[..end]);
        file = file[(end + 1)..];
        return true;
    }

    /// <summary>The next word; empty at the end of the line.</summary>
    public ReadOnlySpan<byte> Next()
    {
        var start = 0;
        while (start < _rest.Length && _rest[start] is (byte)' ' or (byte)'\t')
            start++;
        var end = start;
        while (end < _rest.Length && _rest[end] is not ((byte)' ' or (byte)'\t'))
            end++;
        var word = _rest[start..end];
        _rest = _rest[end..];
        return word;
    }

    /// <summary>The next word, which must be there.</summary>
    /// <exception cref="FormatException">The line has ended.</exception>
    public ReadOnlySpan<byte> Next(string name)
    {
        var word = Next();
        return word.IsEmpty ? throw Error($"{name} is missing") : word;
    }

    /// <summary>That nothing follows.</summary>
    /// <exception cref="FormatException">Something does.</exception>
    public void End()
    {
        var word = Next();
        if (!word.IsEmpty)
            throw Error($"nothing is expected after the last field, found {Quote(word)}");
    }

    /// <summary>The next word as a decimal number of 32 bits with an optional minus.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public int NextInt32(string name)
    {
        var word = Next(name);
        return Utf8Parser.TryParse(word, out int value, out var used) && used == word.Length && word[0] != '+'
            ? value
            : throw Error($"{name} is {Quote(word)}, expected a whole number of 32 bits");
    }

    /// <summary>The next word as a decimal number that is not negative.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public ulong NextUInt64(string name)
    {
        var word = Next(name);
        return Utf8Parser.TryParse(word, out ulong value, out var used) && used == word.Length && word[0] != '+'
            ? value
            : throw Error($"{name} is {Quote(word)}, expected a number from 0 to {ulong.MaxValue}");
    }

    /// <summary>The next word as a hexadecimal number of at most so many digits, without prefix.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public ulong NextHex(string name, int digits = 16) => Hex(Next(name), name, digits);

    /// <summary>A word as a hexadecimal number of at most so many digits, without prefix.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public readonly ulong Hex(ReadOnlySpan<byte> word, string name, int digits = 16)
    {
        if (word.IsEmpty || word.Length > digits)
            throw HexError(word, name, digits);
        var value = 0UL;
        foreach (var character in word)
        {
            var digit = HexDigit(character);
            if (digit < 0)
                throw HexError(word, name, digits);
            value = (value << 4) | (uint)digit;
        }
        return value;
    }

    /// <summary>
    /// The next word as <c>0A600001:01BB</c> (IPv4, in hexadecimal) or <c>[fd00:0000:...:0001]:01BB</c> (IPv6, in full).
    /// </summary>
    /// <exception cref="FormatException">It is neither.</exception>
    public IpvsEndpoint NextEndpoint(string name)
    {
        var word = Next(name);
        var colon = word.LastIndexOf((byte)':');
        if (colon < 0)
            throw Error($"{name} is {Quote(word)}, expected an address and a port in hexadecimal");
        var address = word[..colon];
        var port = word[(colon + 1)..];
        if (port.Length != 4)
            throw Error($"{name} is {Quote(word)}, expected a port of 4 hexadecimal digits after the last colon");
        var bracketed = address is [(byte)'[', .., (byte)']'];
        return new IpvsEndpoint(bracketed ? IPv6(address[1..^1], name) : IPv4(address, name), (ushort)Hex(port, name, 4));
    }

    /// <summary>8 hexadecimal digits as an IPv4 address.</summary>
    /// <exception cref="FormatException">They are not.</exception>
    public readonly IpvsAddress IPv4(ReadOnlySpan<byte> word, string name) =>
        word.Length == 8 ? IpvsAddress.FromIPv4((uint)Hex(word, name, 8)) : throw Error($"{name} is {Quote(word)}, expected 8 hexadecimal digits");

    /// <summary>Eight groups of 4 hexadecimal digits as an IPv6 address (the kernel's format %pI6).</summary>
    /// <exception cref="FormatException">They are not.</exception>
    public readonly IpvsAddress IPv6(ReadOnlySpan<byte> word, string name)
    {
        const int Length = 39;
        if (word.Length != Length)
            throw IPv6Error(word, name);
        var bits = UInt128.Zero;
        for (var start = 0; start < Length; start += 5)
        {
            if (start > 0 && word[start - 1] != ':')
                throw IPv6Error(word, name);
            bits = (bits << 16) | Hex(word.Slice(start, 4), name, 4);
        }
        return IpvsAddress.FromIPv6(bits);
    }

    /// <summary>An error at this line.</summary>
    public readonly FormatException Error(string message) => new($"line {Number}: {message}");

    /// <summary>A word for a message: in quotes, cut, control characters made visible.</summary>
    public static string Quote(ReadOnlySpan<byte> word) => TextLine.Quote(Encoding.UTF8.GetString(word[..Math.Min(word.Length, 200)]));

    private readonly FormatException IPv6Error(ReadOnlySpan<byte> word, string name) =>
        Error($"{name} is {Quote(word)}, expected an IPv6 address in full, eight groups of 4 hexadecimal digits");

    private readonly FormatException HexError(ReadOnlySpan<byte> word, string name, int digits) =>
        Error($"{name} is {Quote(word)}, expected a hexadecimal number of at most {digits} digits");

    private static int HexDigit(byte character) => character switch
    {
        >= (byte)'0' and <= (byte)'9' => character - '0',
        >= (byte)'A' and <= (byte)'F' => character - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => character - 'a' + 10,
        _ => -1,
    };
}
