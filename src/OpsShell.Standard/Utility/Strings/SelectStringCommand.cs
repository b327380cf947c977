using System.Globalization;
using System.Management.Automation;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;

namespace Microsoft.PowerShell.Commands;

/// <summary>Finds text in files and objects.</summary>
[Cmdlet(VerbsCommon.Select, "String", DefaultParameterSetName = FileSet)]
[OutputType(typeof(bool), typeof(MatchInfo), ParameterSetName = [FileSet, ObjectSet, LiteralSet])]
[OutputType(typeof(string), ParameterSetName = [FileRawSet, ObjectRawSet, LiteralRawSet])]
public sealed class SelectStringCommand : PSCmdlet
{
    private const string FileSet = "File";
    private const string FileRawSet = "FileRaw";
    private const string ObjectSet = "Object";
    private const string ObjectRawSet = "ObjectRaw";
    private const string LiteralSet = "LiteralFile";
    private const string LiteralRawSet = "LiteralFileRaw";

    private LineMatcher _matcher = null!;
    private MatchContextTracker _pipeline = null!;
    private WildcardPattern[]? _included;
    private WildcardPattern[]? _excluded;
    private bool _emphasize;
    private bool _done;
    private ulong _record;

    /// <summary>
    /// How plain text is compared: Ordinal, Invariant, Current (default) or a culture's name. Goes with SimpleMatch.
    /// </summary>
    [Parameter]
    [ValidateNotNull]
    [ArgumentCompletions("Ordinal", "Invariant", "Current")]
    public string Culture { get; set; } = "Current";

    /// <summary>The objects to search as text; file objects are searched by their content.</summary>
    [Parameter(ValueFromPipeline = true, Mandatory = true, ParameterSetName = ObjectSet)]
    [Parameter(ValueFromPipeline = true, Mandatory = true, ParameterSetName = ObjectRawSet)]
    [AllowNull]
    [AllowEmptyString]
    public PSObject? InputObject { get; set; }

    /// <summary>
    /// The patterns: regular expressions, or plain text with SimpleMatch. A line that matches one of them is found.
    /// </summary>
    [Parameter(Mandatory = true, Position = 0)]
    public string[] Pattern { get; set; } = [];

