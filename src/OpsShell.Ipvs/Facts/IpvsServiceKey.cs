using System.Globalization;

namespace OpsShell.Ipvs.Facts;

/// <summary>What tells virtual services apart: protocol, address and port, or a firewall mark.</summary>
/// <param name="Protocol">The protocol; <see cref="IpvsProtocol.FWM"/> for a firewall mark.</param>
/// <param name="Endpoint">Virtual address and port; the default value with a firewall mark.</param>
/// <param name="FirewallMark">The mark; 0 without.</param>
public readonly record struct IpvsServiceKey(IpvsProtocol Protocol, IpvsEndpoint Endpoint, uint FirewallMark = 0) : IComparable<IpvsServiceKey>
{
    /// <inheritdoc/>
    public int CompareTo(IpvsServiceKey other)
    {
        var byEndpoint = Endpoint.CompareTo(other.Endpoint);
        if (byEndpoint != 0)
            return byEndpoint;
        var byProtocol = Protocol.CompareTo(other.Protocol);
        return byProtocol != 0 ? byProtocol : FirewallMark.CompareTo(other.FirewallMark);
    }

    /// <inheritdoc/>
    public static bool operator <(IpvsServiceKey left, IpvsServiceKey right) => left.CompareTo(right) < 0;

    /// <inheritdoc/>
    public static bool operator >(IpvsServiceKey left, IpvsServiceKey right) => left.CompareTo(right) > 0;

    /// <inheritdoc/>
    public static bool operator <=(IpvsServiceKey left, IpvsServiceKey right) => left.CompareTo(right) <= 0;

    /// <inheritdoc/>
    public static bool operator >=(IpvsServiceKey left, IpvsServiceKey right) => left.CompareTo(right) >= 0;

    /// <summary>As <c>TCP 10.96.0.1:443</c> or <c>FWM 1</c>.</summary>
    public override string ToString() => Protocol == IpvsProtocol.FWM
        ? string.Create(CultureInfo.InvariantCulture, $"FWM {FirewallMark}")
        : $"{Protocol} {Endpoint}";
}
