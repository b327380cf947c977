using OpsShell.EndToEnd.Tests.Harness;

namespace OpsShell.Lab.Tests;

/// <summary>The virtual addresses on a real kube-ipvs0: one that is left over, taken off and put back, and one that is missing.</summary>
[Collection(nameof(VmFixture))]
public sealed class VmKubeIpvs0Tests(VmFixture vm)
{
    private const string Up = """
        set -e
        modprobe ip_vs; ipvsadm -C
        ip link add kube-ipvs0 type dummy
        for address in 10.96.0.1/32 10.96.0.10/32 10.96.99.99/32 2001:db8:96::1/128 2001:db8:96::99/128; do ip address add $address dev kube-ipvs0; done
        ipvsadm -R <<END
        -A -t 10.96.0.1:443 -s rr
        -a -t 10.96.0.1:443 -r 10.0.2.15:6443 -m -w 1
        -A -u 10.96.0.10:53 -s rr
        -A -t [2001:db8:96::1]:443 -s rr
        -A -t 10.0.2.15:30080 -s rr
        END
        """;

    private const string Addresses = "ip -o address show dev kube-ipvs0 | awk '$3 ~ /inet/ && $4 !~ /^fe80/ { print $4 }' | sort";

    [Fact]
    public void A_left_over_address_is_taken_off_and_put_back_and_a_missing_one_is_critical()
    {
        using var desk = vm.Desk();
        desk.Variables["OPSSHELL_STATE"] = desk["state"];
        try
        {
            vm.Nodes.Run("vm", Up);
            var before = vm.Nodes.Run("vm", Addresses);
            Assert.Equal("10.96.0.1/32\n10.96.0.10/32\n10.96.99.99/32\n2001:db8:96::1/128\n2001:db8:96::99/128\n", before);
            Test(desk).Prints("Warning left-over 2 addresses on kube-ipvs0 belong to no service: 10.96.99.99, 2001:db8:96::99\n");

            desk.Script("(Repair-OpsIpvs vm -Check ipvs/kube-ipvs0 -Confirm:$false -WarningAction SilentlyContinue).State").Exits(0).IsQuiet().Prints("Applied");
            Assert.Equal("10.96.0.1/32\n10.96.0.10/32\n2001:db8:96::1/128\n", vm.Nodes.Run("vm", Addresses));
            Test(desk).Prints("Ok  All 4 virtual addresses are the node's, and kube-ipvs0 has no other\n");

            vm.Nodes.Run("vm", "ip address delete 10.96.0.10/32 dev kube-ipvs0; ip address delete 2001:db8:96::1/128 dev kube-ipvs0");
            Test(desk).Prints("Critical missing 2 virtual addresses are not on this node: 10.96.0.10, 2001:db8:96::1\n");
            vm.Nodes.Run("vm", "ip address add 10.96.0.10/32 dev kube-ipvs0; ip address add 2001:db8:96::1/128 dev kube-ipvs0");

            desk.Script("(Get-OpsChange -Last 1 | Undo-OpsChange -Confirm:$false).State").Exits(0).IsQuiet().Prints("Undone");
            Assert.Equal(before, vm.Nodes.Run("vm", Addresses));
        }
        finally
        {
            vm.Nodes.Run("vm", "ipvsadm -C; ip link delete kube-ipvs0");
        }
    }

    private static RunResult Test(Sandbox desk) =>
        desk.Script("Test-OpsIpvs vm -Check ipvs/kube-ipvs0 | ForEach-Object { \"$($_.Status) $($_.Subject) $($_.Title)\" }").Exits(0).IsQuiet();
}
