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
            throw Invalid($"Data line '{line}' is not in 'name{Delimiter}value' format. ");
        var name = Regex.Unescape(parts[0].Trim());
        if (table.ContainsKey(name))
            throw Invalid($"Data item '{name}' in line '{line}' is already defined. ");
        table.Add(name, Regex.Unescape(parts[1].Trim()));
    }

    private static PSInvalidOperationException Invalid(string message) => new(message);
}
