using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace OpsShell.Ipvs.Facts;

/// <summary>
/// An IPv4 or IPv6 address in a value of fixed size, because a node can have hundreds of thousands of them. Ordered as numbers,
/// IPv4 before IPv6.
/// </summary>
public readonly record struct IpvsAddress : IComparable<IpvsAddress>
{
    private readonly UInt128 _bits;

    private IpvsAddress(UInt128 bits, bool isIPv6)
    {
        _bits = bits;
        IsIPv6 = isIPv6;
    }

    /// <summary>Whether it is an IPv6 address.</summary>
    public bool IsIPv6 { get; }

    /// <summary>The IPv4 address with these 32 bits; 10.96.0.1 is 0x0A600001.</summary>
    public static IpvsAddress FromIPv4(uint bits) => new(bits, isIPv6: false);

    /// <summary>The IPv6 address with these 128 bits.</summary>
    public static IpvsAddress FromIPv6(UInt128 bits) => new(bits, isIPv6: true);

    /// <summary>From the type of the class library.</summary>
    public static IpvsAddress From(IPAddress address)
    {
        Span<byte> bytes = stackalloc byte[16];
        return address.TryWriteBytes(bytes, out var length) && length == 4
            ? FromIPv4(BinaryPrimitives.ReadUInt32BigEndian(bytes))
            : FromIPv6(BinaryPrimitives.ReadUInt128BigEndian(bytes));
    }

    /// <summary>Reads the usual notation (<c>10.96.0.1</c>, <c>fd00::1</c>). IPv4 must have four parts.</summary>
    public static bool TryParse(string? text, out IpvsAddress address)
    {
        // IPAddress takes '1' and '0x7f.1' for addresses; nobody means them.
        var isAddress = IPAddress.TryParse(text, out var parsed)
            && (parsed.AddressFamily == AddressFamily.InterNetworkV6 ? parsed.ScopeId == 0 : text!.Count(character => character == '.') == 3);
        address = isAddress ? From(parsed!) : default;
        return isAddress;
    }

    /// <summary>Whether it has the same leading bits as another address of its family.</summary>
    /// <param name="network">The other address.</param>
    /// <param name="prefixLength">How many bits; 0 to 32 or 128.</param>
    public bool IsIn(IpvsAddress network, int prefixLength)
    {
        var rest = (IsIPv6 ? 128 : 32) - prefixLength;
        // A shift by the whole width would leave the value as it is.
        return IsIPv6 == network.IsIPv6 && (prefixLength == 0 || (_bits ^ network._bits) >> rest == UInt128.Zero);
    }

    /// <summary>As the class library has it.</summary>
    public IPAddress ToIPAddress()
    {
        Span<byte> bytes = stackalloc byte[16];
        if (IsIPv6)
        {
            BinaryPrimitives.WriteUInt128BigEndian(bytes, _bits);
            return new IPAddress(bytes);
        }
        BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)_bits);
        return new IPAddress(bytes[..4]);
    }

    /// <inheritdoc/>
    public int CompareTo(IpvsAddress other) => IsIPv6 == other.IsIPv6 ? _bits.CompareTo(other._bits) : IsIPv6 ? 1 : -1;

    /// <inheritdoc/>
    public static bool operator <(IpvsAddress left, IpvsAddress right) => left.CompareTo(right) < 0;

    /// <inheritdoc/>
    public static bool operator >(IpvsAddress left, IpvsAddress right) => left.CompareTo(right) > 0;

    /// <inheritdoc/>
    public static bool operator <=(IpvsAddress left, IpvsAddress right) => left.CompareTo(right) <= 0;

    /// <inheritdoc/>
    public static bool operator >=(IpvsAddress left, IpvsAddress right) => left.CompareTo(right) >= 0;

    /// <summary>The usual notation.</summary>
    public override string ToString() => ToIPAddress().ToString();
}
