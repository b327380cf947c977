using System.Net;

namespace OpsShell.Core.Facts;

/// <summary>An address that the kernel takes packets for.</summary>
/// <param name="Address">The address.</param>
/// <param name="InterfaceName">The interface that has it; null for IPv4, whose file does not tell.</param>
/// <param name="OnSubnet">
/// Whether it lies in a subnet that an interface is connected to. Addresses that stand alone (/32, /128), as kube-proxy's on
/// kube-ipvs0, do not, unless they were taken out of such a subnet.
/// </param>
public sealed record LocalAddress(IPAddress Address, string? InterfaceName, bool OnSubnet);
