using System.Globalization;

namespace OpsShell.Core.Nodes.OpenSsh;

/// <summary>Times as OpenSSH writes them: <c>90</c>, <c>10s</c>, <c>1m30s</c>, <c>2h</c> (sshd_config(5), TIME FORMATS).</summary>
internal static class SshTime
{
    /// <exception cref="FormatException">It is no time above zero, or longer than a day.</exception>
    public static TimeSpan Parse(string text)
    {
        var total = 0L;
        for (var i = 0; i < text.Length;)
        {
            var start = i;
            while (i < text.Length && char.IsAsciiDigit(text[i]))
                i++;
            if (!int.TryParse(text.AsSpan(start, i - start), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
                throw Invalid(text);
            total += number * (i == text.Length ? 1 : Seconds(text[i++], text));
        }
        return total is > 0 and <= 86_400 ? TimeSpan.FromSeconds(total) : throw Invalid(text);
    }

    private static long Seconds(char unit, string text) => unit switch
    {
        's' or 'S' => 1,
        'm' or 'M' => 60,
        'h' or 'H' => 3600,
        'd' or 'D' => 86_400,
        'w' or 'W' => 604_800,
        _ => throw Invalid(text),
    };

    private static FormatException Invalid(string text) =>
        new($"'{text}' is not a time; seconds such as 10, or 10s, 1m30s, up to one day are");
}
