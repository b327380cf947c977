using System.Net;
using System.Net.Sockets;

namespace OpsShell.Core.Facts;

/// <summary>An address that the kernel takes packets for.</summary>
/// <param name="Address">The address.</param>
/// <param name="InterfaceName">The interface that has it; empty for IPv4, whose file does not tell.</param>
/// <param name="PrefixLength">
/// Leading bits of the smallest connected subnet that it lies in; 32 or 128 for an address alone, as kube-proxy's on kube-ipvs0
/// unless they were taken out of such a subnet.
/// </param>
public sealed record LocalAddress(IPAddress Address, string InterfaceName, int PrefixLength)
{
    /// <summary>Whether it lies in a subnet that an interface is connected to.</summary>
    public bool OnSubnet => PrefixLength < (Address.AddressFamily == AddressFamily.InterNetworkV6 ? 128 : 32);
}
