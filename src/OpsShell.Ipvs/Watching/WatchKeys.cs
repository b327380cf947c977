namespace OpsShell.Ipvs.Watching;

/// <summary>Tells keys from what a terminal sends. Pure.</summary>
internal static class WatchKeys
{
    private const char Escape = '\x1b';

    // xterm's, with cursor keys of both modes; tmux and screen send Home as 1~.
    private static readonly (string Bytes, WatchKey Key)[] _sequences =
    [
        ("[A", WatchKey.Up), ("OA", WatchKey.Up), ("[B", WatchKey.Down), ("OB", WatchKey.Down),
        ("[5~", WatchKey.PageUp), ("[6~", WatchKey.PageDown), ("[H", WatchKey.Top), ("OH", WatchKey.Top), ("[1~", WatchKey.Top),
    ];

    /// <summary>The keys in the order in which they came; what means nothing is left out.</summary>
    public static IReadOnlyList<WatchKey> Decode(ReadOnlySpan<byte> bytes)
    {
        var text = System.Text.Encoding.Latin1.GetString(bytes);
        var keys = new List<WatchKey>();
        for (var at = 0; at < text.Length;)
        {
            var (key, length) = text[at] == Escape ? Sequence(text, at) : (Single(text[at]), 1);
            if (key != WatchKey.None)
                keys.Add(key);
            at += length;
        }
        return keys;
    }

    private static (WatchKey Key, int Length) Sequence(string text, int at)
    {
        foreach (var (bytes, key) in _sequences)
        {
            if (string.CompareOrdinal(text, at + 1, bytes, 0, bytes.Length) == 0)
                return (key, bytes.Length + 1);
        }
        // An unknown sequence must not be taken for letters: ESC [ 3 ~ is no 'q'.
        if (at + 1 >= text.Length || text[at + 1] is not ('[' or 'O'))
            return (WatchKey.None, 1);
        var end = at + 2;
        while (end < text.Length && text[end] is < '@' or > '~')
            end++;
        return (WatchKey.None, Math.Min(end + 1, text.Length) - at);
    }

    private static WatchKey Single(char character) => character switch
    {
        'q' or 'Q' or '\x03' or '\x04' => WatchKey.Quit,
        's' or 'S' => WatchKey.Sort,
        'p' or 'P' or ' ' => WatchKey.Pause,
        'k' => WatchKey.Up,
        'j' => WatchKey.Down,
        'g' => WatchKey.Top,
        _ => WatchKey.None,
    };
}
