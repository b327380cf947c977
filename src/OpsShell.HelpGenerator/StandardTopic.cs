using System.Text;

namespace OpsShell.HelpGenerator;

/// <summary>Writes about_OpsShell_Standard: what the standard cmdlets do otherwise than PowerShell's. Pure.</summary>
public static class StandardTopic
{
    private const int Width = 79;
    private const string Indent = "    ", Hanging = "        ";

    private const string Beginning = """
        TOPIC
            about_OpsShell_Standard

        SHORT DESCRIPTION
            How the standard cmdlets of opsshell differ from those of PowerShell.

        LONG DESCRIPTION
            Where opsshell is built with the bare PowerShell engine, it brings the
            standard cmdlets itself: the modules Microsoft.PowerShell.Utility and
            Microsoft.PowerShell.Management. They behave as PowerShell 7.6 documents
            them. A parameter that is left out does not exist: to use it is an error.
            Get-Command -Module Microsoft.PowerShell.* lists the cmdlets.

        DIFFERENCES

        """;

    private const string Ending = """

        SEE ALSO
            about_OpsShell
            Get-Command

        """;

    /// <summary>The topic.</summary>
    /// <param name="differences">Lines such as <c>Sort-Object: -Stable changes nothing.</c>; empty ones and comments (<c>#</c>) do not count.</param>
    public static string Write(IEnumerable<string> differences)
    {
        var text = new StringBuilder(Beginning);
        foreach (var line in differences.Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#').Order(StringComparer.OrdinalIgnoreCase))
            AppendWrapped(text, line);
        return text.Append(Ending).ToString();
    }

    private static void AppendWrapped(StringBuilder text, string line)
    {
        var column = 0;
        foreach (var word in line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (column > 0 && column + 1 + word.Length > Width)
            {
                text.Append('\n');
                column = 0;
            }
            var lead = column > 0 ? " " : text[^1] == '\n' && IsContinued(text) ? Hanging : Indent;
            text.Append(lead).Append(word);
            column += lead.Length + word.Length;
        }
        text.Append("\n\n");
    }

    /// <summary>Whether the line before belongs to the same entry: entries are set apart by empty lines.</summary>
    private static bool IsContinued(StringBuilder text) => text.Length > 1 && text[^2] != '\n';
}
