using OpsShell.Shell.Hosting;

namespace OpsShell.Shell.Tests;

public sealed class ConsoleColorsTests
{
    [Theory]
    [InlineData(ConsoleColor.Red, ConsoleColors.Default, "\u001b[91mx\u001b[0m")]
    [InlineData(ConsoleColor.DarkRed, ConsoleColors.Default, "\u001b[31mx\u001b[0m")]
    [InlineData(ConsoleColor.DarkYellow, ConsoleColor.DarkBlue, "\u001b[33;44mx\u001b[0m")]
    [InlineData(ConsoleColors.Default, ConsoleColor.Cyan, "\u001b[106mx\u001b[0m")]
    [InlineData(ConsoleColors.Default, ConsoleColors.Default, "x")]
    public void Colours_are_those_of_the_console(ConsoleColor foreground, ConsoleColor background, string expected) =>
        Assert.Equal(expected, ConsoleColors.Paint("x", foreground, background));
}
