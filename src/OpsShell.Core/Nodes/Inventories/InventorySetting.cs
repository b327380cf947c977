using System.Collections.Immutable;
using OpsShell.Core.Nodes.OpenSsh;

namespace OpsShell.Core.Nodes.Inventories;

/// <summary>What a node is made of apart from its name, groups and labels; equal shapes are shared by all nodes that have them.</summary>
/// <param name="Ssh">SSH settings; HostName may have <c>%h</c>.</param>
/// <param name="Transport">How it is reached.</param>
internal sealed record NodeShape(SshSettings Ssh, NodeTransport Transport)
{
    public static NodeShape Default { get; } = new(SshSettings.Default, NodeTransport.Ssh);
}

/// <summary>One setting that an inventory can give a node, a group or all: its key, how its text is understood, what it sets.</summary>
internal sealed record InventorySetting(
    string Key, bool IsList, Func<ImmutableArray<string>, InventoryFolders, object> Parse, Func<NodeShape, object, NodeShape> Apply)
{
    /// <summary>All settings, by key. Keys are compared without case.</summary>
    public static ImmutableSortedDictionary<string, InventorySetting> All { get; } = new[]
    {
        One("address", ParseAddress, (ssh, value) => ssh with { HostName = value }),
        One("user", ParseUser, (ssh, value) => ssh with { UserName = value }),
        One("port", text => NodeAddress.ParsePort(text), (ssh, value) => ssh with { Port = value }),
        Files("identityFile", (ssh, value) => ssh with { IdentityFiles = value }),
        Files("certificateFile", (ssh, value) => ssh with { CertificateFiles = value }),
        One("identitiesOnly", ParseBool, (ssh, value) => ssh with { IdentitiesOnly = value }),
        new("identityAgent", false, (values, folders) => values[0] == "none" ? "none" : folders.Expand(values[0]),
            (shape, value) => shape with { Ssh = shape.Ssh with { IdentityAgent = (string)value } }),
        new("jump", true, (values, _) => JumpChain.Parse(string.Join(',', values)),
            (shape, value) => shape with { Ssh = shape.Ssh with { ProxyJump = (ImmutableArray<Node>)value } }),
        Files("knownHostsFile", (ssh, value) => ssh with { KnownHostsFiles = value }),
        One("hostKeyAlias", ParseAddress, (ssh, value) => ssh with { HostKeyAlias = value }),
        One("hostKeyPolicy", ParsePolicy, (ssh, value) => ssh with { HostKeyPolicy = value }),
        One("connectTimeout", SshTime.Parse, (ssh, value) => ssh with { ConnectTimeout = value }),
        One("become", ParseBecome, (ssh, value) => ssh with { Become = value }),
        new("transport", false, (values, _) => ParseTransport(values[0]),
            (shape, value) => shape with { Transport = (NodeTransport)value }),
    }.ToImmutableSortedDictionary(setting => setting.Key, setting => setting, StringComparer.OrdinalIgnoreCase);

    private static InventorySetting One<T>(string key, Func<string, T> parse, Func<SshSettings, T, SshSettings> apply) where T : notnull =>
        new(key, false, (values, _) => parse(values[0]), (shape, value) => shape with { Ssh = apply(shape.Ssh, (T)value) });

    private static InventorySetting Files(string key, Func<SshSettings, ImmutableArray<string>, SshSettings> apply) =>
        new(key, true, (values, folders) => values.Select(folders.Expand).ToImmutableArray(),
            (shape, value) => shape with { Ssh = apply(shape.Ssh, (ImmutableArray<string>)value) });

    private static string ParseAddress(string text)
    {
        var plain = text.Replace("%h", "h", StringComparison.Ordinal);
        return NodeName.Problem(plain) is { } problem
            ? throw new FormatException(problem.Replace("node name", "address", StringComparison.Ordinal))
            : text;
    }

    private static string ParseUser(string text)
    {
        NodeAddress.CheckUser(text);
        return text;
    }

    private static bool ParseBool(string text) => text.ToUpperInvariant() switch
    {
        "TRUE" or "YES" or "ON" => true,
        "FALSE" or "NO" or "OFF" => false,
        _ => throw new FormatException($"'{text}' is neither true nor false"),
    };

    private static HostKeyPolicy ParsePolicy(string text) => text.ToUpperInvariant() switch
    {
        "STRICT" => Nodes.HostKeyPolicy.Strict,
        "ACCEPT-NEW" => Nodes.HostKeyPolicy.AcceptNew,
        _ => throw new FormatException($"'{text}' is not a host key policy; 'strict' and 'accept-new' are"),
    };

    private static BecomeMethod ParseBecome(string text) => text.ToUpperInvariant() switch
    {
        "SUDO" or "TRUE" or "YES" => BecomeMethod.Sudo,
        "NONE" or "FALSE" or "NO" => BecomeMethod.None,
        _ => throw new FormatException($"'{text}' is not a way to become root; 'sudo' and 'none' are"),
    };

    private static NodeTransport ParseTransport(string text) => text.ToUpperInvariant() switch
    {
        "SSH" => NodeTransport.Ssh,
        "LOCAL" => NodeTransport.Local,
        _ => throw new FormatException($"'{text}' is not a transport that an inventory can give; 'ssh' and 'local' are"),
    };
}
