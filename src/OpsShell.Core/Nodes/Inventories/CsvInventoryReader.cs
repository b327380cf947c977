using System.Text;
using CsvHelper;

namespace OpsShell.Core.Nodes.Inventories;

/// <summary>Reads a CSV inventory; the shape is described at <see cref="InventoryLoader"/>.</summary>
internal static class CsvInventoryReader
{
    private const string NameColumn = "name";
    private const int MaximumRecord = 1 << 20;

    public static void Read(string file, string text, InventoryBuilder builder, InventoryFolders folders)
    {
        // Line numbers, comments and blank lines are the library's; the separator is fixed, because ';' joins groups.
        var options = new CsvReaderOptions
        {
            Separator = ',',
            HasHeader = false,
            CommentPrefix = '#',
            TrimWhitespace = true,
            TrackLineNumbers = true,
            MalformedData = CsvMalformedDataHandling.Throw,
            MaxRecordSize = MaximumRecord,
        };
        try
        {
            using var reader = CsvReader.FromText(text, options);
            ReadAll(reader, file, builder, folders);
        }
        catch (CsvFormatException error)
        {
            throw new InventoryException(
                file, (int)error.LineNumber, 0, "this is not CSV: a quote within a field must be written twice and the field within quotes, and a quoted field must end", error);
        }
    }

    private static void ReadAll(CsvReader reader, string file, InventoryBuilder builder, InventoryFolders folders)
    {
        string[]? header = null;
        while (reader.Read())
        {
            var fields = Enumerable.Range(0, reader.FieldCount).Select(reader.GetString).ToArray();
            var row = new CsvRow(file, (int)reader.LineNumber, Encoding.UTF8.GetString(reader.RawRecord));
            if (header is null)
                header = ReadHeader(fields, row);
            else
                ReadHost(fields, header, row, builder, folders);
        }
    }

    private static string[] ReadHeader(string[] header, CsvRow row)
    {
        if (!header.Contains(NameColumn, StringComparer.OrdinalIgnoreCase))
            throw new InventoryException(row.Place(0), $"the first row has no column '{NameColumn}'; it has {string.Join(", ", header.Select(name => $"'{name}'"))}");
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < header.Length; i++)
        {
            if (header[i].Length == 0)
                throw new InventoryException(row.Place(i), "this column has no name");
            if (!seen.Add(header[i]))
                throw new InventoryException(row.Place(i), $"there are two columns '{header[i]}'");
        }
        return header;
    }

    private static void ReadHost(string[] fields, string[] header, CsvRow row, InventoryBuilder builder, InventoryFolders folders)
    {
        if (fields.Length != header.Length)
            throw new InventoryException(row.Place(0), $"this row has {fields.Length} fields; the first row names {header.Length}");
        var own = new Definitions();
        var groups = new List<GroupEntry>();
        var name = Array.FindIndex(header, column => column.Equals(NameColumn, StringComparison.OrdinalIgnoreCase));
        for (var i = 0; i < fields.Length; i++)
        {
            if (i != name && fields[i].Length > 0)
                TextTable.Add(header[i], fields[i], row.Place(i), row.Place(i), folders, builder, own, groups);
        }
        if (fields[name].Length == 0)
            throw new InventoryException(row.Place(name), "the name is empty");
        builder.AddHosts(fields[name], row.Place(name), own.Count == 0 ? null : own, groups.ToArray());
    }

    /// <summary>A record and where it begins.</summary>
    private readonly record struct CsvRow(string File, int Line, string Raw)
    {
        /// <summary>Where a field begins: fields end at commas outside quotes.</summary>
        public SourcePlace Place(int field)
        {
            var (line, column, quoted) = (Line, 1, false);
            foreach (var c in Raw)
            {
                if (field == 0)
                    break;
                quoted ^= c == '"';
                field -= c == ',' && !quoted ? 1 : 0;
                (line, column) = c == '\n' ? (line + 1, 1) : (line, column + 1);
            }
            return new SourcePlace(File, line, column);
        }
    }
}
