using System.Globalization;
using System.Text;

namespace OpsShell.Shell.Editing;

/// <summary>From the bytes that a terminal sends to keys (ECMA-48, as xterm and its kin use it).</summary>
internal sealed class KeyDecoder
{
    private const byte Escape = 0x1b;
    private static readonly byte[] PasteEnd = "\u001b[201~"u8.ToArray();
    private readonly List<byte> _pending = [];
    private bool _pasting;

    // Where in a paste the search for its end goes on: a paste of a megabyte comes in hundreds of pieces.
    private int _searched;

    /// <summary>Whether bytes wait for others; a lone Escape is known only by nothing following it.</summary>
    public bool IsPending => _pending.Count > 0;

    /// <summary>Whether a pasted text is arriving; there is no point in giving up on its end.</summary>
    public bool IsPasting => _pasting;

    /// <summary>Takes bytes; gives the keys that are whole.</summary>
    public IReadOnlyList<KeyPress> Feed(ReadOnlySpan<byte> bytes)
    {
        _pending.AddRange(bytes);
        return Drain(final: false);
    }

    /// <summary>Nothing more follows for now: what waits is all there is.</summary>
    public IReadOnlyList<KeyPress> Flush() => _pasting ? [] : Drain(final: true);

    private List<KeyPress> Drain(bool final)
    {
        var keys = new List<KeyPress>();
        var taken = 0;
        while (taken < _pending.Count && Next(taken, final, out var key) is > 0 and var length)
        {
            taken += length;
            if (key is { } whole)
                keys.Add(whole);
        }
        _pending.RemoveRange(0, taken);
        return keys;
    }

    /// <summary>Decodes at a place; the number of bytes taken, 0 when it is not whole.</summary>
    private int Next(int at, bool final, out KeyPress? key)
    {
        key = null;
        if (_pasting)
            return TakePaste(at, out key);
        var first = _pending[at];
        if (first == Escape)
            return TakeEscape(at, final, out key);
        if (first < 0x20 || first == 0x7f)
        {
            key = ControlKey(first);
            return 1;
        }
        return TakeCharacter(at, final, out key);
    }

    private int TakeEscape(int at, bool final, out KeyPress? key)
    {
        key = new(EditorKey.Escape);
        if (at + 1 >= _pending.Count)
            return final ? 1 : 0;
        switch (_pending[at + 1])
        {
            case (byte)'[':
                return TakeSequence(at, final, out key);
            case (byte)'O' when at + 2 < _pending.Count:
                key = Cursor((char)_pending[at + 2], KeyModifiers.None);
                return 3;
            case (byte)'O':
                key = new(EditorKey.Character, KeyModifiers.Alt, "O");
                return final ? 2 : 0;
            case Escape:
                return 1;
            default:
                var length = Next(at + 1, final, out var inner);
                key = inner is { } pressed ? pressed with { Modifiers = pressed.Modifiers | KeyModifiers.Alt } : null;
                return length == 0 ? 0 : length + 1;
        }
    }

    /// <summary>A control sequence: parameters, intermediates, one final byte.</summary>
    private int TakeSequence(int at, bool final, out KeyPress? key)
    {
        var end = at + 2;
        while (end < _pending.Count && _pending[end] is >= 0x20 and < 0x40)
            end++;
        key = null;
        if (end >= _pending.Count)
            return final ? end - at : 0;
        var parameters = Encoding.ASCII.GetString([.. _pending.GetRange(at + 2, end - at - 2)]);
        if (_pending[end] == (byte)'~' && parameters == "200")
        {
            _pasting = true;
            _searched = 0;
        }
        else
        {
            key = Sequence(parameters, (char)_pending[end]);
        }
        return end - at + 1;
    }

