using System.Collections.Immutable;

namespace OpsShell.Core.Nodes.OpenSsh;

/// <summary>
/// Looks up the hops of jump chains. The chain of a host's first hop comes before it, as OpenSSH connects; further hops
/// are reached through those before them, so their own chains do not count. What comes out is flat: no hop has a chain.
/// </summary>
/// <param name="lookUp">The settings of a hop that is known by name, with what was written beside it on top.</param>
/// <param name="placeOf">Where a chain, as it was read, is written; null when that is not known.</param>
/// <param name="source">The file to name in errors about other chains.</param>
internal sealed class JumpResolver(Func<Node, SshSettings> lookUp, Func<ImmutableArray<Node>, SourcePlace?> placeOf, string source)
{
    private readonly Dictionary<ImmutableArray<Node>, ImmutableArray<Node>> _known = [];
    private readonly Dictionary<SshSettings, SshSettings> _shared = new(ReferenceEqualityComparer.Instance);

    /// <summary>The settings with their chain looked up.</summary>
    /// <exception cref="InventoryException">A chain leads back to itself, or is too long.</exception>
    public SshSettings Resolve(string name, SshSettings settings)
    {
        if (settings.ProxyJump.IsEmpty)
            return settings;
        if (_shared.TryGetValue(settings, out var shared))
            return shared;
        if (!_known.TryGetValue(settings.ProxyJump, out var chain))
            _known[settings.ProxyJump] = chain = Flatten(settings.ProxyJump, [name]);
        return _shared[settings] = settings with { ProxyJump = chain };
    }

    private ImmutableArray<Node> Flatten(ImmutableArray<Node> hops, ImmutableArray<string> path)
    {
        if (hops.IsEmpty || JumpChain.IsNone(hops))
            return [];
        var chain = ImmutableArray.CreateBuilder<Node>();
        var first = lookUp(hops[0]);
        if (path.Contains(hops[0].Name, StringComparer.OrdinalIgnoreCase) || path.Length > JumpChain.MaximumHops)
            throw Loop(hops, path.Add(hops[0].Name));
        chain.AddRange(Flatten(first.ProxyJump, path.Add(hops[0].Name)));
        foreach (var hop in hops)
            chain.Add(new Node { Name = hop.Name, Ssh = lookUp(hop) with { ProxyJump = [] }, Source = source });
        if (chain.Count > JumpChain.MaximumHops)
            throw new InventoryException(PlaceOf(hops), $"the jump chain of '{path[0]}' has {chain.Count} hops; {JumpChain.MaximumHops} is the most");
        return chain.ToImmutable();
    }

    private SourcePlace PlaceOf(ImmutableArray<Node> hops) => placeOf(hops) ?? new SourcePlace(source, 0, 0);

    private InventoryException Loop(ImmutableArray<Node> hops, ImmutableArray<string> path) =>
        new(PlaceOf(hops), $"the jump chain of '{path[0]}' leads back to itself: {string.Join(" -> ", path)}; give '{path[^1]}' a jump of 'none'");
}
