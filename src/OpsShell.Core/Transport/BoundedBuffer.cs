namespace OpsShell.Core.Transport;

/// <summary>Keeps the first bytes of a stream and counts the rest.</summary>
internal sealed class BoundedBuffer(int limit)
{
    private byte[] _bytes = [];
    private int _length;

    /// <summary>Whether more came than is kept.</summary>
    public bool Truncated { get; private set; }

    /// <summary>What is kept.</summary>
    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, _length);

    /// <summary>Takes bytes. False once the limit is passed.</summary>
    public bool Append(ReadOnlySpan<byte> bytes)
    {
        var taken = Math.Min(bytes.Length, limit - _length);
        if (_length + taken > _bytes.Length)
            Array.Resize(ref _bytes, (int)Math.Min(limit, Math.Max(_length + (long)taken, Math.Max(4096, _bytes.Length * 2L))));
        bytes[..taken].CopyTo(_bytes.AsSpan(_length));
        _length += taken;
        Truncated |= taken < bytes.Length;
        return !Truncated;
    }
}
