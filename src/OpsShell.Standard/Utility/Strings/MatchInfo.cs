using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Microsoft.PowerShell.Commands;

/// <summary>A line that Select-String found.</summary>
public class MatchInfo
{
    private const string NoFile = "InputStream";
    private const string Emphasis = "\u001b[7m";
    private const string NoEmphasis = "\u001b[0m";

    private readonly IReadOnlyList<(int Start, int Length)> _emphasized;
    private string? _path;

    /// <summary>An empty description of a match.</summary>
    public MatchInfo()
        : this([])
    {
    }

    internal MatchInfo(IReadOnlyList<(int Start, int Length)> emphasized) => _emphasized = emphasized;

    /// <summary>Whether case was ignored.</summary>
    public bool IgnoreCase { get; set; }

    /// <summary>The number of the line in its file, or of the object in the pipeline; from 1.</summary>
    public ulong LineNumber { get; set; }

    /// <summary>The line.</summary>
    public string Line { get; set; } = "";

    /// <summary>The name of the file without its folder, or InputStream.</summary>
    public string Filename => _path is null ? NoFile : System.IO.Path.GetFileName(_path);

    /// <summary>The full path of the file, or InputStream.</summary>
    public string Path
    {
        get => _path ?? NoFile;
        set => _path = value;
    }

    /// <summary>The pattern that matched.</summary>
    public string? Pattern { get; set; }

    /// <summary>The lines around it, if they were asked for.</summary>
    public MatchInfoContext? Context { get; set; }

    /// <summary>The matches in the line: the first, or all when asked for; none for a simple or a negated match.</summary>
    public Match[] Matches { get; set; } = [];

    /// <summary>The path relative to a folder, if it lies in it.</summary>
    /// <param name="directory">The folder.</param>
    public string RelativePath(string directory)
    {
        if (_path is null || string.IsNullOrEmpty(directory) || !_path.StartsWith(directory, StringComparison.OrdinalIgnoreCase)
            || _path.Length <= directory.Length)
            return Path;
        if (directory[^1] == '/')
            return _path[directory.Length..];
        return _path[directory.Length] == '/' ? _path[(directory.Length + 1)..] : _path;
    }

    /// <summary>
    /// Path, number and text of the line; the text alone for what came by the pipeline. With the lines around it.
    /// </summary>
    public override string ToString() => Render(Path, Line);

    /// <summary>As ToString, with the path relative to a folder.</summary>
    /// <param name="directory">The folder.</param>
    public string ToString(string? directory) => Render(directory is null ? Path : RelativePath(directory), Line);

    /// <summary>As ToString, with the matches in reverse video where the terminal can show it.</summary>
    /// <param name="directory">The folder to which the path is relative.</param>
    public string ToEmphasizedString(string? directory) =>
        Render(directory is null ? Path : RelativePath(directory), EmphasizedLine());

    internal MatchInfo Clone()
    {
        var copy = (MatchInfo)MemberwiseClone();
        copy.Context = (MatchInfoContext?)Context?.Clone();
        copy.Matches = [.. Matches];
        return copy;
    }

    private string EmphasizedLine()
    {
        var text = new StringBuilder();
        var done = 0;
        foreach (var (start, length) in _emphasized)
        {
            text.Append(Line, done, start - done).Append(Emphasis).Append(Line, start, length).Append(NoEmphasis);
            done = start + length;
        }
        return text.Append(Line, done, Line.Length - done).ToString();
    }

    private string Render(string path, string line)
    {
        if (Context is not { } context)
            return Render(path, line, LineNumber, "");
        var lines = new List<string>();
        var number = LineNumber - (ulong)context.DisplayPreContext.Length;
        foreach (var before in context.DisplayPreContext)
            lines.Add(Render(path, before, number++, "  "));
        lines.Add(Render(path, line, number++, "> "));
        foreach (var after in context.DisplayPostContext)
            lines.Add(Render(path, after, number++, "  "));
        return string.Join(Environment.NewLine, lines);
    }

    private string Render(string path, string line, ulong number, string prefix) =>
        _path is null ? prefix + line : string.Create(CultureInfo.CurrentCulture, $"{prefix}{path}:{number}:{line}");
}
