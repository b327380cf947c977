using System.Globalization;
using OpsShell.EndToEnd.Tests.Harness;

namespace OpsShell.Lab.Tests;

/// <summary>
/// IPVS on a kernel that estimates in threads (6.2 and later). In the collection of the other virtual machine, so that they do not
/// run at the same time; this one lives as long as the class.
/// </summary>
[Collection(nameof(VmFixture))]
public sealed class VmNextIpvsTests(VmNextFixture vm) : IClassFixture<VmNextFixture>
{
    // A change of a setting ends the threads, and others come about a second later.
    private const string AwaitThread = """
        n=0; seen=
        until now=$(pgrep '^ipvs-e:') && [ "$now" = "$seen" ]; do seen=$now; n=$((n+1)); [ $n -lt 20 ] || exit 1; sleep 3; done
        """;

    private const string AwaitNoThread = "n=0; while pgrep '^ipvs-e:' >/dev/null; do n=$((n+1)); [ $n -lt 150 ] || exit 1; sleep 0.2; done";

    private const string AsFound = """
        cd /proc/sys/net/ipv4/vs
        for setting in run_estimation=1 est_cpulist=0-1 est_nice=0; do
        [ "$(cat ${setting%=*})" = "${setting#*=}" ] || echo "${setting#*=}" >${setting%=*}
        done
        """;

    [Fact]
    public void The_threads_are_measured_with_5000_services_as_the_kernel_counts_them()
    {
        using var desk = vm.Desk();
        try
        {
            vm.Run($"{AsFound}\n{IpvsScene.FiveThousandServices}\n{AwaitThread}");
            desk.Script("Get-OpsIpvsEstimator vm-next | ForEach-Object { \"$($_.Design) $($_.Enabled) $($_.Estimators) $($_.PossibleCpus) $($_.PauseMax)\" }").Exits(0).IsQuiet()
                .Prints("Kthreads True 10001 2 \n");
            desk.Script("Test-OpsIpvs vm-next -Check ipvs/estimator-pause | ForEach-Object { \"$($_.Status)|$($_.Title)\" }").Exits(0).IsQuiet()
                .Prints("Ok|The estimator runs in threads, without a pause; they take 0.04 to 0.09 % of a CPU");

            var before = RunTimes();
            var words = desk.Script("Measure-OpsIpvsEstimator vm-next -Duration 5 | ForEach-Object { $t = $_.Threads[0]; \"$($_.Threads.Count) $($_.Timers) $($t.ProcessId) $($t.CpuTime.TotalMilliseconds) $($_.CpuPercent) $($_.Verdict)\" }")
                .Exits(0).IsQuiet().Output.Split(' ');
            var after = RunTimes();
            Assert.Equal(["1", "1"], words[..2]);
            var (id, name) = Assert.Single(before.Keys);
            Assert.Equal((words[2], "ipvs-e:0:0"), (id, name));
            // 25 portions a second take some time even of a fast CPU, and no more than the kernel counted around the measurement.
            Assert.InRange(double.Parse(words[3], CultureInfo.InvariantCulture), 0.1, (after[(id, name)] - before[(id, name)]) / 1e6);
            Assert.InRange(double.Parse(words[4], CultureInfo.InvariantCulture), 0.002, 100);
            Assert.Contains("The estimator makes no pause: its threads (1) take", string.Join(' ', words), StringComparison.Ordinal);
            Assert.Equal("", vm.Run("ls /sys/kernel/tracing/instances; cat /sys/kernel/tracing/kprobe_events"));
        }
        finally
        {
            vm.Run("ipvsadm -C");
        }
    }

    [Theory, InlineData("INT"), InlineData("KILL")]
    public void A_measurement_that_is_broken_off_leaves_no_process(string signal)
    {
        const string waits = "pgrep -fxc 'sleep 211' || true";
        using var desk = vm.Desk();
        using (var run = desk.StartOps("-NoProfile", "-c", "Measure-OpsIpvsEstimator vm-next -Duration 211"))
        {
            Eventually.Is(() => vm.Run(waits) == "1\n", "the measurement");
            run.Signal(signal);
        }
        Eventually.Is(() => vm.Run(waits) == "0\n", "its end");
    }

