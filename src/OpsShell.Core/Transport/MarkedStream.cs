namespace OpsShell.Core.Transport;

/// <summary>
/// One output stream of a node from the script's mark on. What stands before it was printed by the login shell's start-up
/// files and is not the command's.
/// </summary>
internal sealed class MarkedStream(byte[] mark, int limit)
{
    private const int PrefaceLimit = 64 << 10;
    private readonly BoundedBuffer _preface = new(PrefaceLimit);

    /// <summary>Receives the command's own bytes as they come.</summary>
    public delegate void Forward(ReadOnlySpan<byte> bytes);

    /// <summary>Whether the mark has come: the script has started.</summary>
    public bool Began { get; private set; }

    /// <summary>What came before the mark.</summary>
    public ReadOnlyMemory<byte> Preface => _preface.Memory;

    /// <summary>What came after it.</summary>
    public BoundedBuffer Content { get; } = new(limit);

    /// <summary>Takes bytes. False when the mark cannot be found any more.</summary>
    public bool Append(ReadOnlySpan<byte> bytes, Forward? forward)
    {
        if (!Began)
        {
            var seen = _preface.Memory.Length;
            var roomy = _preface.Append(bytes);
            var at = _preface.Memory.Span.IndexOf(mark);
            if (at < 0)
                return roomy;
            Began = true;
            bytes = bytes[(at + mark.Length - seen)..];
        }
        if (bytes.IsEmpty)
            return true;
        Content.Append(bytes);
        forward?.Invoke(bytes);
        return true;
    }
}
