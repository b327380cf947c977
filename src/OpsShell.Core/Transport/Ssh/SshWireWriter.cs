using System.Buffers;
using System.Buffers.Binary;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>Writes the data types of the SSH wire.</summary>
internal sealed class SshWireWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    /// <summary>What has been written.</summary>
    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    /// <summary>Writes a single byte.</summary>
    public SshWireWriter Byte(byte value)
    {
        _bytes.Write([value]);
        return this;
    }

    /// <summary>Writes a big-endian number.</summary>
    public SshWireWriter UInt32(uint value)
    {
        BinaryPrimitives.WriteUInt32BigEndian(_bytes.GetSpan(4), value);
        _bytes.Advance(4);
        return this;
    }

    /// <summary>Writes bytes with their length in front.</summary>
    public SshWireWriter String(ReadOnlySpan<byte> value)
    {
        UInt32((uint)value.Length);
        _bytes.Write(value);
        return this;
    }
}