    [Fact]
    public void What_stops_the_threads_is_told_and_so_are_the_statistics_that_stand_still()
    {
        using var desk = vm.Desk();
        using var scene = new IpvsScene(vm, "-A -t 192.0.2.77:80 -s rr", "-a -t 192.0.2.77:80 -r 10.77.2.2:80 -m -w 1");
        try
        {
            // Its rate goes on being shown when the estimator is off, and must not pass for traffic.
            scene.Run($"{AsFound}\n{AwaitThread}");
            scene.Ask(5);
            scene.Run("n=0; until [ \"$(ipvsadm -Ln --stats --exact | awk '/^TCP/ { print $3 }')\" = 5 ]; do n=$((n+1)); [ $n -lt 150 ] || exit 1; sleep 0.2; done");
            Look(desk).Prints("True||")
                .Prints("Ok|No packet came between the readings; the statistics agree with the CPUs");

            Stop(desk, scene, "run_estimation", "0", "run_estimation=0", "net.ipv4.vs.run_estimation is 0,");
            scene.Run(AsFound);
            Stop(desk, scene, "est_cpulist", "", "est_cpulist=empty", "net.ipv4.vs.est_cpulist is empty,");

            desk.Script("Repair-OpsIpvs vm-next -Check ipvs/estimator-pause -Confirm:$false").Complains("estimates in kernel threads");
            Assert.Equal("1\n\n", scene.Run("cat /proc/sys/net/ipv4/vs/run_estimation /proc/sys/net/ipv4/vs/est_cpulist"));
        }
        finally
        {
            scene.Run(AsFound);
        }
    }

    [Fact]
    public void Settings_of_the_threads_are_explained_and_where_they_are_kept()
    {
        using var desk = vm.Desk();
        string Settings() => desk.Script("Get-OpsIpvsSysctl vm-next -Name est_*, sync_threshold | ForEach-Object { \"$($_.Name)|$($_.Value)|$($_.Default)|$($_.State)\" }").Exits(0).IsQuiet().Output;
        try
        {
            vm.Run(AsFound);
            Assert.Equal("net.ipv4.vs.est_cpulist|0-1|0-1|Default\nnet.ipv4.vs.est_nice|0|0|Default\nnet.ipv4.vs.sync_threshold|3 50|3 50|Default\n", Settings());
            vm.Run("printf 'net.ipv4.vs.est_cpulist = 1,0\nnet.ipv4.vs.est_nice = 5\n' >/etc/sysctl.d/50-est.conf; sysctl -q -p /etc/sysctl.d/50-est.conf; echo 6 >/proc/sys/net/ipv4/vs/est_nice");
            Assert.Equal("net.ipv4.vs.est_cpulist|0-1|0-1|Persisted\nnet.ipv4.vs.est_nice|6|0|Overridden\nnet.ipv4.vs.sync_threshold|3 50|3 50|Default\n", Settings());
        }
        finally
        {
            vm.Run($"rm -f /etc/sysctl.d/50-est.conf\n{AsFound}");
        }
    }

