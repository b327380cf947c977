namespace OpsShell.Ipvs.Facts;

/// <summary>An address of a network interface.</summary>
/// <param name="Interface">The interface's name.</param>
/// <param name="Address">The address.</param>
/// <param name="PrefixLength">Leading bits of its network; 32 or 128 for an address alone.</param>
public sealed record InterfaceAddress(string Interface, IpvsAddress Address, int PrefixLength);
