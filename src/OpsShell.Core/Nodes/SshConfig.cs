using System.Collections.Immutable;
using OpsShell.Core.Nodes.OpenSsh;
using OpsShell.Core.Nodes.Selection;

namespace OpsShell.Core.Nodes;

/// <summary>
/// What ssh_config(5) files say about hosts: <c>Host</c> with patterns and negation, <c>Match</c> with host, originalhost,
/// user, localuser and all, <c>Include</c>; the first value of an option wins. No command in a file is ever run: a
/// <c>Match exec</c> never holds and <c>ProxyCommand</c> is passed over, and <see cref="Warnings"/> says so.
/// </summary>
public sealed class SshConfig
{
    private readonly ImmutableArray<SshSection> _sections;
    private readonly NodeEnvironment _environment;
    private readonly string _source;

    /// <summary>Sections whose criteria have to be tried for each host; the others are found by name.</summary>
    private readonly ImmutableArray<int> _tried;
    private readonly Dictionary<string, List<int>> _byName;
    private readonly Dictionary<string, SshOptions> _options = new(StringComparer.Ordinal);
    private readonly HashSet<int> _passedOver;
    private readonly List<string> _met;
    private readonly Lock _gate = new();

    private SshConfig(SshConfigParser parser, NodeEnvironment environment, string source)
    {
        _sections = [.. parser.Sections];
        _environment = environment;
        _source = source;
        _met = [.. parser.Unknown];
        _passedOver = FindPassedOver();
        Warnings = [.. parser.Unknown.Concat(parser.Warnings).Distinct(StringComparer.Ordinal)];
        _tried = [.. Enumerable.Range(0, _sections.Length).Where(index => !HasNamesOnly(_sections[index]))];
        _byName = IndexNames();
    }

    /// <summary>What was passed over and may matter, with file, line and column.</summary>
    public ImmutableArray<string> Warnings { get; }

    /// <summary>Of the warnings, those that concern hosts looked up so far, and those about the files as a whole.</summary>
    internal ImmutableArray<string> MetWarnings
    {
        get
        {
            lock (_gate)
                return [.. _met.Distinct(StringComparer.Ordinal)];
        }
    }

    /// <summary>The names on <c>Host</c> lines that are no patterns, in order.</summary>
    public ImmutableArray<string> HostNames =>
    [
        .. _sections.SelectMany(section => section.Criteria)
            .Where(criterion => criterion.Kind == SshCriterionKind.OriginalHost && !criterion.Negated)
            .SelectMany(criterion => criterion.Patterns)
            .Where(name => name[0] != '!' && !GlobPattern.HasWildcard(name) && NodeName.Problem(name) is null)
            .Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>Reads a file with its includes, as <c>ssh -F</c> does.</summary>
    /// <exception cref="InventoryException">It cannot be read, or a line is wrong; the message has file, line and column.</exception>
    public static SshConfig Load(string path) => Load(NodeEnvironment.Current, [(path, true)]);

    /// <summary>The user's and the system's files, as far as they exist.</summary>
    internal static SshConfig LoadDefault(NodeEnvironment environment) =>
        Load(environment, [(environment.UserSshConfig, true), (environment.SystemSshConfig, false)], onlyExisting: true);

    internal static SshConfig Load(NodeEnvironment environment, (string Path, bool IsUser)[] files, bool onlyExisting = false)
    {
        var parser = new SshConfigParser(environment);
        foreach (var (path, isUser) in files)
        {
            if (!onlyExisting || File.Exists(path))
                parser.ReadFile(path, isUser ? Path.Combine(environment.Home, ".ssh") : Path.GetDirectoryName(path)!);
        }
        return new SshConfig(parser, environment, files[0].Path);
    }

    /// <summary>
    /// The settings for a host, with the hops of its ProxyJump looked up in the same files. <c>HostName</c> is null where
    /// the files do not give one.
    /// </summary>
    /// <exception cref="InventoryException">A token cannot be replaced, or a jump chain leads back to itself.</exception>
    public SshSettings For(string hostName)
    {
        var jumps = new JumpResolver(hop => LookUp(hop.Name, hop.Ssh), JumpPlace, _source);
        return jumps.Resolve(hostName, LookUp(hostName, SshSettings.Default));
    }

    /// <summary>What the files say where <paramref name="above"/> says nothing. Hops are as written.</summary>
    internal SshSettings LookUp(string hostName, SshSettings above)
    {
        lock (_gate)
        {
            var active = ActiveSections(hostName, above);
            var key = KeyOf(active);
            if (!_options.TryGetValue(key, out var options))
                _options[key] = options = new SshOptions(active.SelectMany(index => _sections[index].Lines));
            if (options.CommandInUse(above) is { } command)
                Meet(SshOptionReader.CommandWarning(command.Place));
            return options.Under(above, hostName, _environment);
        }
    }

    /// <summary>Where the ProxyJump that a chain was read from is written; null when it is from elsewhere.</summary>
    internal SourcePlace? JumpPlace(ImmutableArray<Node> chain)
    {
        lock (_gate)
            return _options.Values.Select(options => options.JumpPlace(chain)).FirstOrDefault(place => place is not null);
    }

    private void Meet(string warning)
    {
        if (!_met.Contains(warning))
            _met.Add(warning);
    }

    /// <summary>
    /// Match blocks with a condition that is not evaluated, as far as something below them has a meaning here: distributions
    /// ship a <c>Match final all</c> with ciphers only, of which nobody needs to hear.
    /// </summary>
    private HashSet<int> FindPassedOver()
    {
        var meaningful = new HashSet<int>();
        for (var index = _sections.Length - 1; index >= 0; index--)
        {
            if (_sections[index].Lines.Count == 0 && !meaningful.Contains(index))
                continue;
            meaningful.Add(index);
            meaningful.Add(_sections[index].Parent);
        }
        return [.. meaningful.Where(index => index >= 0 && _sections[index].Criteria.Any(criterion => criterion.Kind == SshCriterionKind.Never))];
    }

    /// <summary>A text that is equal for equal lists: two characters for each number.</summary>
    private static string KeyOf(List<int> sections) => string.Create(sections.Count * 2, sections, static (text, sections) =>
    {
        for (var i = 0; i < sections.Count; i++)
            (text[2 * i], text[(2 * i) + 1]) = ((char)sections[i], (char)(sections[i] >> 16));
    });

    private static bool HasNamesOnly(SshSection section) =>
        section.Criteria is [{ Kind: SshCriterionKind.OriginalHost, Negated: false } only]
        && only.Patterns.All(pattern => pattern.Length > 0 && pattern[0] != '!' && !GlobPattern.HasWildcard(pattern));

    private Dictionary<string, List<int>> IndexNames()
    {
        var index = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < _sections.Length; i++)
        {
            if (!HasNamesOnly(_sections[i]))
                continue;
            foreach (var name in _sections[i].Criteria[0].Patterns.Distinct(StringComparer.Ordinal))
            {
                if (!index.TryGetValue(name, out var list))
                    index[name] = list = [];
                list.Add(i);
            }
        }
        return index;
    }