    [Fact]
    public void A_reused_port_is_probed_and_what_was_repaired_holds_when_the_module_is_loaded_again()
    {
        const string settings = "cd /proc/sys/net/ipv4/vs; echo $(cat conn_reuse_mode expire_nodest_conn expire_quiescent_template)";
        using var desk = vm.Desk();
        desk.Variables["OPSSHELL_STATE"] = desk["state"];
        string Verdict() => desk.Script("(Test-OpsIpvsConnectionReuse 192.0.2.10 80 -ComputerName vm-next -Count 4 -LocalPort 23480 3>$null).Verdict").Exits(0).IsQuiet().Output.Trim();
        vm.Run("""
            ip address add 192.0.2.10/32 dev lo
            ipvsadm -A -t 192.0.2.10:80 -s rr && ipvsadm -a -t 192.0.2.10:80 -r 127.0.0.1:80 -m
            sysctl -q net.ipv4.vs.conntrack=1 net.ipv4.vs.conn_reuse_mode=1
            """);
        try
        {
            Assert.Equal("Healthy", Verdict());
            vm.Run("""
                sysctl -q net.ipv4.vs.conn_reuse_mode=0 net.ipv4.vs.expire_nodest_conn=0 net.ipv4.vs.expire_quiescent_template=0
                systemd-run --quiet --unit lab-other python3 -m http.server 8081 --bind 127.0.0.1
                ipvsadm -e -t 192.0.2.10:80 -r 127.0.0.1:80 -m -w 0; ipvsadm -a -t 192.0.2.10:80 -r 127.0.0.1:8081 -m
                systemctl stop nginx
                n=0; until curl -s -o /dev/null http://127.0.0.1:8081/; do n=$((n+1)); [ $n -lt 150 ] || exit 1; sleep 0.2; done
                """);
            Assert.Equal("MisroutedReuse", Verdict());

            desk.Script("(Repair-OpsIpvs vm-next -Check ipvs/conn-reuse, ipvs/expire -Confirm:$false -WarningAction SilentlyContinue).State").Exits(0).IsQuiet().Prints("Applied");
            Assert.Equal("1 1 1\n", vm.Run(settings));
            Assert.Equal("Healthy", Verdict());
            vm.Run("ipvsadm -C; modprobe -r ip_vs_sh ip_vs_wrr ip_vs_rr ip_vs && modprobe ip_vs && udevadm settle");
            Eventually.Is(() => vm.Run(settings) == "1 1 1\n", "the settings after the module was loaded");
            desk.Script("(Get-OpsChange -Last 1 | Undo-OpsChange -Confirm:$false).State").Exits(0).IsQuiet().Prints("Undone");
            Assert.Equal("0 0 0\n", vm.Run(settings));
        }
        finally
        {
            vm.Run("systemctl stop lab-other; systemctl start nginx; modprobe ip_vs; ipvsadm -C; sysctl -q net.ipv4.vs.conn_reuse_mode=1 net.ipv4.vs.conntrack=0; ip address delete 192.0.2.10/32 dev lo; true");
        }
    }

    private static void Stop(Sandbox desk, IpvsScene scene, string setting, string value, string told, string note)
    {
        scene.Run($"echo {value} >/proc/sys/net/ipv4/vs/{setting}; {AwaitNoThread}");
        scene.Ask(2);
        var before = scene.Run("cat /proc/net/ip_vs_stats");
        Look(desk)
            .Prints($"False|Frozen|The estimator is off ({told}): it has no threads.")
            .Prints("Ok|The estimator is off; no pause")
            .Prints($"Info|The statistics of IPVS stand still: the estimator is off ({told})")
            .Prints($"True only changes of connections: {note}");
        // The kernel does what is said of it.
        Assert.Equal(before, scene.Run("cat /proc/net/ip_vs_stats"));
    }

    private static RunResult Look(Sandbox desk) => desk.Script("""
        $estimator = Get-OpsIpvsEstimator vm-next
        $measured = if (-not $estimator.Enabled) { Measure-OpsIpvsEstimator vm-next -Duration 3 }
        "$($estimator.Enabled)|$(if (-not $estimator.Enabled) { $estimator.CountersState })|$($measured.Verdict)"
        Test-OpsIpvs vm-next -Check ipvs/estimator-pause, ipvs/frozen-counters | ForEach-Object { "$($_.Status)|$($_.Title)" }
        $service = Get-OpsIpvsService vm-next -Rate -SampleInterval 1
        "$($null -eq $service.Rate.ConnectionsPerSecond) $($service.Note)"
        """).Exits(0).IsQuiet();

    /// <summary>Nanoseconds that the threads ran, by process id and name.</summary>
    private Dictionary<(string Id, string Name), ulong> RunTimes() => vm.Run("for p in $(pgrep '^ipvs-e:'); do echo $p $(cat /proc/$p/comm /proc/$p/schedstat); done")
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(' '))
        .ToDictionary(words => (words[0], words[1]), words => ulong.Parse(words[2], CultureInfo.InvariantCulture));
}
