using System.Text;
using CsCheck;
using OpsShell.Shell.Editing;

namespace OpsShell.Shell.Tests.Editing;

public sealed class KeyDecoderTests
{
    [Theory]
    [InlineData("\u001b[A", EditorKey.Up, KeyModifiers.None)]
    [InlineData("\u001bOA", EditorKey.Up, KeyModifiers.None)]
    [InlineData("\u001b[1;5C", EditorKey.Right, KeyModifiers.Control)]
    [InlineData("\u001b[1;3D", EditorKey.Left, KeyModifiers.Alt)]
    [InlineData("\u001b[H", EditorKey.Home, KeyModifiers.None)]
    [InlineData("\u001b[4~", EditorKey.End, KeyModifiers.None)]
    [InlineData("\u001b[3~", EditorKey.Delete, KeyModifiers.None)]
    [InlineData("\u001b[3;5~", EditorKey.Delete, KeyModifiers.Control)]
    [InlineData("\u001b[Z", EditorKey.Tab, KeyModifiers.Shift)]
    [InlineData("\t", EditorKey.Tab, KeyModifiers.None)]
    [InlineData("\r", EditorKey.Enter, KeyModifiers.None)]
    [InlineData("\n", EditorKey.Enter, KeyModifiers.None)]
    [InlineData("\u001b\r", EditorKey.Enter, KeyModifiers.Alt)]
    [InlineData("\u001b[13;2u", EditorKey.Enter, KeyModifiers.Shift)]
    [InlineData("\u007f", EditorKey.Backspace, KeyModifiers.None)]
    [InlineData("\u001b\u007f", EditorKey.Backspace, KeyModifiers.Alt)]
    [InlineData("\u001b[I", EditorKey.Unknown, KeyModifiers.None)]
    internal void Sequences_are_keys(string sent, EditorKey key, KeyModifiers modifiers) =>
        Assert.Equal([new KeyPress(key, modifiers)], Decode(sent));

    [Fact]
    public void Letters_keep_their_modifiers()
    {
        Assert.Equal([KeyPress.Control('a'), EditCommands.Alt('f'), KeyPress.Control('_')], Decode("\u0001\u001bf\u001f"));
        Assert.Equal([KeyPress.Control('r')], Decode("\u001b[114;5u"));
        Assert.Equal([KeyPress.Control('r')], Decode("\u001b[27;5;114~"));
    }

    [Fact]
    public void A_character_may_come_in_pieces()
    {
        var decoder = new KeyDecoder();
        var bytes = "中"u8.ToArray();
        Assert.Empty(decoder.Feed(bytes.AsSpan(0, 1)));
        Assert.Empty(decoder.Feed(bytes.AsSpan(1, 1)));
        Assert.Equal([KeyPress.Typed("中")], decoder.Feed(bytes.AsSpan(2)));
    }

    [Fact]
    public void A_lone_escape_is_known_when_nothing_follows()
    {
        var decoder = new KeyDecoder();
        Assert.Empty(decoder.Feed([0x1b]));
        Assert.True(decoder.IsPending);
        Assert.Equal([new KeyPress(EditorKey.Escape)], decoder.Flush());
        Assert.False(decoder.IsPending);
    }

    [Fact]
    public void What_is_pasted_is_one_text_whatever_is_in_it()
    {
        var keys = Decode("a\u001b[200~one\r\ntwo\rthree\t\u001b[A\u0003\u001b[201~b");
        Assert.Equal([KeyPress.Typed("a"), new(EditorKey.Paste, KeyModifiers.None, "one\ntwo\nthree\t\u001b[A\u0003"), KeyPress.Typed("b")], keys);
    }

    [Fact]
    public void However_the_bytes_are_cut_the_keys_are_the_same()
    {
        const string Sent = "ab中\u001b[1;5C\u001b[200~x\r中y\u001b[201~\u001bf\u001b[3~\r👍";
        var bytes = Encoding.UTF8.GetBytes(Sent);
        var whole = Decode(Sent);
        Gen.Int[0, bytes.Length].List[0, 6].Sample(cuts =>
        {
            var decoder = new KeyDecoder();
            var keys = new List<KeyPress>();
            var from = 0;
            foreach (var cut in cuts.Append(bytes.Length).Order())
            {
                keys.AddRange(decoder.Feed(bytes.AsSpan(from, cut - from)));
                from = cut;
            }
            return keys.SequenceEqual(whole);
        }, iter: 500);
    }

    private static IReadOnlyList<KeyPress> Decode(string sent)
    {
        var decoder = new KeyDecoder();
        return [.. decoder.Feed(Encoding.UTF8.GetBytes(sent)), .. decoder.Flush()];
    }
}
