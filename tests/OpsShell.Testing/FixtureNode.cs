using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;

namespace OpsShell.Testing;

/// <summary>
/// A node made of a folder of tests/fixtures/nodes: <c>root/</c> is a partial root tree, <c>second/</c> has the files whose second
/// reading differs, <c>commands/</c> the answers of commands, <c>errors</c> the files that fail to be read. It can be
/// changed file by file, so that a test says only what is special about its node.
/// </summary>
public sealed record FixtureNode
{
    private ImmutableSortedDictionary<string, string> First { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    private ImmutableSortedDictionary<string, string> Second { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    private ImmutableDictionary<string, (ProbeStatus Status, string Reason)> Errors { get; init; } =
        ImmutableDictionary.Create<string, (ProbeStatus, string)>(StringComparer.Ordinal);

    private ImmutableDictionary<string, ProbeResult> Commands { get; init; } = ImmutableDictionary.Create<string, ProbeResult>(StringComparer.Ordinal);

    /// <summary>Time between the samples.</summary>
    public TimeSpan SampleSpan { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>When the second sample was taken; null for the time that the node's own clock shows then.</summary>
    public DateTimeOffset? CapturedAt { get; init; }

    /// <summary>Reads a fixture.</summary>
    /// <param name="name">Its folder under tests/fixtures/nodes.</param>
    /// <param name="commands">Which command the answers in <c>commands/</c> belong to, by file name; the others are left out.</param>
    public static FixtureNode Load(string name, IReadOnlyDictionary<string, ProbeItem> commands)
    {
        var folder = FolderOf(name);
        var node = new FixtureNode { First = Tree(Path.Combine(folder, "root")), Second = Tree(Path.Combine(folder, "second")) };
        var errors = Path.Combine(folder, "errors");
        foreach (var line in File.Exists(errors) ? File.ReadAllLines(errors) : [])
        {
            var fields = line.Split('\t');
            node = node.WithError(fields[0], Enum.Parse<ProbeStatus>(fields[1]), fields[2]);
        }
        // A file that is not named belongs to a command of another area's checks.
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "commands")).Where(file => commands.ContainsKey(Path.GetFileName(file))))
            node = node.WithAnswer(commands[Path.GetFileName(file)], File.ReadAllText(file));
        return node;
    }

    /// <summary>The root tree of a fixture, for a host-root connection.</summary>
    public static string RootFolder(string name) => Path.Combine(FolderOf(name), "root");

    /// <summary>The node with a file; both readings are the same unless the second is given.</summary>
    public FixtureNode With(string path, string text, string? second = null) => this with
    {
        First = First.SetItem(path, text),
        Second = second is null ? Second.Remove(path) : Second.SetItem(path, second),
        Errors = Errors.Remove(path),
    };

    /// <summary>The node with text in a file replaced, in both readings.</summary>
    public FixtureNode Replace(string path, string old, string replacement)
    {
        string Changed(string text) => text.Contains(old, StringComparison.Ordinal)
            ? text.Replace(old, replacement, StringComparison.Ordinal)
            : throw new ArgumentException($"{path} of the fixture has no '{old}'");
        return With(path, Changed(First[path]), Second.TryGetValue(path, out var second) ? Changed(second) : null);
    }

    /// <summary>The node without the files whose path starts so.</summary>
    public FixtureNode Without(string prefix) => this with
    {
        First = First.RemoveRange(First.Keys.Where(path => path.StartsWith(prefix, StringComparison.Ordinal))),
        Second = Second.RemoveRange(Second.Keys.Where(path => path.StartsWith(prefix, StringComparison.Ordinal))),
    };

    /// <summary>The node with a file that cannot be read.</summary>
    public FixtureNode WithError(string path, ProbeStatus status, string reason) => Without(path) with { Errors = Errors.SetItem(path, (status, reason)) };

    /// <summary>The node with a command's answer: first line <c>exit N</c> or <c>timeout REASON</c>, then the output.</summary>
    public FixtureNode WithAnswer(ProbeItem command, string answer)
    {
        var end = answer.IndexOf('\n', StringComparison.Ordinal);
        var (head, output) = (answer[..end], answer[(end + 1)..]);
        var bytes = Encoding.UTF8.GetBytes(output);
        var result = head.StartsWith("timeout", StringComparison.Ordinal)
            ? Result(command, new ProbeContent(command.Target, ProbeStatus.TimedOut, bytes, head))
            : Result(command, new ProbeContent(command.Target, ProbeStatus.Ok, bytes, "", int.Parse(head["exit ".Length..], CultureInfo.InvariantCulture)));
        return this with { Commands = Commands.SetItem(command.Target, result) };
    }

    /// <summary>The node with a command that gave nothing.</summary>
    public FixtureNode WithoutAnswer(ProbeItem command, ProbeStatus status, string reason) =>
        this with { Commands = Commands.SetItem(command.Target, ProbeResult.None(command, status, reason)) };

