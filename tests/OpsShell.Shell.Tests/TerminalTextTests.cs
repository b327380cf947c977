using OpsShell.Shell.Hosting;

namespace OpsShell.Shell.Tests;

public sealed class TerminalTextTests
{
    [Theory]
    [InlineData("plain\ttext\n", "plain\ttext\n")]
    [InlineData("\u001b[31;1mred\u001b[0m", "\u001b[31;1mred\u001b[0m")]
    [InlineData("\u001b]0;title\u0007x", "\\x1b]0;title\\x07x")]
    [InlineData("a\u001b[2Jb\u001b[32mc", "a\\x1b[2Jb\u001b[32mc")]
    [InlineData("over\rwrite\b", "over\\rwrite\\x08")]
    public void Colours_stay_and_the_rest_shows(string text, string expected) => Assert.Equal(expected, TerminalText.KeepColors(text));

    [Theory]
    [InlineData("\r5 %", "\r5 %")]
    [InlineData("5 %\r", "5 %\r")]
    [InlineData("\u001b[32m\r5 %\u001b[0m", "\u001b[32m\r5 %\u001b[0m")]
    [InlineData("\u001b[32m5 %\r\u001b[0m", "\u001b[32m5 %\r\u001b[0m")]
    [InlineData("HTTP/1.1 200 OK\r\nServer: x\r\n", "HTTP/1.1 200 OK\r\nServer: x\r\n")]
    [InlineData("evil\rgood\u001b[2J", "evil\\rgood\\x1b[2J")]
    [InlineData("plain\u001b[31mred", "plain\u001b[31mred")]
    public void Returns_stay_where_they_hide_nothing(string text, string expected) => Assert.Equal(expected, TerminalText.KeepReturns(text));
}
