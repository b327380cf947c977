namespace OpsShell.Core.Transport.Terminal;

/// <summary>
/// Finds <c>~.</c> at the beginning of a line among the keys, as ssh does: the way out of a login whose node does not answer any
/// more. <c>~~</c> there sends one <c>~</c>. Every other key passes unchanged.
/// </summary>
internal sealed class EscapeFilter
{
    private const byte Escape = (byte)'~', Leave = (byte)'.';
    private bool _atLineStart = true;
    private bool _pending;

    /// <summary>Whether <c>~.</c> came; no key passes any more.</summary>
    public bool HasLeft { get; private set; }

    /// <summary>The keys that pass.</summary>
    public byte[] Pass(ReadOnlySpan<byte> keys)
    {
        var passed = new List<byte>(keys.Length + 1);
        foreach (var key in keys)
        {
            if (_pending && key == Leave)
            {
                HasLeft = true;
                break;
            }
            if (_atLineStart && !_pending && key == Escape)
            {
                _pending = true;
                continue;
            }
            if (_pending && key != Escape)
                passed.Add(Escape);
            _pending = false;
            passed.Add(key);
            _atLineStart = key is (byte)'\r' or (byte)'\n';
        }
        return [.. passed];
    }
}