    /// <summary>The node's answer to what a check needs, and the check's findings, as the engine adds Unknown for what throws.</summary>
    public ImmutableArray<Finding> Run(Check check, ThresholdSet? thresholds = null)
    {
        var results = Probe(check.Needs.SelectMany(fact => fact.Items));
        var context = new CheckContext("node1", check.Info, new FactSet(results), thresholds ?? ThresholdSet.Defaults);
        var findings = ImmutableArray.CreateBuilder<Finding>();
        try
        {
            foreach (var finding in check.Evaluate(context))
                findings.Add(finding);
        }
        catch (FactUnavailableException reason)
        {
            findings.Add(context.Finding(FindingStatus.Unknown, reason.Message, []));
        }
        return findings.ToImmutable();
    }

    /// <summary>The node's answer to some items.</summary>
    public ProbeResults Probe(IEnumerable<ProbeItem> items) =>
        new(items.Distinct().Select(Answer), CapturedAt ?? OwnTime(), SampleSpan);

    private ProbeResult Answer(ProbeItem item) => item.Kind switch
    {
        ProbeKind.File => AnswerFile(item),
        ProbeKind.Glob => AnswerGlob(item),
        ProbeKind.Listing => AnswerListing(item),
        _ => Commands.TryGetValue(item.Target, out var result) ? result with { Item = item } : ProbeResult.None(item, ProbeStatus.Missing, "not found"),
    };

    private ProbeResult AnswerFile(ProbeItem item)
    {
        if (Errors.TryGetValue(item.Target, out var error))
            return ProbeResult.None(item, error.Status, error.Reason);
        if (!First.TryGetValue(item.Target, out var text))
            return ProbeResult.None(item, ProbeStatus.Missing, "No such file or directory");
        ImmutableArray<ProbeContent> second = item.Sampled ? [Content(item.Target, Second.GetValueOrDefault(item.Target, text))] : [];
        return new ProbeResult(item, ProbeStatus.Ok, [Content(item.Target, text)], second, "");
    }

    private ProbeResult AnswerGlob(ProbeItem item)
    {
        var pattern = new Regex("^" + Regex.Escape(item.Target).Replace("\\*", "[^/]*", StringComparison.Ordinal).Replace("\\?", "[^/]", StringComparison.Ordinal).Replace("\\[", "[", StringComparison.Ordinal) + "$");
        var read = First.Where(file => pattern.IsMatch(file.Key)).Select(file => Content(file.Key, file.Value));
        var failed = Errors.Where(file => pattern.IsMatch(file.Key)).Select(file => new ProbeContent(file.Key, file.Value.Status, default, file.Value.Reason));
        ImmutableArray<ProbeContent> files = [.. read.Concat(failed).OrderBy(file => file.Path, StringComparer.Ordinal)];
        return files.Length > 0 ? new ProbeResult(item, ProbeStatus.Ok, files, [], "") : ProbeResult.None(item, ProbeStatus.Missing, "no file matches");
    }

    private ProbeResult AnswerListing(ProbeItem item)
    {
        var prefix = item.Target + "/";
        var names = First.Keys.Where(path => path.StartsWith(prefix, StringComparison.Ordinal)).Select(path => path[prefix.Length..].Split('/')[0]).Distinct().ToArray();
        return names.Length > 0
            ? Result(item, Content(item.Target, string.Join('\n', names) + "\n"))
            : ProbeResult.None(item, ProbeStatus.Missing, "No such file or directory");
    }

    private DateTimeOffset OwnTime()
    {
        var boot = First.TryGetValue("/proc/stat", out var stat) ? Regex.Match(stat, "btime ([0-9]{1,12})") : Match.Empty;
        var uptime = Second.TryGetValue("/proc/uptime", out var text) ? Regex.Match(text, "^[0-9]+") : Match.Empty;
        return boot.Success && uptime.Success
            ? DateTimeOffset.FromUnixTimeSeconds(long.Parse(boot.Groups[1].Value, CultureInfo.InvariantCulture) + long.Parse(uptime.Value, CultureInfo.InvariantCulture))
            : DateTimeOffset.UnixEpoch;
    }

    private static ProbeContent Content(string path, string text) => new(path, ProbeStatus.Ok, Encoding.UTF8.GetBytes(text));

    private static ProbeResult Result(ProbeItem item, ProbeContent content) => new(item, content.Status, [content], [], content.Reason);

    private static ImmutableSortedDictionary<string, string> Tree(string folder) => Directory.Exists(folder)
        ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
            .ToImmutableSortedDictionary(file => "/" + Path.GetRelativePath(folder, file).Replace('\\', '/'), File.ReadAllText, StringComparer.Ordinal)
        : ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    private static string FolderOf(string name) => Path.Combine(Repository.Root, "tests", "fixtures", "nodes", name);
}
