using System.Globalization;

namespace OpsShell.Ipvs.Facts;

/// <summary>An address with a port.</summary>
/// <param name="Address">The address.</param>
/// <param name="Port">The port, 0 to 65535.</param>
public readonly record struct IpvsEndpoint(IpvsAddress Address, ushort Port) : IComparable<IpvsEndpoint>
{
    /// <inheritdoc/>
    public int CompareTo(IpvsEndpoint other) => Address.CompareTo(other.Address) is var order and not 0 ? order : Port.CompareTo(other.Port);

    /// <inheritdoc/>
    public static bool operator <(IpvsEndpoint left, IpvsEndpoint right) => left.CompareTo(right) < 0;

    /// <inheritdoc/>
    public static bool operator >(IpvsEndpoint left, IpvsEndpoint right) => left.CompareTo(right) > 0;

    /// <inheritdoc/>
    public static bool operator <=(IpvsEndpoint left, IpvsEndpoint right) => left.CompareTo(right) <= 0;

    /// <inheritdoc/>
    public static bool operator >=(IpvsEndpoint left, IpvsEndpoint right) => left.CompareTo(right) >= 0;

    /// <summary>As <c>10.96.0.1:443</c> or <c>[fd00::1]:443</c>.</summary>
    public override string ToString() => Address.IsIPv6
        ? string.Create(CultureInfo.InvariantCulture, $"[{Address}]:{Port}")
        : string.Create(CultureInfo.InvariantCulture, $"{Address}:{Port}");
}
