using System.Buffers.Binary;
using System.Text;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>The data types of the SSH wire (RFC 4251 section 5) that keys, certificates and the agent are written in.</summary>
internal ref struct SshWireReader(ReadOnlySpan<byte> data)
{
    private ReadOnlySpan<byte> _rest = data;

    /// <summary>Whether all has been read.</summary>
    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>A single byte.</summary>
    public byte ReadByte()
    {
        var value = Take(1)[0];
        return value;
    }

    /// <summary>A big-endian number.</summary>
    public uint ReadUInt32() => BinaryPrimitives.ReadUInt32BigEndian(Take(4));

    /// <summary>Bytes with their length in front.</summary>
    public ReadOnlySpan<byte> ReadString()
    {
        var length = ReadUInt32();
        return length > (uint)_rest.Length ? throw Truncated() : Take((int)length);
    }

    /// <summary>Text with its length in front.</summary>
    public string ReadText() => Encoding.UTF8.GetString(ReadString());

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
            throw Truncated();
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private static InvalidDataException Truncated() => new("SSH data ends too early");
}
