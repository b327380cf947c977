using System.Globalization;
using OpsShell.Core.Text;

namespace OpsShell.Core.Nodes;

/// <summary>
/// A file that describes nodes (an inventory, an ssh_config) is wrong, or cannot be read. The message reads
/// <c>inventory.yaml:12:7: unknown key 'prot'...</c>, as compilers write it, so that editors can jump there.
/// </summary>
public sealed class InventoryException : Exception
{
    /// <summary>Makes one.</summary>
    /// <param name="file">The file, as the user named it.</param>
    /// <param name="line">Line, from 1; 0 when the file as a whole is meant.</param>
    /// <param name="column">Character in the line, from 1; 0 when the line as a whole is meant.</param>
    /// <param name="message">What is wrong, the value seen, and the way out.</param>
    /// <param name="inner">The cause.</param>
    public InventoryException(string file, int line, int column, string message, Exception? inner = null)
        : base($"{DisplayText.Clean(Place(file, line, column))}: {DisplayText.Clean(message)}", inner)
    {
        File = file;
        Line = line;
        Column = column;
        Reason = DisplayText.Clean(message);
    }

    /// <summary>The file.</summary>
    public string File { get; }

    /// <summary>Line, from 1; 0 when the file as a whole is meant.</summary>
    public int Line { get; }

    /// <summary>Character in the line, from 1; 0 when the line as a whole is meant.</summary>
    public int Column { get; }

    /// <summary>The message without the place.</summary>
    public string Reason { get; }

    internal InventoryException(SourcePlace place, string message, Exception? inner = null)
        : this(place.File, place.Line, place.Column, message, inner)
    {
    }

    private static string Place(string file, int line, int column) => (line, column) switch
    {
        (0, _) => file,
        (_, 0) => string.Create(CultureInfo.InvariantCulture, $"{file}:{line}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{file}:{line}:{column}"),
    };
}
