using CsCheck;
using OpsShell.Shell.Editing;

namespace OpsShell.Shell.Tests.Editing;

public sealed class EditBufferTests
{
    private static readonly string[] Keys =
    [
        "a", "b ", "中", "e\u0301", "\u0001", "\u0002", "\u0005", "\u0006", "\u0004", "\u000b", "\u0015", "\u0017", "\u0019", "\u0014",
        "\u007f", "\u001bb", "\u001bf", "\u001bd", "\u001b\u007f", "\u001by", "\u001b\r", "\u001b[H", "\u001b[F",
    ];

    [Fact]
    public void Any_keys_leave_the_cursor_between_characters_and_all_can_be_undone()
    {
        Gen.Int[0, Keys.Length - 1].Select(i => Keys[i]).List[0, 40].Sample(keys =>
        {
            var buffer = new EditBuffer();
            var commands = new EditCommands(buffer);
            var decoder = new KeyDecoder();
            foreach (var key in keys.SelectMany(text => decoder.Feed(System.Text.Encoding.UTF8.GetBytes(text))))
            {
                commands.Apply(key);
                Assert.InRange(buffer.Cursor, 0, buffer.Text.Length);
                Assert.False(buffer.Cursor < buffer.Text.Length && char.IsLowSurrogate(buffer.Text[buffer.Cursor]));
            }
            while (buffer.Undo())
                Assert.InRange(buffer.Cursor, 0, buffer.Text.Length);
            return buffer.Text.Length == 0;
        }, iter: 1000);
    }

    [Fact]
    public void Lines_keep_the_column_as_far_as_they_go()
    {
        var buffer = new EditBuffer();
        buffer.Set("long line\nx\nthird");
        Assert.Equal(11, buffer.InLine(-1));
        buffer.MoveTo(5);
        Assert.Null(buffer.InLine(-1));
        Assert.Equal(11, buffer.InLine(1));
    }
}
