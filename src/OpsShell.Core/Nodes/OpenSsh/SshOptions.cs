using System.Collections.Immutable;

namespace OpsShell.Core.Nodes.OpenSsh;

/// <summary>The options that hold for a set of sections, the first of each kind; hosts in the same sections share them.</summary>
internal sealed class SshOptions
{
    private readonly Dictionary<SshOption, SshOptionLine> _first = [];
    private readonly List<SshOptionLine> _identityFiles = [];
    private readonly List<SshOptionLine> _certificateFiles = [];
    private readonly Dictionary<SshSettings, SshSettings> _shared = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<string, ImmutableArray<Node>> _chains = new(StringComparer.Ordinal);
    private readonly bool _isConstant = true;

    public SshOptions(IEnumerable<SshOptionLine> lines)
    {
        foreach (var line in lines)
        {
            // ProxyJump and ProxyCommand compete: whichever comes first keeps the other out.
            if (line.Option == SshOption.ProxyJump && _first.ContainsKey(SshOption.ProxyCommand))
                continue;
            _first.TryAdd(line.Option, line);
            if (line.Option == SshOption.IdentityFile)
                _identityFiles.Add(line);
            if (line.Option == SshOption.CertificateFile)
                _certificateFiles.Add(line);
            _isConstant &= !line.Values.Any(SshTokens.Any);
        }
    }

    /// <summary>The line of the ProxyJump that a chain was read from; null when it is from elsewhere.</summary>
    public SourcePlace? JumpPlace(ImmutableArray<Node> chain) => _chains.ContainsValue(chain) ? _first[SshOption.ProxyJump].Place : null;

    /// <summary>The command that OpenSSH would connect through, where <paramref name="above"/> names no jump: it is never run.</summary>
    public SshOptionLine? CommandInUse(SshSettings above) =>
        above.ProxyJump.IsEmpty && !_first.ContainsKey(SshOption.ProxyJump)
        && _first.GetValueOrDefault(SshOption.ProxyCommand) is { } line && !SshOptionReader.IsNone(line.Values[0])
            ? line
            : null;

    public string? Text(SshOption option) => _first.GetValueOrDefault(option)?.Values[0];

    /// <summary>These options, where <paramref name="above"/> says nothing.</summary>
    /// <exception cref="InventoryException">A token or variable cannot be replaced.</exception>
    public SshSettings Under(SshSettings above, string name, NodeEnvironment environment)
    {
        if (_first.Count == 0)
            return above;
        if (!_isConstant)
            return Merge(above, name, environment);
        if (!_shared.TryGetValue(above, out var merged))
        {
            merged = Merge(above, name, environment);
            if (above.HostName is null) // settings with an address are one host's own
                _shared[above] = merged;
        }
        return merged;
    }

    /// <summary>HostName for a name, or null: only <c>%h</c>, the name itself, stands in it.</summary>
    public static string? HostNameFor(SshOptionLine? line, string name, NodeEnvironment environment) =>
        line is null ? null : new SshTokens(name, name, 22, "", name, environment).Expand(line.Values[0], line.Place);

    private SshSettings Merge(SshSettings above, string name, NodeEnvironment environment)
    {
        var host = above.HostName ?? HostNameFor(_first.GetValueOrDefault(SshOption.HostName), name, environment);
        var user = above.UserName ?? Text(SshOption.User);
        var port = above.Port ?? (Text(SshOption.Port) is { } text ? NodeAddress.ParsePort(text) : null);
        var alias = above.HostKeyAlias ?? Text(SshOption.HostKeyAlias);
        var tokens = new SshTokens(host ?? name, name, port ?? 22, user ?? environment.UserName, alias ?? name, environment);
        return above with
        {
            HostName = host,
            UserName = user,
            Port = port,
            HostKeyAlias = alias,
            IdentityFiles = above.IdentityFiles.IsEmpty ? Paths(_identityFiles, tokens) : above.IdentityFiles,
            CertificateFiles = above.CertificateFiles.IsEmpty ? Paths(_certificateFiles, tokens) : above.CertificateFiles,
            KnownHostsFiles = above.KnownHostsFiles.IsEmpty ? KnownHosts(tokens) : above.KnownHostsFiles,
            IdentitiesOnly = above.IdentitiesOnly ?? Parsed<bool>(SshOption.IdentitiesOnly, SshOptionReader.ParseYesNo),
            IdentityAgent = above.IdentityAgent ?? Agent(tokens),
            HostKeyPolicy = above.HostKeyPolicy ?? Parsed<HostKeyPolicy>(SshOption.StrictHostKeyChecking, SshOptionReader.ParseHostKeyPolicy),
            ConnectTimeout = above.ConnectTimeout ?? Parsed<TimeSpan>(SshOption.ConnectTimeout, SshTime.Parse),
            ProxyJump = above.ProxyJump.IsEmpty ? Jump(tokens) : above.ProxyJump,
        };
    }

    private T? Parsed<T>(SshOption option, Func<string, T> parse) where T : struct =>
        Text(option) is { } text && !SshOptionReader.IsNone(text) ? parse(text) : null;

    private static ImmutableArray<string> Paths(List<SshOptionLine> lines, SshTokens tokens) =>
        [.. lines.Select(line => SshOptionReader.IsNone(line.Values[0]) ? SshSettings.NoFile : tokens.ExpandPath(line.Values[0], line.Place)).Distinct(StringComparer.Ordinal)];

    /// <summary><c>none</c> means that no file is asked: an empty one says the same to every reader.</summary>
    private ImmutableArray<string> KnownHosts(SshTokens tokens) =>
        _first.GetValueOrDefault(SshOption.UserKnownHostsFile) is { } line
            ? [.. line.Values.Select(file => SshOptionReader.IsNone(file) ? "/dev/null" : tokens.ExpandPath(file, line.Place))]
            : [];

    private string? Agent(SshTokens tokens)
    {
        if (_first.GetValueOrDefault(SshOption.IdentityAgent) is not { } line || line.Values[0] == "SSH_AUTH_SOCK")
            return null;
        var text = line.Values[0];
        if (SshOptionReader.IsNone(text))
            return "none";
        return text[0] == '$' && !text.StartsWith("${", StringComparison.Ordinal)
            ? tokens.Environment.Variable(text[1..])
            : tokens.ExpandPath(text, line.Place);
    }

    private ImmutableArray<Node> Jump(SshTokens tokens)
    {
        if (_first.GetValueOrDefault(SshOption.ProxyJump) is not { } line)
            return [];
        try
        {
            var text = tokens.Expand(line.Values[0], line.Place);
            if (!_chains.TryGetValue(text, out var chain))
                _chains[text] = chain = JumpChain.Parse(text);
            return chain;
        }
        catch (FormatException error)
        {
            throw new InventoryException(line.Place, $"ProxyJump: {error.Message}", error);
        }
    }
}
