using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using OpsShell.Core.Text;
using OpsShell.Core.Transport;

namespace OpsShell.Core.Probing;

/// <summary>Understands what the script of <see cref="ProbeScript"/> sent back. Pure: bytes in, results out.</summary>
/// <remarks>
/// Whatever stands before the first mark is what the login shell printed when it started, and is not looked at. An answer that
/// breaks off keeps what came in whole; the rest has the reason (<see cref="ProbeCut"/>).
/// </remarks>
internal sealed class ProbeAnswer
{
    private static readonly byte[] _separatorHeader = Encoding.ASCII.GetBytes($"\n==> {ProbeScript.SeparatorPath} <==\n");

    private readonly byte[] _tokenVariable;
    private readonly byte[] _mark;
    private readonly string _token;
    private readonly HeadErrors _errors;
    private readonly FileSample _first;
    private readonly FileSample _second;
    private readonly Dictionary<int, ProbeResult> _others = [];
    private readonly HashSet<int> _done = [];
    private TimeSpan? _cpuTime;
    private bool _began, _ended, _noRoot;

    private readonly (ProbeStatus Status, string Reason) _cutOff;

    private ProbeAnswer(string token, ReadOnlySpan<byte> errors, ProbeCut cut)
    {
        _cutOff = cut switch
        {
            ProbeCut.TimedOut => (ProbeStatus.TimedOut, "the node's time was up before this was read"),
            ProbeCut.TooLarge => (ProbeStatus.Truncated, "the node's answer passed the size limit before this was read"),
            _ => (ProbeStatus.Failed, "the connection ended before this was read"),
        };
        _token = token;
        _mark = Encoding.ASCII.GetBytes($"\n{token} ");
        _tokenVariable = Encoding.ASCII.GetBytes($"T={token}\0");
        _errors = HeadErrors.Parse(errors);
        _first = new FileSample();
        _second = new FileSample();
    }

    /// <summary>Reads an answer.</summary>
    /// <param name="batch">What was asked.</param>
    /// <param name="token">The token of the script.</param>
    /// <param name="output">Standard output of the session.</param>
    /// <param name="errors">Standard error of the session.</param>
    /// <param name="capturedAt">When the answer was complete.</param>
    /// <param name="cut">Why the answer may not be whole.</param>
    /// <exception cref="NodeException">Nothing of it is an answer: no POSIX sh started, or a program is missing.</exception>
    public static ProbeResults Read(ProbeBatch batch, string token, ReadOnlyMemory<byte> output, ReadOnlySpan<byte> errors, DateTimeOffset capturedAt, ProbeCut cut = ProbeCut.None)
    {
        var answer = new ProbeAnswer(token, errors, cut);
        answer.ReadSections(batch, output);
        if (!answer._began)
            throw ShellFailure.NotStarted(output.Span, errors);
        var results = batch.Items.Select((item, index) => answer.ResultFor(item, index)).ToList();
        return new ProbeResults(results, capturedAt, answer.SampleSpan(), answer._cpuTime, answer._ended ? null : Interruption(cut));
    }

    private static NodeError Interruption(ProbeCut cut) => cut switch
    {
        ProbeCut.TimedOut => new(NodeErrorId.NodeTimedOut, "The node's time was up in the middle of its answer.", "See what hangs there: a dead disk or NFS server is usual."),
        ProbeCut.TooLarge => new(NodeErrorId.OutputTooLarge, "The node's answer passed the size limit.", "Choose fewer checks with -Check."),
        _ => new(NodeErrorId.ConnectionLost, "The connection ended in the middle of the node's answer.", "See whether the node is up, and audit it again."),
    };

    private void ReadSections(ProbeBatch batch, ReadOnlyMemory<byte> output)
    {
        var position = output.Span.IndexOf(_mark);
        while (position >= 0)
        {
            var start = position + _mark.Length;
            var next = output.Span[start..].IndexOf(_mark);
            var section = next < 0 ? output[start..] : output.Slice(start, next);
            ReadSection(batch, section, complete: next >= 0);
            position = next < 0 ? -1 : start + next;
        }
    }

