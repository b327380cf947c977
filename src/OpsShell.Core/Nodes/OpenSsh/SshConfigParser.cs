using System.Collections.Immutable;
using OpsShell.Core.Nodes.Inventories;
using OpsShell.Core.Nodes.Selection;

namespace OpsShell.Core.Nodes.OpenSsh;

/// <summary>
/// Reads ssh_config(5) files with their includes into sections. Nothing is ever executed. Keywords without a meaning here
/// are passed over, because each OpenSSH release adds some; one that no release has is told of.
/// </summary>
internal sealed class SshConfigParser(NodeEnvironment environment)
{
    /// <summary>Deepest Include, as in OpenSSH (READCONF_MAX_DEPTH).</summary>
    public const int MaximumDepth = 16;

    /// <summary>Most files that includes may come to.</summary>
    public const int MaximumFiles = 1024;

    private readonly List<string> _ignored = [];
    private int _files;

    /// <summary>The sections, in order of the files.</summary>
    public List<SshSection> Sections { get; } = [];

    /// <summary>What was passed over and may matter to the user.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Keywords that nobody knows; what they were meant to say concerns all nodes.</summary>
    public List<string> Unknown { get; } = [];

    /// <exception cref="InventoryException">A file cannot be read, or a line is wrong.</exception>
    public void ReadFile(string path, string includeFolder)
    {
        Begin(-1, []);
        ReadFile(path, includeFolder, 0, default);
    }

    private void ReadFile(string path, string includeFolder, int depth, SourcePlace from)
    {
        if (depth > MaximumDepth)
            throw new InventoryException(from, $"Include is nested deeper than {MaximumDepth} files; is '{path}' included by itself?");
        if (++_files > MaximumFiles)
            throw new InventoryException(from, $"Include has led to more than {MaximumFiles} files");
        var number = 0;
        var parent = Sections[^1].Parent;
        foreach (var text in InventoryText.Read(path, strict: false).Split('\n'))
        {
            number++;
            if (SshConfigLine.Parse(text, new SourcePlace(path, number, 1)) is { } line)
                ReadLine(line, includeFolder, depth, parent);
        }
    }

    private void ReadLine(SshConfigLine line, string includeFolder, int depth, int parent)
    {
        if (line.Arguments.IsEmpty)
            throw new InventoryException(line.Place, $"'{line.Keyword}' has no argument");
        switch (line.Keyword.ToUpperInvariant())
        {
            case "HOST":
                Begin(parent, [new SshCriterion(SshCriterionKind.OriginalHost, [.. line.Arguments.Select(word => word.Text)], Negated: false)]);
                break;
            case "MATCH":
                Begin(parent, SshMatchLine.Parse(line, Warnings));
                break;
            case "INCLUDE":
                Include(line, includeFolder, depth);
                break;
            case "IGNOREUNKNOWN":
                _ignored.AddRange(line.Arguments.SelectMany(word => word.Text.Split(',')));
                break;
            default:
                if (SshKeywords.Warning(line) is { } warning && !_ignored.Exists(pattern => GlobPattern.Matches(pattern, line.Keyword)))
                    Unknown.Add(warning);
                if (SshOptionReader.Read(line, Warnings) is { } option)
                    Sections[^1].Lines.Add(option);
                break;
        }
    }

    private void Begin(int parent, ImmutableArray<SshCriterion> criteria) => Sections.Add(new SshSection(parent, criteria, []));

    /// <summary>
    /// An included file begins within the section that includes it, and its own Host lines hold only where that section does.
    /// After it, that section goes on.
    /// </summary>
    private void Include(SshConfigLine line, string includeFolder, int depth)
    {
        var around = Sections.Count - 1;
        foreach (var word in line.Arguments)
        {
            foreach (var file in Files(word, includeFolder))
            {
                Begin(around, []);
                ReadFile(file, includeFolder, depth + 1, word.Place);
            }
        }
        // It goes on as a section of its own, so that the order of options stays that of the text.
        Begin(around, []);
    }

    private IEnumerable<string> Files(SshWord word, string includeFolder)
    {
        var pattern = word.Text.StartsWith("~/", StringComparison.Ordinal) ? environment.Home + word.Text[1..] : word.Text;
        return FileGlob.Find(Path.Combine(includeFolder, pattern)).Where(File.Exists);
    }
}
