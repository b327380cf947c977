using System.Globalization;
using System.IO.Enumeration;

namespace OpsShell.Ipvs.Facts;

/// <summary>A choice of addresses: one address, a network (<c>10.96.0.0/12</c>), or text with wildcards (<c>10.96.*</c>).</summary>
public sealed class AddressPattern
{
    private readonly Func<IpvsAddress, bool> _matches;

    private AddressPattern(Func<IpvsAddress, bool> matches) => _matches = matches;

    /// <summary>Reads a choice.</summary>
    /// <exception cref="FormatException">It is none; the message says what is expected.</exception>
    public static AddressPattern Parse(string text)
    {
        if (text.AsSpan().IndexOfAny("*?") >= 0)
            return new AddressPattern(address => FileSystemName.MatchesSimpleExpression(text, address.ToString()));
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (!IpvsAddress.TryParse(slash < 0 ? text : text[..slash], out var network))
            throw Error(text);
        if (slash < 0)
            return new AddressPattern(address => address == network);
        return int.TryParse(text[(slash + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var length) && length <= (network.IsIPv6 ? 128 : 32)
            ? new AddressPattern(address => address.IsIn(network, length))
            : throw Error(text);
    }

    /// <summary>Whether an address is chosen.</summary>
    public bool Matches(IpvsAddress address) => _matches(address);

    private static FormatException Error(string text) =>
        new($"'{text}' is no address: expected one such as 10.96.0.10 or fd00::1, a network such as 10.96.0.0/12, or wildcards such as 10.96.*");
}
