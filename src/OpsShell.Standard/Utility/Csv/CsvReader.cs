using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Reads records of delimited text, as forgiving as PowerShell is: blanks before a field and around a quoted one do not count, quoted
/// fields may span lines, and a quote inside an unquoted field is a plain character.
/// </summary>
/// <param name="source">The text.</param>
/// <param name="delimiter">What parts the fields.</param>
/// <param name="buffer">Room to read into; it may serve many readers in turn, since lines from a pipeline have one each.</param>
internal sealed class CsvReader(TextReader source, char delimiter, char[] buffer)
{
    private const int End = -1;

    private readonly StringBuilder _field = new();
    private int _position;
    private int _length;

    /// <summary>Reads the next record into <paramref name="fields"/>; false at the end of the text.</summary>
    /// <remarks>An empty field that ends the text without a line break is not there.</remarks>
    public bool Read(List<string> fields)
    {
        fields.Clear();
        while (true)
        {
            SkipBlanks();
            var next = Peek();
            if (next == End)
                return fields.Count > 0;
            var quoted = next == '"' && delimiter != '"';
            var terminator = quoted ? ReadQuoted() : ReadPlain();
            if (quoted || terminator != End || _field.Length > 0)
                fields.Add(_field.ToString());
            if (terminator != delimiter)
                return fields.Count > 0;
        }
    }

    /// <summary>The type that a first line '#TYPE name' tells; any first line that starts with # is passed over.</summary>
    public string? ReadTypeLine()
    {
        if (Peek() != '#')
            return null;
        _field.Clear();
        while (!IsEndOfLine(Peek()))
            _field.Append((char)Take());
        TakeEndOfLine();
        const string Mark = "#TYPE";
        var line = _field.ToString();
        if (!line.StartsWith(Mark, StringComparison.OrdinalIgnoreCase))
            return null;
        var type = line[Mark.Length..].Trim();
        return type.Length == 0 ? null : type;
    }

    // What follows the closing quote belongs to the field unless it is blank.
    private int ReadQuoted()
    {
        Take();
        _field.Clear();
        while (true)
        {
            var next = Take();
            if (next == End)
                return End;
            if (next == '"' && Peek() != '"')
                break;
            if (next == '"')
                Take();
            _field.Append((char)next);
        }
        var closed = _field.Length;
        var terminator = ReadToTerminator();
        if (IsBlankFrom(closed))
            _field.Length = closed;
        return terminator;
    }

    // Of blanks that end an unquoted field, the first one stays.
    private int ReadPlain()
    {
        _field.Clear();
        var terminator = ReadToTerminator();
        for (var i = 0; i < _field.Length && _field[i] != '"'; i++)
        {
            if (!IsBlank(_field[i]))
                continue;
            if (IsBlankFrom(i))
                _field.Length = i + 1;
            break;
        }
        return terminator;
    }

    // Takes the delimiter or the end of the line, and says which it was.
    private int ReadToTerminator()
    {
        while (true)
        {
            var next = Peek();
            if (next == delimiter)
                return Take();
            if (IsEndOfLine(next))
                return TakeEndOfLine();
            _field.Append((char)Take());
        }
    }

    private bool IsBlankFrom(int start)
    {
        for (var i = start; i < _field.Length; i++)
        {
            if (!IsBlank(_field[i]))
                return false;
        }
        return true;
    }

    private static bool IsBlank(char character) => character is ' ' or '\t';

    private void SkipBlanks()
    {
        while (Peek() is ' ' or '\t' && Peek() != delimiter)
            Take();
    }

    private static bool IsEndOfLine(int character) => character is End or '\n' or '\r';

    private int TakeEndOfLine()
    {
        var first = Take();
        if (first == '\r' && Peek() == '\n')
            Take();
        return first;
    }

    private int Take()
    {
        var next = Peek();
        if (next != End)
            _position++;
        return next;
    }

    private int Peek()
    {
        if (_position < _length)
            return buffer[_position];
        _length = source.Read(buffer, 0, buffer.Length);
        _position = 0;
        return _length > 0 ? buffer[0] : End;
    }
}