    /// <summary>The files; wildcards are allowed.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = FileSet)]
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = FileRawSet)]
    [FileToPath]
    [SupportsWildcards]
    public string[]? Path { get; set; }

    /// <summary>The files, with nothing taken for a wildcard.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralSet)]
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = LiteralRawSet)]
    [FileToPath]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    /// <summary>Writes the lines as text.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ObjectRawSet)]
    [Parameter(Mandatory = true, ParameterSetName = FileRawSet)]
    [Parameter(Mandatory = true, ParameterSetName = LiteralRawSet)]
    public SwitchParameter Raw { get; set; }

    /// <summary>Takes the patterns as plain text.</summary>
    [Parameter]
    public SwitchParameter SimpleMatch { get; set; }

    /// <summary>Tells upper and lower case apart.</summary>
    [Parameter]
    public SwitchParameter CaseSensitive { get; set; }

    /// <summary>Writes whether there is a match: true or false.</summary>
    [Parameter(ParameterSetName = ObjectSet)]
    [Parameter(ParameterSetName = FileSet)]
    [Parameter(ParameterSetName = LiteralSet)]
    public SwitchParameter Quiet { get; set; }

    /// <summary>Writes the first match of each file only.</summary>
    [Parameter]
    public SwitchParameter List { get; set; }

    /// <summary>Does not show the matches in reverse video.</summary>
    [Parameter]
    public SwitchParameter NoEmphasis { get; set; }

    /// <summary>Of the files, only those whose path matches one of these patterns.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Include { get; set; }

    /// <summary>Of the files, not those whose path matches one of these patterns.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[]? Exclude { get; set; }

    /// <summary>Finds the lines that do not match.</summary>
    [Parameter]
    public SwitchParameter NotMatch { get; set; }

    /// <summary>Finds all matches in a line, not the first only.</summary>
    [Parameter]
    public SwitchParameter AllMatches { get; set; }

    /// <summary>The encoding of the files, where they do not say it themselves. Default: UTF-8.</summary>
    [Parameter]
    [FileEncoding]
    [ArgumentCompleter(typeof(FileEncodingCompleter))]
    [ValidateNotNullOrEmpty]
    public Encoding Encoding { get; set; } = FileEncodingAttribute.Default;

    /// <summary>How many lines to give before and after a match: one number for both, or two.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ValidateCount(1, 2)]
    [ValidateRange(0, int.MaxValue)]
    public int[]? Context { get; set; }

    private (int Before, int After) ContextLines => Raw || Context is null ? (0, 0) : (Context[0], Context[^1]);

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (!SimpleMatch && MyInvocation.BoundParameters.ContainsKey(nameof(Culture)))
        {
            var why = new InvalidOperationException("You must specify -Culture parameter only with -SimpleMatch parameter.");
            var error = new ErrorRecord(why, "CannotSpecifyCultureWithoutSimpleMatch", ErrorCategory.InvalidData, null);
            ThrowTerminatingError(error);
        }
        _matcher = SimpleMatch
            ? LineMatcher.Texts(Pattern, Culture, CaseSensitive)
            : LineMatcher.Expressions(Pattern, Array.ConvertAll(Pattern, Compile), AllMatches && !NotMatch);
        _pipeline = CreateTracker();
        _included = Include is null ? null : VariableCommandBase.Patterns(Include);
        _excluded = Exclude is null ? null : VariableCommandBase.Patterns(Exclude);
        _emphasize = !NoEmphasis && !NotMatch && Host?.UI?.SupportsVirtualTerminal == true;
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_done)
            return;
        if (Path is not null || LiteralPath is not null)
            ProcessFiles(ResolvePaths());
        else if (InputObject?.BaseObject is FileInfo file)
            ProcessFiles([file.FullName]);
        else
            ProcessObject();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _pipeline.TrackEnd();
        if (!_done)
            Flush(_pipeline);
    }

    private Regex Compile(string pattern)
    {
        try
        {
            return new Regex(pattern, CaseSensitive ? RegexOptions.None : RegexOptions.IgnoreCase);
        }
        catch (ArgumentException e)
        {
            ThrowTerminatingError(Error($"The string {pattern} is not a valid regular expression: {e.Message}", "InvalidRegex", e));
            throw;
        }
    }

    private MatchContextTracker CreateTracker() => new(ContextLines.Before, ContextLines.After);

    private void ProcessFiles(IEnumerable<string> files)
    {
        foreach (var file in files)
        {
            if (Directory.Exists(file))
                continue;
            if (ProcessFile(file) && Quiet)
                return;
        }
        if (Quiet)
            WriteObject(List ? null : false);
    }

    private bool ProcessFile(string file)
    {
        if (_included is not null && !PropertyReader.IsExcluded(_included, file) || PropertyReader.IsExcluded(_excluded, file))
            return false;
        try
        {
            return SearchFile(file);
        }
        catch (Exception e) when (e is IOException or NotSupportedException or SecurityException or UnauthorizedAccessException)
        {
            WriteError(Error($"The file {file} cannot be read: {e.Message}", "ProcessingFile", e));
            return false;
        }
    }

    private bool SearchFile(string file)
    {
        var tracker = CreateTracker();
        var found = false;
        using (var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite), Encoding))
        {
            var number = 0UL;
            while (!Stopping && reader.ReadLine() is { } line)
            {
                number++;
                if (FindIn(line) is { } match)
                {
                    match.Path = file;
                    match.LineNumber = number;
                    tracker.TrackMatch(match);
                }
                else
                {
                    tracker.TrackLine(line);
                }
                if (tracker.Ready.Count == 0)
                    continue;
                found = true;
                // The file is closed before its one match is written, so that the next command can change it.
                if (Quiet || List)
                    break;
                Flush(tracker);
            }
        }
        tracker.TrackEnd();
        return Flush(tracker) || found;
    }

    private void ProcessObject()
    {
        _record++;
        var known = InputObject?.BaseObject as MatchInfo;
        var line = known?.Line
            ?? (string?)LanguagePrimitives.ConvertTo(InputObject, typeof(string), CultureInfo.InvariantCulture);
        if (known is not null && ContextLines != (0, 0))
        {
            Context = null;
            _pipeline = CreateTracker();
            WriteWarning("The Context parameter was ignored because the objects are matches already.");
        }
        line ??= "";
        if (FindIn(line) is { } match)
        {
            match.LineNumber = _record;
            _pipeline.TrackMatch(known is null ? match : Filtered(known));
        }
        else
        {
            _pipeline.TrackLine(line);
        }
        if (Flush(_pipeline) && Quiet)
            _done = true;
    }

    /// <summary>
    /// A match that is found again stays what it is; but its neighbours may be gone, so their lines are not shown.
    /// </summary>
    private static MatchInfo Filtered(MatchInfo known)
    {
        if (known.Context is null)
            return known;
        var copy = known.Clone();
        copy.Context!.DisplayPreContext = [];
        copy.Context.DisplayPostContext = [];
        return copy;
    }

    private MatchInfo? FindIn(string line)
    {
        var found = _matcher.Find(line);
        if (found is null != NotMatch)
            return null;
        return new MatchInfo(_emphasize && found is { } where ? where.Places : [])
        {
            IgnoreCase = !CaseSensitive,
            Line = line,
            Pattern = found?.Pattern ?? Pattern[0],
            Matches = found?.Matches ?? [],
            Context = ContextLines == (0, 0) ? null : new MatchInfoContext(),
        };
    }

    private bool Flush(MatchContextTracker tracker)
    {
        if (tracker.Ready.Count == 0)
            return false;
        if (Quiet && !List)
        {
            WriteObject(true);
            tracker.Ready.Clear();
            return true;
        }
        do
            WriteObject(Raw ? tracker.Ready.Dequeue().Line : tracker.Ready.Dequeue());
        while (tracker.Ready.Count > 0 && !List);
        tracker.Ready.Clear();
        return true;
    }

    private List<string> ResolvePaths()
    {
        var files = new List<string>();
        foreach (var path in LiteralPath ?? Path ?? [])
        {
            ProviderInfo provider;
            var resolved = LiteralPath is null
                ? GetResolvedProviderPathFromPSPath(path, out provider)
                : [SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _)];
            if (provider.Name == "FileSystem")
                files.AddRange(resolved);
            else
                WriteError(Error($"The current provider ({provider.Name}) cannot open a file.", "ProcessingFile", null));
        }
        return files;
    }

    private static ErrorRecord Error(string message, string id, Exception? inner) =>
        new(new ArgumentException(message, inner), id, ErrorCategory.InvalidArgument, null);
}
