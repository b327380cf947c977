using OpsShell.Core.Facts;

namespace OpsShell.Core.Tests.Facts;

public sealed class LocalAddressesTests
{
    // Captured on kernel 6.18, but for the address on a dummy interface and the route to a pod.
    private const string Trie = """
        Main:
          +-- 0.0.0.0/0 3 0 5
             |-- 0.0.0.0
                /0 universe UNICAST
             |-- 10.96.0.1
                /32 host LOCAL
             |-- 10.244.4.77
                /32 link UNICAST
             +-- 127.0.0.0/8 2 0 2
                +-- 127.0.0.0/31 1 0 0
                   |-- 127.0.0.0
                      /8 host LOCAL
                   |-- 127.0.0.1
                      /32 host LOCAL
                |-- 127.255.255.255
                   /32 link BROADCAST
             +-- 192.0.2.0/24 2 0 2
                +-- 192.0.2.0/30 2 0 2
                   |-- 192.0.2.0
                      /24 link UNICAST
                   |-- 192.0.2.2
                      /32 host LOCAL
                |-- 192.0.2.255
                   /32 link BROADCAST
        Local:
          +-- 0.0.0.0/0 3 0 5
             |-- 192.0.2.2
                /32 host LOCAL
        """;

    private const string Interfaces = """
        00000000000000000000000000000001 01 80 10 80       lo
        fe8000000000000000fc00fffe000001 04 40 20 80     eth0
        fd000000000000000000000000000001 07 80 00 82 kube-ipvs0
        """;

    [Fact]
    public void AddressesAreToldApartFromWhatOnlyHasARoute()
    {
        var addresses = LocalAddresses.Parse(Trie, Interfaces).Addresses;
        Assert.Equal(
            ["10.96.0.1  /32 alone", "127.0.0.1  /8 subnet", "192.0.2.2  /24 subnet", "::1 lo /128 alone", "fe80::fc:ff:fe00:1 eth0 /64 subnet", "fd00::1 kube-ipvs0 /128 alone"],
            addresses.Select(address => $"{address.Address} {address.InterfaceName} /{address.PrefixLength} {(address.OnSubnet ? "subnet" : "alone")}"));
    }

    [Theory]
    [InlineData("Main:\n   /32 host LOCAL\n", "", "line 2: a route stands before any address")]
    [InlineData("   |-- 10.0.0\u001b\n", "", "line 1: '10.0.0\\u001b' is no IPv4 address")]
    [InlineData("   |-- 10.0.0.1\n   /33 host LOCAL\n", "", "line 2: the prefix length is 33, expected 0 to 32")]
    [InlineData("   |-- 10.0.0.1\n   what is this\n", "", "line 2: 'what' begins no line of a routing table")]
    [InlineData("", "00000000000000000000000000000001 01 81 10 80 lo\n", "line 1: the prefix length is 129, expected 0 to 128")]
    [InlineData("", "zz 01 80 10 80 lo\n", "line 1: the address is 'zz', expected 32 hexadecimal digits")]
    [InlineData("", "00000000000000000000000000000001 01 80\n", "line 1: expected at least 6 fields, found 3")]
    public void WhatIsNotAsTheKernelWritesItHasItsPlace(string trie, string interfaces, string message) =>
        Assert.Equal(message, Assert.Throws<FormatException>(() => LocalAddresses.Parse(trie, interfaces)).Message);
}
