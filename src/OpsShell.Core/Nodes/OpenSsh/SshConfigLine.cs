using System.Collections.Immutable;
using System.Text;

namespace OpsShell.Core.Nodes.OpenSsh;

/// <summary>One line of an ssh_config taken apart: keyword, optional <c>=</c>, arguments with quotes. Pure.</summary>
internal readonly record struct SshConfigLine(string Keyword, ImmutableArray<SshWord> Arguments, SourcePlace Place)
{
    /// <summary>The line, or null for an empty line or a comment.</summary>
    /// <exception cref="InventoryException">A quote is not closed.</exception>
    public static SshConfigLine? Parse(string line, SourcePlace start)
    {
        var i = SkipBlanks(line, 0);
        if (i == line.Length || line[i] == '#')
            return null;
        var place = start.Right(i);
        var keyword = ReadKeyword(line, ref i, start);
        i = SkipBlanks(line, i);
        if (i < line.Length && line[i] == '=')
            i = SkipBlanks(line, i + 1);
        var arguments = ImmutableArray.CreateBuilder<SshWord>();
        while (i < line.Length && line[i] != '#')
        {
            var wordPlace = start.Right(i);
            arguments.Add(new SshWord(ReadWord(line, ref i, start), wordPlace));
            i = SkipBlanks(line, i);
        }
        return new SshConfigLine(keyword, arguments.ToImmutable(), place);
    }

    private static string ReadKeyword(string line, ref int i, SourcePlace start)
    {
        if (line[i] == '"')
            return ReadWord(line, ref i, start);
        var from = i;
        while (i < line.Length && !IsBlank(line[i]) && line[i] != '=')
            i++;
        return line[from..i];
    }

    /// <summary>Double and single quotes keep blanks; within a word a backslash keeps a quote or itself, as OpenSSH's argv_split.</summary>
    private static string ReadWord(string line, ref int i, SourcePlace start)
    {
        var word = new StringBuilder();
        var quote = '\0';
        var quoteAt = i;
        for (; i < line.Length && (quote != '\0' || !IsBlank(line[i])); i++)
        {
            var c = line[i];
            if (c == '\\' && i + 1 < line.Length && (line[i + 1] is '"' or '\'' or '\\' || (quote == '\0' && line[i + 1] == ' ')))
                word.Append(line[++i]);
            else if (quote == '\0' && c is '"' or '\'')
                (quote, quoteAt) = (c, i);
            else if (c == quote)
                quote = '\0';
            else
                word.Append(c);
        }
        return quote == '\0' ? word.ToString() : throw new InventoryException(start.Right(quoteAt), "this quote is not closed");
    }

    private static int SkipBlanks(string line, int i)
    {
        while (i < line.Length && IsBlank(line[i]))
            i++;
        return i;
    }

    private static bool IsBlank(char c) => c is ' ' or '\t' or '\r' or '\f';
}

/// <summary>An argument and where it stands.</summary>
internal readonly record struct SshWord(string Text, SourcePlace Place);
