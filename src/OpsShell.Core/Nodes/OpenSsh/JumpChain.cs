using System.Collections.Immutable;

namespace OpsShell.Core.Nodes.OpenSsh;

/// <summary>
/// The value of ProxyJump as it is written: hops that are not yet looked up. A hop is a <see cref="Node"/> that has a name and
/// what was written beside it (user, port), and nothing else.
/// </summary>
internal static class JumpChain
{
    /// <summary>Longest chain, also after hops that have hops of their own: 16.</summary>
    public const int MaximumHops = 16;

    /// <summary>"No jump, whatever else says so" (ssh_config: <c>ProxyJump none</c>), as opposed to "not said", which is empty.</summary>
    public static ImmutableArray<Node> None { get; } = [new Node { Name = "none" }];

    /// <summary>Whether the chain is <see cref="None"/>.</summary>
    public static bool IsNone(ImmutableArray<Node> chain) => chain is [var only] && ReferenceEquals(only, None[0]);

    /// <exception cref="FormatException">A hop is not <c>[user@]host[:port]</c> or an ssh URI.</exception>
    public static ImmutableArray<Node> Parse(string text)
    {
        if (text.Trim().Equals("none", StringComparison.OrdinalIgnoreCase))
            return None;
        var hops = text.Split(',', StringSplitOptions.TrimEntries);
        if (hops.Length > MaximumHops)
            throw new FormatException($"a jump chain has {hops.Length} hops; {MaximumHops} is the most");
        return [.. hops.Select(ParseHop)];
    }

    private static Node ParseHop(string text)
    {
        var address = NodeAddress.Parse(text);
        return new Node { Name = address.Host, Ssh = new SshSettings { UserName = address.UserName, Port = address.Port } };
    }
}
