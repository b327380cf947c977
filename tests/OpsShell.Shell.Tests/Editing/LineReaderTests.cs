using CsCheck;
using OpsShell.Shell.Editing;

namespace OpsShell.Shell.Tests.Editing;

public sealed class LineReaderTests
{
    private const string Left = "\u001b[D", Right = "\u001b[C", Up = "\u001b[A", Down = "\u001b[B", End = "\u001b[F", Escape = "\u001b";

    [Theory]
    [InlineData("abc\u0001X\r", "Xabc")]
    [InlineData("abc\u0002\u0002X\r", "aXbc")]
    [InlineData("abc\u0001\u0006X\u0005Y\r", "aXbcY")]
    [InlineData("abc\u0001\u0004\r", "bc")]
    [InlineData("abc\b\u007fX\r", "aX")]
    [InlineData("one two\u0001\u000b\u0019\u0019\r", "one twoone two")]
    [InlineData("one two\u0017\u0017\u0019\r", "one two")]
    [InlineData("one two\u0015x\u0019\r", "xone two")]
    [InlineData("one two-three\u001b\u007f\r", "one two-")]
    [InlineData("one two\u001bb\u001bd\u0019\u0019\r", "one twotwo")]
    [InlineData("one two\u0001\u001bf\u001bfX\r", "one twoX")]
    [InlineData("one\u001b[1;5D\u001b[1;5CX\r", "oneX")]
    [InlineData("one two\u0001\u001bd\u0005\u0019\r", " twoone")]
    [InlineData("a\u0015b\u0015\u0019\u001by\r", "a")]
    [InlineData("ab\u0014\r", "ba")]
    [InlineData("abc\u0002\u0014\r", "acb")]
    [InlineData("中文\u0014\r", "文中")]
    [InlineData("one two\u001f\r", "one")]
    [InlineData("one two\u001f\u001f\r", "")]
    [InlineData("one\u0015\u001f\r", "one")]
    [InlineData("e\u0301x\u001b[D\u007f\r", "x")]
    [InlineData("👨‍👩‍👧\u007fx\r", "x")]
    [InlineData("x\u001b\u001b[3~y\r", "xy")]
    [InlineData("\u001b[999~\u001b[Oab\r", "ab")]
    public void Keys_edit_as_in_bash(string typed, string line) => Assert.Equal(line, new Desk().Line(typed));

    [Fact]
    public void What_is_typed_shows_and_the_cursor_is_behind_it()
    {
        var desk = new Desk();
        desk.Terminal.Type("echo 中文 e\u0301").Then(() =>
        {
            Assert.Equal("> echo 中文 e\u0301", desk.Screen);
            Assert.Equal((0, 13), desk.Terminal.Screen.Cursor);
        });
        Assert.Equal(EditStep.End, desk.Read().Step);
        Assert.False(desk.Terminal.IsRaw);
    }

