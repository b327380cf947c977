using CsCheck;
using OpsShell.Shell.Editing;

namespace OpsShell.Shell.Tests.Editing;

public sealed class ScreenPainterTests
{
    private static readonly string[] Pieces = ["a", "bc", " ", "中", "文字", "👍", "❤\ufe0f", "e\u0301", "\n", "\t", "0123456789"];

    private static readonly Gen<string> Text = Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).List[0, 14].Select(string.Concat);

    [Fact]
    public void Step_by_step_the_screen_is_what_it_is_in_one_go()
    {
        var size = new ScreenSize(11, 6);
        Gen.Select(Text, Gen.Int[0, 30], Gen.Bool).List[1, 8].Sample(steps =>
        {
            var (screen, painter) = (new VirtualScreen(size.Width, size.Height), new ScreenPainter());
            ScreenFrame frame = ScreenFrame.Empty;
            foreach (var (text, cursor, menu) in steps)
            {
                frame = FrameBuilder.Build(View(text, cursor, menu), size);
                screen.Write(painter.Paint(frame, size.Width));
                Assert.True(frame.Rows.Count <= size.Height);
            }
            var fresh = new VirtualScreen(size.Width, size.Height);
            fresh.Write(new ScreenPainter().Paint(frame, size.Width));
            // A frame that was higher once has moved down; its rows and the cursor's place in them are the same.
            var moved = size.Height - frame.Rows.Count;
            Assert.Equal(fresh.Cursor.Column, screen.Cursor.Column);
            Assert.InRange(screen.Cursor.Row - fresh.Cursor.Row, 0, Math.Max(moved, 0));
            Assert.Equal(fresh.Text.TrimStart('\n'), screen.Text.TrimStart('\n'));
        }, iter: 2000);
    }

    [Fact]
    public void What_follows_a_typed_character_is_not_written_again()
    {
        var size = new ScreenSize(40, 6);
        var painter = new ScreenPainter();
        painter.Paint(FrameBuilder.Build(View("some words", 10, false), size), size.Width);
        var written = painter.Paint(FrameBuilder.Build(View("some words!", 11, false), size), size.Width);
        Assert.DoesNotContain("words", written, StringComparison.Ordinal);
        Assert.Contains('!', written);
    }

    [Fact]
    public void Nothing_new_writes_nothing()
    {
        var size = new ScreenSize(40, 6);
        var painter = new ScreenPainter();
        var frame = FrameBuilder.Build(View("some words", 10, true), size);
        painter.Paint(frame, size.Width);
        Assert.Equal("", painter.Paint(frame, size.Width));
    }

    [Fact]
    public void A_prompt_keeps_its_colours_and_takes_no_room_for_them()
    {
        var size = new ScreenSize(40, 6);
        var view = View("x", 1, false) with { Prompt = "\u001b]0;title\u0007\u001b[31mred\u001b[0m> " };
        var frame = FrameBuilder.Build(view, size);
        Assert.Equal(6, frame.CursorColumn);
        Assert.Contains("\u001b]0;title\u0007\u001b[31mred\u001b[0m> ", new ScreenPainter().Paint(frame, size.Width), StringComparison.Ordinal);
    }

    private static EditorView View(string text, int cursor, bool menu)
    {
        var place = Math.Min(cursor, text.Length);
        while (place > 0 && place < text.Length && !IsBoundary(text, place))
            place--;
        return new("> ", text, place, [], "", "", menu ? [Row("one"), Row("two")] : []);
    }

    private static bool IsBoundary(string text, int place)
    {
        var at = 0;
        while (at < place)
            at += CellText.ClusterLength(text, at);
        return at == place;
    }

    private static ScreenRow Row(string text)
    {
        var writer = new RowWriter(11);
        writer.Add(text, "");
        return writer.ToRows()[0];
    }
}
