using OpsShell.EndToEnd.Tests.Harness;

namespace OpsShell.Lab.Tests;

/// <summary>Statistics of IPVS with the estimator on, and switched off under traffic.</summary>
[Collection(nameof(VmFixture))]
public sealed class VmIpvsCountersTests(VmFixture vm)
{
    private const int Interval = 9;

    [Fact]
    public void Counters_that_stand_still_under_traffic_are_told()
    {
        using var desk = vm.Desk();
        using var scene = new IpvsScene(vm, "-A -t 192.0.2.77:80 -s rr", "-a -t 192.0.2.77:80 -r 10.77.2.2:80 -m -w 1");
        try
        {
            scene.Run("sysctl -q net.ipv4.vs.run_estimation=1");
            scene.Ask(1);
            Test(desk, scene).Prints("Ok|The statistics of IPVS follow the traffic|");

            scene.Run("sysctl -q net.ipv4.vs.run_estimation=0");
            var before = scene.Run("sleep 3; ipvsadm -Ln --stats --exact");
            Test(desk, scene).Prints("Info|The statistics of IPVS stand still: the estimator is off (run_estimation=0)|");
            // The kernel does what the finding says of it.
            Assert.Equal(before, scene.Run("ipvsadm -Ln --stats --exact"));
            desk.Script("""
                $service = Get-OpsIpvsService vm -Rate -SampleInterval 1
                "$($null -eq $service.Rate.ConnectionsPerSecond) $($service.Note)"
                """).Exits(0).IsQuiet().Prints("True only changes of connections: ");
        }
        finally
        {
            scene.Run("sysctl -q net.ipv4.vs.run_estimation=1");
        }
    }

    private static RunResult Test(Sandbox desk, IpvsScene scene) => scene.Between(
        desk, $$"""Test-OpsIpvs vm -Check ipvs/frozen-counters -SampleInterval {{Interval}} | ForEach-Object { "$($_.Status)|$($_.Title)|" }""", Interval, 1,
        "for n in 1 2 3; do ip netns exec ipvs-client curl -s -o /dev/null http://192.0.2.77/; done").Exits(0).IsQuiet();
}