    private void ReadSection(ProbeBatch batch, ReadOnlyMemory<byte> section, bool complete)
    {
        var lineEnd = section.Span.IndexOf((byte)'\n');
        if (lineEnd < 0)
            return;
        var words = Encoding.ASCII.GetString(section.Span[..lineEnd]).Split(' ');
        // The line feed stays: it is the one in front of the first "==>".
        var body = section[lineEnd..];
        var index = words.Length > 1 && int.TryParse(words[1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        var item = index >= 0 && index < batch.Items.Length ? batch.Items[index] : null;
        switch (words[0])
        {
            case "begin": _began = true; break;
            case "lacks": throw Lacks(Encoding.ASCII.GetString(body.Span).Trim());
            case "first" or "once": ReadFiles(body, _first); break;
            case "second": ReadFiles(body, _second); break;
            case "list" when item is not null: _others[index] = ReadListing(item, body[1..], complete); break;
            // What it wrote is not an answer before its exit code has come.
            case "cmd" when item is not null: _others[index] = Single(item, body[1..], _cutOff.Status, _cutOff.Reason, null); break;
            case "done" when item is not null: _done.Add(index); break;
            case "err" when item is not null && _others.TryGetValue(index, out var output): _others[index] = ReadCommandEnd(item, index, output, Encoding.UTF8.GetString(body.Span)); break;
            case "noroot": _noRoot = true; break;
            case "times": _cpuTime = ParseTimes(Encoding.ASCII.GetString(body.Span)); break;
            case "end": _ended = true; break;
        }
    }

    /// <summary>Each reader begins with its separator. It is learnt there, as the node's shell may add variables of its own.</summary>
    private void ReadFiles(ReadOnlyMemory<byte> body, FileSample sample)
    {
        byte[]? separator = null;
        while ((body = TrimLineFeeds(body)).Length > 0)
        {
            var text = body.Span;
            if (separator is not null && text.StartsWith(separator.AsSpan(1)))
            {
                body = body[(separator.Length - 1)..];
            }
            else if (text.StartsWith(_separatorHeader.AsSpan(1)))
            {
                if ((separator = SeparatorOf(text)) is null)
                    return;
            }
            else if (separator is not null && text.IndexOf(separator) is var end and >= 0)
            {
                AddFile(body[..end], sample);
                body = body[(end + separator.Length)..];
            }
            else
            {
                // What stands behind the last separator is a file that was being read when the answer broke off.
                AddFile(body, sample, partial: true);
                return;
            }
        }
    }

    private byte[]? SeparatorOf(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf("\0\n==> "u8) + 1;
        return text[..end].IndexOf(_tokenVariable) < 0 ? null : [(byte)'\n', .. text[..end]];
    }

    private static ReadOnlyMemory<byte> TrimLineFeeds(ReadOnlyMemory<byte> bytes) => bytes[^bytes.Span.TrimStart((byte)'\n').Length..];

    private static void AddFile(ReadOnlyMemory<byte> chunk, FileSample sample, bool partial = false)
    {
        var span = chunk.Span;
        var headerEnd = span.StartsWith("==> "u8) ? span.IndexOf(" <==\n"u8) : -1;
        if (headerEnd < 0)
            return;
        var path = Encoding.UTF8.GetString(span[4..headerEnd]);
        var content = chunk[(headerEnd + 5)..];
        if (partial)
            sample.Partial[path] = content;
        else
            sample.Files[path] = content;
    }

    private ProbeResult ResultFor(ProbeItem item, int index)
    {
        if (item.Kind is ProbeKind.Listing or ProbeKind.Command)
            return _others.TryGetValue(index, out var result) ? result : NotRead(item);
        return item.Kind == ProbeKind.File ? FileResult(item) : GlobResult(item);
    }

    private ProbeResult FileResult(ProbeItem item)
    {
        if (_noRoot && item.NeedsRoot && !_first.Files.ContainsKey(item.Target))
            return NotRead(item);
        var first = Content(item, item.Target, _first);
        ImmutableArray<ProbeContent> second = item.Sampled ? [Content(item, item.Target, _second)] : [];
        return new ProbeResult(item, first.Status, [first], second, first.Reason);
    }

    private ProbeResult GlobResult(ProbeItem item)
    {
        if (_noRoot && item.NeedsRoot)
            return NotRead(item);
        var pattern = new ShellPattern(item.Target);
        ImmutableArray<ProbeContent> Matching(FileSample sample) =>
            [.. sample.Files.Keys.Concat(sample.Partial.Keys).Concat(_errors.Unreadable).Where(pattern.IsMatch).Distinct().Order(StringComparer.Ordinal).Select(path => Content(item, path, sample))];
        var first = Matching(_first);
        if (first.Length == 0)
            return _ended ? ProbeResult.None(item, ProbeStatus.Missing, "no file matches") : NotRead(item);
        return new ProbeResult(item, ProbeStatus.Ok, first, item.Sampled ? Matching(_second) : [], "");
    }

    private ProbeContent Content(ProbeItem item, string path, FileSample sample)
    {
        if (sample.Files.TryGetValue(path, out var bytes) && !_errors.TryGet(path, out _))
        {
            return bytes.Length <= item.Limit
                ? new ProbeContent(path, ProbeStatus.Ok, bytes)
                : new ProbeContent(path, ProbeStatus.Truncated, bytes[..item.Limit], $"it is longer than the limit of {item.Limit} bytes");
        }
        if (_errors.TryGet(path, out var error))
            return new ProbeContent(path, ProbeErrors.StatusOf(error), default, error);
        return sample.Partial.TryGetValue(path, out var partial)
            ? new ProbeContent(path, _cutOff.Status, partial, _cutOff.Reason)
            : new ProbeContent(path, NotArrived.Status, default, NotArrived.Reason);
    }

    private ProbeResult NotRead(ProbeItem item) =>
        _noRoot && item.NeedsRoot
            ? ProbeResult.None(item, ProbeStatus.Denied, _errors.Sudo is { Length: > 0 } sudo ? $"it needs root, and sudo said: {sudo}" : "it needs root, and sudo refused")
            : ProbeResult.None(item, NotArrived.Status, NotArrived.Reason);

    private (ProbeStatus Status, string Reason) NotArrived => _ended ? (ProbeStatus.Failed, "the node gave no reason") : _cutOff;

    private ProbeResult ReadListing(ProbeItem item, ReadOnlyMemory<byte> body, bool complete)
    {
        var lineEnd = body.Span.IndexOf((byte)'\n');
        var word = lineEnd < 0 ? "" : Encoding.ASCII.GetString(body.Span[..lineEnd]);
        return word switch
        {
            _ when !complete => ProbeResult.None(item, _cutOff.Status, _cutOff.Reason),
            "Ok" => Single(item, ProbeListing.FromNulTerminated(body.Span[(lineEnd + 1)..]), ProbeStatus.Ok, "", null),
            "Denied" => ProbeResult.None(item, ProbeStatus.Denied, "Permission denied"),
            "NotDirectory" => ProbeResult.None(item, ProbeStatus.Failed, "Not a directory"),
            _ => ProbeResult.None(item, ProbeStatus.Missing, "No such file or directory"),
        };
    }

    private ProbeResult ReadCommandEnd(ProbeItem item, int index, ProbeResult output, string text)
    {
        // Not at the start of a line like the other marks: a mark there would begin a section.
        var codeMark = string.Create(CultureInfo.InvariantCulture, $"rc-{_token}-{index}-");
        var at = text.IndexOf(codeMark, StringComparison.Ordinal);
        var codeEnd = at < 0 ? -1 : text.IndexOf('\n', at);
        var known = int.TryParse(codeEnd < 0 ? "" : text[(at + codeMark.Length)..codeEnd], NumberStyles.None, CultureInfo.InvariantCulture, out var code);
        var messages = (at < 0 ? text : text[..at] + text[(codeEnd < 0 ? text.Length : codeEnd + 1)..]).Trim();
        var result = ProbeErrors.CommandResult(item, output.Contents[0].Bytes, known ? WithSignal(code) : null, messages);
        return _done.Contains(index) || result.Status is ProbeStatus.TimedOut or ProbeStatus.Truncated
            ? result
            : Single(item, output.Contents[0].Bytes, ProbeStatus.Truncated, "it and the commands before it passed the limit of their output", null);
    }

    /// <summary>ksh says 256 and the number of a program that a signal ended; other shells say 128 and the number.</summary>
    private static int WithSignal(int code) => code > 256 ? code - 128 : code;

    private static ProbeResult Single(ProbeItem item, ReadOnlyMemory<byte> bytes, ProbeStatus status, string reason, int? exitCode) =>
        new(item, status, [new ProbeContent(item.Target, status, bytes, reason, exitCode)], [], reason);

    private TimeSpan SampleSpan() =>
        Uptime(_first) is { } first && Uptime(_second) is { } second && second > first ? TimeSpan.FromSeconds(second - first) : TimeSpan.Zero;

    private static double? Uptime(FileSample sample) =>
        sample.Files.TryGetValue(ProbeScript.UptimePath, out var bytes)
        && double.TryParse(ProbeText.Decode(bytes.Span).Split(' ')[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : null;

    /// <summary><c>times</c> (POSIX): user and system time of the shell, then of its children, as <c>0m0.003s 0m0.001s</c>.</summary>
    private static TimeSpan? ParseTimes(string text)
    {
        var total = TimeSpan.Zero;
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        foreach (var word in words)
        {
            if (word.Split('m') is not [var minutes, ['0' or '1' or '2' or '3' or '4' or '5' or '6' or '7' or '8' or '9', .., 's'] seconds]
                || !int.TryParse(minutes, NumberStyles.None, CultureInfo.InvariantCulture, out var m)
                || !double.TryParse(seconds[..^1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var s))
                return null;
            total += TimeSpan.FromSeconds((60.0 * m) + s);
        }
        return words.Length == 4 ? total : null;
    }

    private static NodeException Lacks(string program) =>
        new(NodeErrorId.ToolMissing, $"The node has no '{DisplayText.Clean(program)}', which reading it needs.", "Install coreutils or busybox on it.");

    private sealed class FileSample
    {
        public Dictionary<string, ReadOnlyMemory<byte>> Files { get; } = [];

        public Dictionary<string, ReadOnlyMemory<byte>> Partial { get; } = [];
    }
}
