using System.Text;

namespace OpsShell.Core.Nodes.Inventories;

/// <summary>Reads a plain list of hosts; the shape is described at <see cref="InventoryLoader"/>.</summary>
internal static class ListInventoryReader
{
    public static void Read(string file, string text, InventoryBuilder builder, InventoryFolders folders)
    {
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            var words = Words(line, new SourcePlace(file, number, 1)).ToList();
            if (words.Count == 0)
                continue;
            if (words[0].Text[0] == '[' && !words[0].Text.Contains(':', StringComparison.Ordinal))
                throw new InventoryException(words[0].Place, "a plain list has no sections; write groups=NAME after the host, or use YAML");
            ReadHost(words, builder, folders);
        }
    }

    private static void ReadHost(List<Word> words, InventoryBuilder builder, InventoryFolders folders)
    {
        var own = new Definitions();
        var groups = new List<GroupEntry>();
        foreach (var word in words.Skip(1))
        {
            var sign = word.Text.IndexOf('=', StringComparison.Ordinal);
            if (sign <= 0)
                throw new InventoryException(word.Place, $"'{word.Text}' is not key=value; a line has one host or range, and key=value after it");
            TextTable.Add(word.Text[..sign], word.Text[(sign + 1)..], word.Place, word.Place.Right(sign + 1), folders, builder, own, groups);
        }
        builder.AddHosts(words[0].Text, words[0].Place, own.Count == 0 ? null : own, groups.ToArray());
    }

    /// <summary>Words between blanks; double quotes keep blanks; <c>#</c> at the start of a word begins a comment.</summary>
    private static IEnumerable<Word> Words(string line, SourcePlace start)
    {
        for (var i = 0; i < line.Length;)
        {
            if (char.IsWhiteSpace(line[i]))
            {
                i++;
                continue;
            }
            if (line[i] == '#')
                yield break;
            var place = start.Right(i);
            yield return new Word(ReadWord(line, ref i, start), place);
        }
    }

    private static string ReadWord(string line, ref int i, SourcePlace start)
    {
        var word = new StringBuilder();
        var quote = -1;
        for (; i < line.Length && (quote >= 0 || !char.IsWhiteSpace(line[i])); i++)
        {
            if (line[i] == '"')
                quote = quote < 0 ? i : -1;
            else
                word.Append(line[i]);
        }
        if (quote >= 0)
            throw new InventoryException(start.Right(quote), "this quote is not closed");
        return word.Length > 0 ? word.ToString() : throw new InventoryException(start.Right(Math.Max(0, i - 2)), "a name is missing between the quotes");
    }

    private readonly record struct Word(string Text, SourcePlace Place);
}
