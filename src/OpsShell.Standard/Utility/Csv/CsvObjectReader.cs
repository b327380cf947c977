using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Makes an object of each record, with the header's names as properties.</summary>
internal sealed class CsvObjectReader
{
    private const string ImportedMark = "CSV:";

    private const int BufferLength = 8192;

    private readonly char[] _buffer = new char[BufferLength];
    private readonly Cmdlet _cmdlet;
    private readonly char _delimiter;
    private string[]? _header;
    private string? _typeName;
    private bool _namesAreMissing;

    /// <param name="cmdlet">Who is warned and writes the objects.</param>
    /// <param name="delimiter">What parts the fields.</param>
    /// <param name="header">The names; null to take them from the first record.</param>
    public CsvObjectReader(Cmdlet cmdlet, char delimiter, string[]? header)
    {
        _cmdlet = cmdlet;
        _delimiter = delimiter;
        if (header is not null)
            _header = UniqueNames(header);
    }

    /// <summary>Writes the objects of a text. Its header, if it has one, serves for further texts as well.</summary>
    public void WriteObjects(TextReader text)
    {
        var reader = new CsvReader(text, _delimiter, _buffer);
        _typeName ??= reader.ReadTypeLine();
        var fields = new List<string>();
        if (_header is null && !ReadHeader(reader, fields))
            return;
        while (reader.Read(fields))
        {
            if (fields.Count > 1 || fields[0].Length > 0)
                _cmdlet.WriteObject(ToObject(fields));
        }
    }

    /// <summary>The header of a text; empty if it has none.</summary>
    public static IReadOnlyList<string> HeaderOf(TextReader text, char delimiter)
    {
        var reader = new CsvReader(text, delimiter, new char[BufferLength]);
        reader.ReadTypeLine();
        var fields = new List<string>();
        return TryReadHeader(reader, fields) ? fields : [];
    }

    private bool ReadHeader(CsvReader reader, List<string> fields)
    {
        if (!TryReadHeader(reader, fields))
            return false;
        _header = UniqueNames([.. fields]);
        return true;
    }

    // Lines that start with # are comments, but for '#Fields: ' of the extended log format.
    private static bool TryReadHeader(CsvReader reader, List<string> fields)
    {
        const string LogFields = "#Fields: ";
        while (reader.Read(fields))
        {
            while (fields.Count > 1 && fields[^1].Length == 0)
                fields.RemoveAt(fields.Count - 1);
            if (fields[0].StartsWith(LogFields, StringComparison.Ordinal))
                fields[0] = fields[0][LogFields.Length..];
            else if (fields[0].StartsWith('#'))
                continue;
            return true;
        }
        return false;
    }

    private string[] UniqueNames(string[] names)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        if (names.FirstOrDefault(name => name.Length > 0 && !seen.Add(name)) is { } twice)
            _cmdlet.ThrowTerminatingError(new ErrorRecord(
                new ExtendedTypeSystemException($"The member \"{twice}\" is already present."),
                "AlreadyPresentPSMemberInfoInternalCollectionAdd", ErrorCategory.NotSpecified, null));
        var unnamed = 0;
        string[] complete = [.. names.Select(name => name.Length > 0 ? name : $"H{++unnamed}")];
        _namesAreMissing = unnamed > 0;
        return complete;
    }

    private PSObject ToObject(List<string> fields)
    {
        WarnOfNames();
        var result = new PSObject(_header!.Length);
        for (var i = 0; i < _header.Length; i++)
            result.Properties.Add(new PSNoteProperty(_header[i], i < fields.Count ? fields[i] : null), preValidated: true);
        if (_typeName is not null)
        {
            result.TypeNames.Clear();
            result.TypeNames.Add(_typeName);
            result.TypeNames.Add(ImportedMark + _typeName);
        }
        return result;
    }

    private void WarnOfNames()
    {
        if (!_namesAreMissing)
            return;
        _namesAreMissing = false;
        _cmdlet.WriteWarning(
            "One or more headers were not specified. Default names starting with \"H\" have been used in place of any "
            + "missing headers.");
    }
}
