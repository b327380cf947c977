using System.Collections;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Converts lines of 'name = value' to a hashtable. Lines that start with # are comments; backslash escapes count.
/// </summary>
[Cmdlet(VerbsData.ConvertFrom, "StringData", RemotingCapability = RemotingCapability.None)]
[OutputType(typeof(Hashtable))]
public sealed class ConvertFromStringDataCommand : PSCmdlet
{
    /// <summary>The lines.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [AllowEmptyString]
    public string StringData { get; set; } = "";

    /// <summary>What stands between a name and its value; = unless given.</summary>
    [Parameter(Position = 1)]
    public char Delimiter { get; set; } = '=';

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var table = new Hashtable(StringComparer.OrdinalIgnoreCase);
        foreach (var line in StringData.Split('\n').Select(line => line.Trim()))
        {
            if (line.Length > 0 && line[0] != '#')
                Add(table, line);
        }
        WriteObject(table);
    }

    private void Add(Hashtable table, string line)
    {
        var parts = line.Split(Delimiter, 2);
        if (parts.Length < 2 || parts[0].Trim().Length == 0)
            throw Invalid($"The line '{line}' is not of the form 'name{Delimiter}value'.");
        var name = Unescape(parts[0].Trim());
        if (table.ContainsKey(name))
            throw Invalid($"The line '{line}' gives a value to '{name}', which has one already.");
        table.Add(name, Unescape(parts[1].Trim()));
    }

    private static string Unescape(string text)
    {
        try
        {
            return Regex.Unescape(text);
        }
        catch (RegexParseException e)
        {
            throw new PSArgumentException(
                $"'{text}' has a backslash that escapes nothing known. Double it for a plain one. {e.Message}", e);
        }
    }

    private static PSInvalidOperationException Invalid(string message) => new(message);
}