    private int TakePaste(int at, out KeyPress? key)
    {
        key = null;
        // What precedes a paste is taken before it arrives whole, so it begins the pending bytes from its second piece on.
        for (var end = at + (at == 0 ? _searched : 0); end + PasteEnd.Length <= _pending.Count; end++)
        {
            if (_pending[end] != Escape || !_pending.GetRange(end, PasteEnd.Length).SequenceEqual(PasteEnd))
                continue;
            _pasting = false;
            var text = Encoding.UTF8.GetString([.. _pending.GetRange(at, end - at)]);
            // A terminal sends the ends of lines as Enter would be.
            key = new(EditorKey.Paste, KeyModifiers.None, text.ReplaceLineEndings("\n"));
            return end - at + PasteEnd.Length;
        }
        _searched = Math.Max(0, _pending.Count - at - PasteEnd.Length + 1);
        return 0;
    }

    private int TakeCharacter(int at, bool final, out KeyPress? key)
    {
        var available = _pending.GetRange(at, Math.Min(4, _pending.Count - at)).ToArray();
        var status = Rune.DecodeFromUtf8(available, out var rune, out var length);
        key = null;
        if (status == System.Buffers.OperationStatus.NeedMoreData && !final)
            return 0;
        key = KeyPress.Typed(rune.ToString());
        return Math.Max(1, length);
    }

    private static KeyPress ControlKey(byte value) => value switch
    {
        0x09 => new(EditorKey.Tab),
        // A line feed is what Enter was while a program ran before, with the terminal in its usual mode.
        0x0a or 0x0d => new(EditorKey.Enter),
        0x08 or 0x7f => new(EditorKey.Backspace),
        0x00 => KeyPress.Control(' '),
        <= 0x1a => KeyPress.Control((char)(value + 0x60)),
        _ => KeyPress.Control((char)(value + 0x40)),
    };

    private static KeyPress Sequence(string parameters, char final)
    {
        var numbers = parameters.Split(';').Select(Number).ToArray();
        var modifiers = numbers.Length > 1 ? Modifiers(numbers[1]) : KeyModifiers.None;
        return final switch
        {
            'Z' => new(EditorKey.Tab, KeyModifiers.Shift),
            '~' when numbers is [27, _, var code, ..] => Coded(code, modifiers),
            '~' => new(Numbered(numbers[0]), modifiers),
            'u' => Coded(numbers[0], modifiers),
            _ => Cursor(final, modifiers),
        };
    }

    /// <summary>The number before any sub-parameters; 0 for none.</summary>
    private static int Number(string text) =>
        int.TryParse(text.Split(':')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    private static KeyModifiers Modifiers(int parameter) => (KeyModifiers)(Math.Max(0, parameter - 1) & 7);

    private static KeyPress Cursor(char final, KeyModifiers modifiers) => final switch
    {
        'A' => new(EditorKey.Up, modifiers),
        'B' => new(EditorKey.Down, modifiers),
        'C' => new(EditorKey.Right, modifiers),
        'D' => new(EditorKey.Left, modifiers),
        'H' => new(EditorKey.Home, modifiers),
        'F' => new(EditorKey.End, modifiers),
        'M' => new(EditorKey.Enter, modifiers),
        _ => new(EditorKey.Unknown),
    };

    private static EditorKey Numbered(int number) => number switch
    {
        1 or 7 => EditorKey.Home,
        3 => EditorKey.Delete,
        4 or 8 => EditorKey.End,
        5 => EditorKey.PageUp,
        6 => EditorKey.PageDown,
        _ => EditorKey.Unknown,
    };

    /// <summary>A key by its code point, as terminals send it that tell every combination apart.</summary>
    private static KeyPress Coded(int code, KeyModifiers modifiers)
    {
        if (code is < 0x20 or 0x7f && code > 0)
        {
            return code switch
            {
                0x1b => new(EditorKey.Escape, modifiers),
                _ => ControlKey((byte)code) with { Modifiers = modifiers },
            };
        }
        return Rune.IsValid(code) && code > 0 ? new(EditorKey.Character, modifiers, new Rune(code).ToString()) : new(EditorKey.Unknown);
    }
}
