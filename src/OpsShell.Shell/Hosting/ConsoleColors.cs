using System.Globalization;

namespace OpsShell.Shell.Hosting;

/// <summary>The 16 colours of a console as ECMA-48 SGR, which every terminal knows.</summary>
internal static class ConsoleColors
{
    // The order of ConsoleColor counts blue first, that of SGR red.
    private static readonly int[] s_sgr = [0, 4, 2, 6, 1, 5, 3, 7];

    /// <summary>The colour of the terminal itself; what .NET says of a terminal whose colours it cannot ask for.</summary>
    public const ConsoleColor Default = (ConsoleColor)(-1);

    /// <summary>A text in colours; one of them may be <see cref="Default"/>.</summary>
    public static string Paint(string text, ConsoleColor foreground, ConsoleColor background)
    {
        var codes = string.Join(';', ((string?[])[Code(foreground, 30), Code(background, 40)]).Where(code => code is not null));
        return codes.Length == 0 ? text : $"\u001b[{codes}m{text}\u001b[0m";
    }

    /// <summary>The number for writing in a colour; null for <see cref="Default"/>.</summary>
    public static string? Foreground(ConsoleColor color) => Code(color, 30);

    private static string? Code(ConsoleColor color, int normal) => (int)color switch
    {
        < 0 or > 15 => null,
        < 8 and var dark => (normal + s_sgr[dark]).ToString(CultureInfo.InvariantCulture),
        var bright => (normal + 60 + s_sgr[bright - 8]).ToString(CultureInfo.InvariantCulture),
    };
}
