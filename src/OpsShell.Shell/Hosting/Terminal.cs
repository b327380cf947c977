namespace OpsShell.Shell.Hosting;

/// <summary>What standard output and standard error are.</summary>
internal static class Terminal
{
    // A file or a pipe has no edge; wide enough that views neither cut nor wrap what grep and diff are to see.
    private const int WidthWithoutTerminal = 400;

    // What a mail from cron and a page in a browser show well.
    private const int ReportWidthWithoutTerminal = 120;

    /// <summary>Whether colours may go to standard output: a terminal, and no NO_COLOR (no-color.org).</summary>
    public static bool OutputHasColor => !Console.IsOutputRedirected && HasColor;

    /// <summary>Whether colours and progress may go to standard error.</summary>
    public static bool ErrorIsTerminal => !Console.IsErrorRedirected && IsCapable;

    /// <summary>Whether colours may go to standard error.</summary>
    public static bool ErrorHasColor => ErrorIsTerminal && HasColor;

    /// <summary>Whether lines can be edited: a terminal on both sides, that moves its cursor when told to.</summary>
    public static bool CanEdit => !Console.IsInputRedirected && !Console.IsOutputRedirected && IsCapable;

    /// <summary>Columns of the terminal for PowerShell's views; <c>COLUMNS</c>, or 400, without one.</summary>
    public static int Width => WidthOr(WidthWithoutTerminal);

    /// <summary>Columns of the terminal for a report, whose text is wrapped; <c>COLUMNS</c>, or 120, without one.</summary>
    public static int ReportWidth => WidthOr(ReportWidthWithoutTerminal);

    private static int WidthOr(int otherwise)
    {
        if (!Console.IsOutputRedirected && Console.WindowWidth is > 0 and var width)
            return width;
        return int.TryParse(Environment.GetEnvironmentVariable("COLUMNS"), out var columns) && columns is >= 24 and <= 10_000 ? columns : otherwise;
    }

    private static bool HasColor => string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && IsCapable;

    private static bool IsCapable => Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } and not "dumb";
}