    [Fact]
    public void The_command_is_in_its_colour()
    {
        var desk = new Desk();
        desk.Line("ls\r");
        Assert.Contains("\u001b[0;33m", desk.Terminal.Written.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Control_C_drops_the_line_and_control_D_leaves_only_an_empty_one()
    {
        var desk = new Desk();
        desk.Terminal.Type("abc\u0001\u0003");
        Assert.Equal(EditStep.Cancel, desk.Read().Step);
        Assert.Equal("> abc^C", desk.Screen);
        desk.Terminal.Type("\u0004");
        Assert.Equal(EditStep.End, desk.Read().Step);
        Assert.Equal("b", desk.Line("ab\u0001\u0004\r"));
    }

    [Fact]
    public void An_incomplete_text_goes_on_in_the_next_line()
    {
        var desk = new Desk();
        Assert.Equal("if ($x) {\n1 }", desk.Line("if ($x) {\r", "1 }\r"));
        Assert.Equal("> if ($x) {\n>> 1 }", desk.Screen);
    }

    [Fact]
    public void Up_and_down_move_within_several_lines_first()
    {
        var desk = new Desk().After("former");
        Assert.Equal("{1\n2}", desk.Line("{\r2}" + Up + "1\r"));
        desk.After("{1\n2}");
        Assert.Equal("former", desk.Line(Up + Up + Up + "\r"));
    }

    [Fact]
    public void Pasted_lines_are_inserted_and_not_run()
    {
        var desk = new Desk();
        desk.Terminal.Type("\u001b[200~a\rb\r\u001b[201~").Then(() => Assert.Equal("> a\n>> b\n>>", desk.Screen));
        Assert.Equal("a\nb\n", desk.Line("\r"));
        Assert.Equal("", desk.Line("\u001b[200~a\rb\u001b[201~\u001f\r"));
    }

    [Fact]
    public void Control_characters_in_a_paste_show_and_do_nothing()
    {
        var desk = new Desk();
        desk.Terminal.Type("\u001b[200~a\u001b[2Jb\u001b[201~").Then(() => Assert.Equal("> a^[[2Jb", desk.Screen));
        desk.Read();
    }

    [Fact]
    public void Up_finds_what_begins_as_typed()
    {
        var desk = new Desk().After("get one", "set two", "get three", "get three");
        Assert.Equal("get one", desk.Line("ge" + Up + Up + "\r"));
        Assert.Equal("get three", desk.Line("ge" + Up + Up + Down + "\r"));
        Assert.Equal("ge", desk.Line("ge" + Up + Up + Down + Down + "\r"));
        Assert.Equal("get one", desk.Line("ge" + Up + Up + Up + Up + "\r"));
        Assert.Equal("set two", desk.Line("\u0010\u0010\r"));
    }

    [Fact]
    public void A_search_finds_older_and_older_lines()
    {
        var desk = new Desk().After("Get-Item one", "sleep", "get-item two", "x");
        Assert.Equal("get-item two", desk.Line("\u0012ITEM\r"));
        Assert.Equal("Get-Item one", desk.Line("\u0012item\u0012\r"));
        Assert.Equal("get-item two", desk.Line("\u0012item\u0012\u0013\r"));
        Assert.Equal("sleep", desk.Line("\u0012sx\u007f\r"));
        Assert.Equal("mineX", desk.Line("mine\u0012item\u0007X\r"));
    }

    [Fact]
    public void A_search_that_finds_nothing_says_so()
    {
        var desk = new Desk().After("Get-Item one");
        desk.Terminal.Type("\u0012zzz").Then(() => Assert.Equal(">\nnot in history: zzz_", desk.Screen));
        Assert.Equal(EditStep.End, desk.Read().Step);
    }

    [Fact]
    public void A_search_shows_what_it_finds_and_where()
    {
        var desk = new Desk().After("Get-Item one");
        desk.Terminal.Type("\u0012tem").Then(() =>
        {
            Assert.Equal("> Get-Item one\nsearch history: tem_", desk.Screen);
            Assert.Equal((0, 7), desk.Terminal.Screen.Cursor);
        });
        desk.Read();
    }

    [Fact]
    public void The_newest_line_that_begins_as_typed_is_suggested()
    {
        var desk = new Desk().After("git commit -m x", "git push origin main");
        desk.Terminal.Type("git p").Then(() =>
        {
            Assert.Equal("> git push origin main", desk.Screen);
            Assert.Equal((0, 7), desk.Terminal.Screen.Cursor);
        });
        Assert.Equal("git push origin main", desk.Line(Right + "\r"));
        Assert.Equal("git push origin main", desk.Line("gi" + End + "\r"));
        Assert.Equal("git push", desk.Line("git p\u001bf\r"));
        Assert.Equal("git p", desk.Line("git p\r"));
        Assert.Equal("> git p", desk.Screen.Split('\n')[^1]);
    }

    [Fact]
    public void Alt_dot_brings_the_last_argument_of_older_and_older_lines()
    {
        var desk = new Desk().After("cp a 'b c'", "ls /tmp");
        Assert.Equal("cat /tmp", desk.Line("cat \u001b.\r"));
        Assert.Equal("cat 'b c'", desk.Line("cat \u001b.\u001b.\r"));
    }

    [Fact]
    public void Tab_takes_the_only_way_and_what_all_begin_with()
    {
        var desk = new Desk().With("Get-Item", "Get-ItemProperty", "Set-Item");
        Assert.Equal("Set-Item", desk.Line("set\t\r"));
        Assert.Equal("Get-Item", desk.Line("get\t\r"));
        Assert.Equal("nothing", desk.Line("nothing\t\r"));
    }

    [Fact]
    public void A_menu_shows_the_ways_and_a_hint()
    {
        var desk = new Desk().With("aaa1", "aaa2", "aaa3");
        desk.Terminal.Type("x aaa\t").Then(() => Assert.Equal("> x aaa1\naaa1  aaa2  aaa3\nhint of aaa1", desk.Screen))
            .Type("\t").Then(() => Assert.Equal("> x aaa2\naaa1  aaa2  aaa3\nhint of aaa2", desk.Screen))
            .Type("\r").Then(() => Assert.Equal("> x aaa2", desk.Screen));
        Assert.Equal("x aaa2", desk.Line("\r"));
    }

    [Theory]
    [InlineData("a\t\u001b[Z\r\r", "a3")]
    [InlineData("a\t\t\t\t\r\r", "a1")]
    [InlineData("a\t\u001b[B\r\r", "a2")]
    [InlineData("a\t\u001b[C\u001b[D\r\r", "a1")]
    [InlineData("a\t\t!\r", "a2!")]
    [InlineData("a\t\t\u0007!\r", "a!")]
    [InlineData("a\t\t\u007f!\r", "a!")]
    [InlineData("a\t\t\r\u001f\r", "a")]
    public void A_menu_is_moved_in_and_left(string typed, string line) => Assert.Equal(line, new Desk().With("a1", "a2", "a3").Line(typed));

    [Fact]
    public void Escape_alone_leaves_the_menu()
    {
        var desk = new Desk().With("a1", "a2");
        desk.Terminal.Type("a\t" + Escape).Then(() => { }).Then(() => Assert.Equal("> a", desk.Screen));
        desk.Read();
    }

    [Fact]
    public void A_long_menu_has_pages_and_leaves_the_screen_whole()
    {
        var desk = new Desk(30, 8).With([.. Enumerable.Range(100, 500).Select(number => $"item{number}")]);
        desk.Terminal.Write("before\r\n");
        desk.Terminal.Type("item\t").Then(() =>
        {
            Assert.Equal(["before", "> item100", "item100  item102  item104", "item101  item103  item105", "1 of 500  hint of item100"], desk.Screen.Split('\n'));
        }).Type("\u001b[6~").Then(() => Assert.Contains("item106  item108", desk.Screen, StringComparison.Ordinal))
            .Type("\u0007").Then(() => Assert.Equal("before\n> item", desk.Screen));
        desk.Read();
    }

    [Fact]
    public void A_menu_at_the_bottom_scrolls_what_is_above()
    {
        var desk = new Desk(30, 6).With("a1", "a2");
        for (var i = 0; i < 5; i++)
            desk.Terminal.Write($"line {i}\r\n");
        desk.Terminal.Type("a\t").Then(() => Assert.Equal("line 2\nline 3\nline 4\n> a1\na1  a2\nhint of a1", desk.Screen))
            .Type("\r").Then(() => Assert.Equal("line 2\nline 3\nline 4\n> a1", desk.Screen));
        Assert.Equal("a1", desk.Line("\r"));
    }

    [Fact]
    public void A_slow_completion_is_given_up_by_control_C()
    {
        var terminal = new FakeTerminal(40, 10);
        var reader = new LineReader(terminal, new(), new NoSyntax(), new EndlessCompleter(), new(EditorPalette.Plain));
        terminal.Type("a\t").TypeAtWork("\u0003");
        Assert.Equal(EditStep.Cancel, reader.Read("> ").Step);
    }

    [Fact]
    public void A_line_that_control_C_follows_at_once_is_not_run()
    {
        var desk = new Desk();
        desk.Terminal.Type("sleep 9\rxy\u0003z");
        Assert.Equal(EditStep.Cancel, desk.Read().Step);
        Assert.Equal("> sleep 9^C", desk.Screen);
        desk.Terminal.Type("\r");
        Assert.Equal((EditStep.Accept, "z"), (desk.Read() is var next ? next.Step : default, next.Text));
    }

    [Fact]
    public void Long_lines_wrap_and_the_cursor_with_them()
    {
        var desk = new Desk(10, 6);
        desk.Terminal.Type("12345678").Then(() => Assert.Equal((1, 0), desk.Terminal.Screen.Cursor))
            .Type("9中中中").Then(() => Assert.Equal("> 12345678\n9中中中", desk.Screen))
            .Type("中中").Then(() => Assert.Equal("> 12345678\n9中中中中\n中", desk.Screen))
            .Type("\u0001").Then(() => Assert.Equal((0, 2), desk.Terminal.Screen.Cursor));
        desk.Read();
    }

    [Fact]
    public void A_line_that_fills_its_row_leaves_no_empty_one()
    {
        var desk = new Desk(10, 6);
        Assert.Equal("12345678", desk.Line("12345678\r"));
        Assert.Equal((1, 0), desk.Terminal.Screen.Cursor);
    }

    [Fact]
    public void A_text_higher_than_the_screen_shows_where_the_cursor_is_and_in_the_end_as_a_whole()
    {
        var desk = new Desk(20, 4);
        var lines = string.Join('\r', Enumerable.Range(1, 9));
        desk.Terminal.Type($"\u001b[200~{lines}\u001b[201~").Then(() => Assert.Equal(">> 6\n>> 7\n>> 8\n>> 9", desk.Screen))
            .Type(string.Concat(Enumerable.Repeat(Up, 8))).Then(() => Assert.StartsWith("> 1\n", desk.Screen, StringComparison.Ordinal));
        desk.Line("\r");
        Assert.Equal(6, desk.Terminal.Screen.Scrolled);
    }

    [Fact]
    public void Another_size_shows_all_again()
    {
        var desk = new Desk(20, 6);
        desk.Terminal.Type("123456789012345678901").Resize(12, 6).Then(() =>
        {
            Assert.Equal("> 1234567890\n12345678901", desk.Screen);
            Assert.Equal((1, 11), desk.Terminal.Screen.Cursor);
        });
        desk.Read();
    }

    [Fact]
    public void A_cleared_screen_begins_with_the_line()
    {
        var desk = new Desk();
        desk.Terminal.Write("above\r\n");
        desk.Terminal.Type("ab\u000c").Then(() => Assert.Equal("first\n> ab", desk.Screen));
        desk.Read("first\n> ");
    }

    [Fact]
    public void Output_without_a_line_end_is_not_written_over()
    {
        var desk = new Desk();
        desk.Terminal.Write("output");
        desk.Terminal.Then(() => Assert.Equal("output%\n>", desk.Screen));
        desk.Read();
    }

    [Fact]
    public void Paste_marks_are_asked_for_only_while_editing()
    {
        var desk = new Desk();
        desk.Line("x\r");
        var written = desk.Terminal.Written.ToString();
        Assert.StartsWith("\u001b[?2004h", written, StringComparison.Ordinal);
        Assert.EndsWith("\u001b[?2004l", written, StringComparison.Ordinal);
    }

    [Fact]
    public void Work_for_later_begins_when_the_first_prompt_stands()
    {
        var terminal = new FakeTerminal(40, 10);
        var begun = 0;
        var reader = new LineReader(terminal, new(), new NoSyntax(), new EndlessCompleter(), new(EditorPalette.Plain))
        {
            WhenIdle = () =>
            {
                Assert.Equal(">", terminal.Screen.Text);
                begun++;
            },
        };
        reader.Read("> ");
        reader.Read("> ");
        Assert.Equal(1, begun);
    }

    [Fact]
    public void Whatever_is_typed_the_line_stands_on_the_screen_in_the_end()
    {
        string[] keys =
        [
            "a", "it", "中", " ", "\t", "\t", Up, Down, Left, Right, "\u0001", "\u0005", "\u000b", "\u0015", "\u0017", "\u0019", "\u001f", "\u007f",
            "\u0012", "\u0013", "\u0007", "\u001bf", "\u001bb", "\u001b.", "\u001b\r", "\u001b[200~x\ry\u001b[201~", "\u001b[5~", "\u001b[6~", "\u001b[Z", "\u0000",
        ];
        Gen.Int[0, keys.Length - 1].Select(i => keys[i]).List[0, 40].Sample(typed =>
        {
            var desk = new Desk(24, 30).With([.. Enumerable.Range(1, 40).Select(number => $"item{number}")]).After("item one", "ab c d", "a\nb", "中文 it");
            // One by one, so that each is shown; and out of menu and search before the line is ended.
            foreach (var key in typed.Append("\u0007").Append("\r"))
                desk.Terminal.Type(key);
            var line = desk.Read();
            Assert.Equal(EditStep.Accept, line.Step);
            var shown = string.Join('\n', ("> " + line.Text.Replace("\n", "\n>> ", StringComparison.Ordinal)).Split('\n').Select(row => row.TrimEnd()));
            // How lines wrap is looked at elsewhere.
            if (!line.Text.Split('\n').Any(row => CellText.Width(row) > 20))
                Assert.EndsWith(shown.TrimEnd('\n'), desk.Screen, StringComparison.Ordinal);
        }, iter: 300);
    }

    private sealed class NoSyntax : ISyntax
    {
        public SyntaxView Look(string text) => new([], false);
    }

    private sealed class EndlessCompleter : ICompleter
    {
        public CompletionList Complete(string text, int cursor, CancellationToken cancellation)
        {
            cancellation.WaitHandle.WaitOne();
            return CompletionList.None;
        }
    }
}