    /// <summary>The sections that hold, in order of the text: a condition on host or user sees what stands before it.</summary>
    private List<int> ActiveSections(string name, SshSettings above)
    {
        var candidates = _byName.TryGetValue(name, out var named) ? _tried.Concat(named).Order() : _tried.AsEnumerable();
        var active = new List<int>();
        foreach (var index in candidates)
        {
            var section = _sections[index];
            var inParent = section.Parent < 0 || active.BinarySearch(section.Parent) >= 0;
            if (!inParent || !section.Criteria.All(criterion => criterion.Kind == SshCriterionKind.Never || Holds(criterion, name, above, active)))
                continue;
            if (section.Criteria.FirstOrDefault(criterion => criterion.Kind == SshCriterionKind.Never) is not { } never)
                active.Add(index);
            else if (_passedOver.Contains(index))
                Meet(never.Warning);
        }
        return active;
    }

    private bool Holds(SshCriterion criterion, string name, SshSettings above, List<int> active)
    {
        var holds = criterion.Kind switch
        {
            SshCriterionKind.All => true,
            SshCriterionKind.OriginalHost => InList(criterion.Patterns, name),
            SshCriterionKind.Host => InList(criterion.Patterns, above.HostName ?? HostNameSoFar(name, active)),
            SshCriterionKind.User => InList(criterion.Patterns, above.UserName ?? First(SshOption.User, active)?.Values[0] ?? _environment.UserName),
            SshCriterionKind.LocalUser => InList(criterion.Patterns, _environment.UserName),
            _ => false,
        };
        return holds != criterion.Negated;
    }

    private string HostNameSoFar(string name, List<int> active) =>
        SshOptions.HostNameFor(First(SshOption.HostName, active), name, _environment) ?? name;

    private SshOptionLine? First(SshOption option, List<int> active) =>
        active.SelectMany(index => _sections[index].Lines).FirstOrDefault(line => line.Option == option);

    /// <summary>A negated pattern that matches decides against the list, wherever it stands.</summary>
    private static bool InList(ImmutableArray<string> patterns, string text)
    {
        var found = false;
        foreach (var pattern in patterns)
        {
            if (pattern.StartsWith('!'))
            {
                if (GlobPattern.Matches(pattern.AsSpan(1), text))
                    return false;
            }
            else
            {
                found |= GlobPattern.Matches(pattern, text);
            }
        }
        return found;
    }
}
