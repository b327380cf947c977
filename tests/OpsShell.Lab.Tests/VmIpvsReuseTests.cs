using OpsShell.EndToEnd.Tests.Harness;

namespace OpsShell.Lab.Tests;

/// <summary>A client that uses its port again is kept on a server that is being removed: made, found, repaired and put back.</summary>
[Collection(nameof(VmFixture))]
public sealed class VmIpvsReuseTests(VmFixture vm)
{
    private const int Interval = 7;

    private const string Settings = "cd /proc/sys/net/ipv4/vs; echo $(cat conn_reuse_mode expire_nodest_conn)";

    private const string SamePort = "--local-port 40077";

    [Fact]
    public void A_reused_port_reaches_the_drained_server_until_it_is_repaired()
    {
        using var desk = vm.Desk();
        desk.Variables["OPSSHELL_STATE"] = desk["state"];
        using var scene = new IpvsScene(
            vm, "-A -t 192.0.2.77:80 -s rr", "-a -t 192.0.2.77:80 -r 10.77.2.2:80 -m -w 1", "-a -t 192.0.2.77:80 -r 10.77.3.2:80 -m -w 1");
        var found = scene.Run(Settings);
        try
        {
            scene.Run("sysctl -q net.ipv4.vs.conn_reuse_mode=0 net.ipv4.vs.expire_nodest_conn=0");
            var old = Assert.Single(scene.Ask(1, options: SamePort));
            var address = old == "ipvs-web1" ? IpvsScene.Web1 : IpvsScene.Web2;
            scene.Run($"ipvsadm -e -t 192.0.2.77:80 -r {address}:80 -m -w 0");
            Assert.Equal([old, old], scene.Ask(2, options: SamePort));
            Assert.DoesNotContain(old, scene.Ask(4));

            var sick = Test(desk, scene);
            Assert.Contains($"ipvs/dead-real-server-traffic|Critical|{address}:80 of TCP 192.0.2.77:80", sick);
            Assert.Contains("ipvs/conn-reuse|Warning|", sick);
            Assert.Contains("ipvs/expire|Info|expire_nodest_conn", sick);

            desk.Script("(Repair-OpsIpvs vm -Check ipvs/conn-reuse, ipvs/expire -Confirm:$false -WarningAction SilentlyContinue).State").Exits(0).IsQuiet().Prints("Applied");
            Assert.Equal("1 1\n", scene.Run(Settings));
            Assert.DoesNotContain(old, scene.Ask(3, options: SamePort));
            var well = Test(desk, scene);
            Assert.Contains("ipvs/dead-real-server-traffic|Ok|", well);
            Assert.Contains("ipvs/conn-reuse|Ok|", well);
            Assert.Contains("ipvs/expire|Ok|expire_nodest_conn", well);

            desk.Script("(Get-OpsChange | Where-Object State -eq Applied | Undo-OpsChange -Confirm:$false).State").Exits(0).IsQuiet().Prints("Undone");
            Assert.Equal("0 0\n", scene.Run(Settings));
            Assert.Equal("gone\n", scene.Run("[ -e /etc/sysctl.d/99-zz-opsshell-ipvs.conf ] || echo gone"));
        }
        finally
        {
            var values = found.Trim().Split(' ');
            scene.Run($"sysctl -q net.ipv4.vs.conn_reuse_mode={values[0]} net.ipv4.vs.expire_nodest_conn={values[1]}");
        }
    }

    // A request that lasts longer than the readings are apart, from the port that was used before.
    private static string[] Test(Sandbox desk, IpvsScene scene) =>
        scene.Between(desk, $$"""
            Test-OpsIpvs vm -Check ipvs/dead-real-server-traffic, ipvs/conn-reuse, ipvs/expire -SampleInterval {{Interval}} |
              ForEach-Object { "$($_.Check)|$($_.Status)|$($_.Subject)" }
            """, Interval, 1, $"ip netns exec ipvs-client curl -s -o /dev/null --max-time 30 {SamePort} http://192.0.2.77/slow")
            .Exits(0).IsQuiet().Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
}
