using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace OpsShell.Core.Nodes;

/// <summary>
/// An SSH destination as people write it: <c>host</c>, <c>user@host</c>, <c>host:port</c>, <c>[v6]:port</c>, <c>v6</c>,
/// <c>ssh://user@host:port</c>.
/// </summary>
/// <param name="UserName">The part before <c>@</c>, or null.</param>
/// <param name="Host">Name or address, without brackets.</param>
/// <param name="Port">The port, or null.</param>
internal readonly record struct NodeAddress(string? UserName, string Host, int? Port)
{
    private const string Scheme = "ssh://";

    /// <summary>The name that a node gets from its address: with the port, so that two servers on one host differ.</summary>
    public string Name
    {
        get
        {
            if (Port is not { } port)
                return Host;
            var host = Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host;
            return string.Create(CultureInfo.InvariantCulture, $"{host}:{port}");
        }
    }

    /// <summary>Whether it says more than a name.</summary>
    public bool IsPlain => UserName is null && Port is null;

    /// <exception cref="FormatException">It is none of the forms; the message says why.</exception>
    public static NodeAddress Parse(string text)
    {
        var rest = text.AsSpan();
        if (rest.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            rest = rest[Scheme.Length..].TrimEnd('/');
        var user = TakeUser(ref rest);
        var (host, port) = Split(rest, text);
        if (NodeName.Problem(host) is { } problem)
            throw new FormatException(problem);
        if (host.AsSpan().IndexOfAny('[', ']') >= 0)
            throw new FormatException($"'{text}' has brackets that are not around an IPv6 address");
        return new NodeAddress(user, host, port);
    }

    private static string? TakeUser(ref ReadOnlySpan<char> rest)
    {
        var at = rest.LastIndexOf('@');
        if (at < 0)
            return null;
        var user = rest[..at].ToString();
        rest = rest[(at + 1)..];
        if (user.Length == 0)
            throw new FormatException("there is no user name before '@'");
        CheckUser(user);
        return user;
    }

    /// <exception cref="FormatException">The text cannot be a login name.</exception>
    public static void CheckUser(string user)
    {
        if (user.Length is 0 or > 255 || user[0] == '-' || user.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || "'`\";&<>|(){}".Contains(c, StringComparison.Ordinal)))
            throw new FormatException($"'{user}' cannot be a user name");
    }

    /// <exception cref="FormatException">The text is no port.</exception>
    public static int ParsePort(ReadOnlySpan<char> text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535
            ? port
            : throw new FormatException($"'{text}' is not a port; 1 to 65535 are");

    private static (string Host, int? Port) Split(ReadOnlySpan<char> rest, string whole)
    {
        if (rest.StartsWith("["))
            return SplitBracketed(rest, whole);
        var colon = rest.IndexOf(':');
        if (colon < 0)
            return (rest.ToString(), null);
        if (rest[(colon + 1)..].Contains(':'))
            return (CheckV6(rest, whole), null);
        return (rest[..colon].ToString(), ParsePort(rest[(colon + 1)..]));
    }

    private static (string Host, int? Port) SplitBracketed(ReadOnlySpan<char> rest, string whole)
    {
        var end = rest.IndexOf(']');
        if (end < 0)
            throw new FormatException($"'{whole}' has no ']' after the address");
        var host = CheckV6(rest[1..end], whole);
        var after = rest[(end + 1)..];
        if (after.IsEmpty)
            return (host, null);
        return after[0] == ':'
            ? (host, ParsePort(after[1..]))
            : throw new FormatException($"'{whole}' has '{after}' where ':port' can stand");
    }

    private static string CheckV6(ReadOnlySpan<char> text, string whole)
    {
        var scope = text.IndexOf('%');
        return IPAddress.TryParse(scope < 0 ? text : text[..scope], out var address) && address.AddressFamily == AddressFamily.InterNetworkV6
            ? text.ToString()
            : throw new FormatException($"'{whole}' is neither host:port nor an IPv6 address");
    }
}
