using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using OpsShell.Shell.Editing;
using OpsShell.Shell.Hosting;

namespace OpsShell.Shell.Interactive.ReadLine;

/// <summary>Colours by the names and in the forms of PSReadLine.</summary>
internal static partial class EditorColors
{
    private static readonly ImmutableDictionary<string, Func<EditorPalette, string, EditorPalette>> Known =
        new Dictionary<string, Func<EditorPalette, string, EditorPalette>>
        {
            ["Command"] = (palette, style) => palette with { Command = style },
            ["Comment"] = (palette, style) => palette with { Comment = style },
            ["Emphasis"] = (palette, style) => palette with { Match = style },
            ["Error"] = (palette, style) => palette with { Error = style },
            ["InlinePrediction"] = (palette, style) => palette with { Suggestion = style },
            ["Keyword"] = (palette, style) => palette with { Keyword = style },
            ["Number"] = (palette, style) => palette with { Number = style },
            ["Operator"] = (palette, style) => palette with { Operator = style },
            ["Parameter"] = (palette, style) => palette with { Parameter = style },
            ["Selection"] = (palette, style) => palette with { Selection = style },
            ["String"] = (palette, style) => palette with { Text = style },
            ["Type"] = (palette, style) => palette with { Type = style },
            ["Variable"] = (palette, style) => palette with { Variable = style },
        }.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly ImmutableHashSet<string> OnlyPSReadLine = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase,
        "ContinuationPrompt", "Default", "ListPrediction", "ListPredictionSelected", "ListPredictionTooltip", "Member");

    /// <summary>Whether PSReadLine has a colour of that name, and this editor has not.</summary>
    public static bool IsLeftOut(string name) => OnlyPSReadLine.Contains(name);

    /// <summary>The palette with another colour.</summary>
    /// <exception cref="FormatException">There is no such name, or the colour has none of the forms; the message says which there are.</exception>
    public static EditorPalette Set(EditorPalette palette, string name, object? color) => Known.TryGetValue(name, out var set)
        ? set(palette, Style(color))
        : throw new FormatException($"There is no colour '{name}'; there are {string.Join(", ", Known.Keys.Order(StringComparer.Ordinal))}.");

    /// <summary>A colour as parameters of SGR (ECMA-48): from a ConsoleColor, its name, <c>#rrggbb</c>, or a sequence of escapes.</summary>
    public static string Style(object? color)
    {
        if (color is ConsoleColor console)
            return ConsoleColors.Foreground(console) ?? "";
        var text = color?.ToString() ?? "";
        if (Escapes().IsMatch(text))
            return string.Join(';', Escape().Matches(text).Select(escape => escape.Groups[1].Value).Where(style => style.Length > 0));
        if (Hexadecimal().Match(text) is { Success: true } hex)
        {
            var number = int.Parse(hex.Groups[1].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
            return string.Create(CultureInfo.InvariantCulture, $"38;2;{number >> 16};{(number >> 8) & 255};{number & 255}");
        }
        return Enum.TryParse<ConsoleColor>(text, ignoreCase: true, out var named) && Enum.IsDefined(named)
            ? ConsoleColors.Foreground(named)!
            : throw new FormatException($"'{Core.Text.DisplayText.Clean(text)}' is no colour; write a ConsoleColor (DarkYellow), '#rrggbb' or an escape sequence (\"`e[33m\").");
    }

    [GeneratedRegex(@"\A(?:\u001b\[[0-9;:]*m)+\z")]
    private static partial Regex Escapes();

    [GeneratedRegex(@"\u001b\[([0-9;:]*)m")]
    private static partial Regex Escape();

    [GeneratedRegex(@"\A(?:#|0x)?([0-9a-fA-F]{6})\z")]
    private static partial Regex Hexadecimal();
}
