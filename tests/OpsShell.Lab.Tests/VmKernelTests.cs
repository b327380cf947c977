using System.Globalization;

namespace OpsShell.Lab.Tests;

/// <summary>What the virtual machine is for is really there: ip_vs, eBPF, cgroup v2, network namespaces with delay, a fresh start.</summary>
[Collection(nameof(VmFixture))]
public sealed class VmKernelTests(VmFixture vm)
{
    [Fact]
    public void Ipvs_balances_to_a_real_server()
    {
        using var desk = vm.Desk();
        var output = vm.Nodes.Run("vm", """
            ip address add 192.0.2.10/32 dev lo
            ipvsadm -A -t 192.0.2.10:80 -s rr && ipvsadm -a -t 192.0.2.10:80 -r 127.0.0.1:80 -m
            curl -s -o /dev/null -w '%{http_code}\n' --max-time 20 http://192.0.2.10/
            ipvsadm -Lnc; ipvsadm -C; ip address delete 192.0.2.10/32 dev lo
            """);
        Assert.StartsWith("200\n", output, StringComparison.Ordinal);
        Assert.Matches(@"(?m)^TCP .* 192\.0\.2\.10:80 +127\.0\.0\.1:80$", output);
    }

    [Fact]
    public void Bpftrace_attaches_to_a_function_of_the_kernel()
    {
        using var desk = vm.Desk();
        Assert.Contains("seen", vm.Nodes.Run("vm", "timeout 100 bpftrace -q -e 'kprobe:do_nanosleep { printf(\"seen\\n\"); exit(); } interval:s:60 { exit(); }' & while kill -0 $! 2>/dev/null; do sleep 0.3; done; wait"), StringComparison.Ordinal);
    }

    [Fact]
    public void Bcc_compiles_against_the_headers_of_the_kernel()
    {
        using var desk = vm.Desk();
        Assert.Equal("attached\n", vm.Nodes.Run("vm", """
            python3 - <<'END'
            from bcc import BPF
            b = BPF(text="int kprobe__tcp_connect(void *context) { return 0; }")
            print("attached" if b.num_open_kprobes() == 1 else "not attached")
            END
            """));
    }

    [Fact]
    public void Cgroups_are_of_version_2_and_tell_their_pressure()
    {
        using var desk = vm.Desk();
        Assert.Equal("cgroup2fs\nok\n", vm.Nodes.Run("vm", "stat -fc %T /sys/fs/cgroup; grep -q some /sys/fs/cgroup/system.slice/cpu.pressure && echo ok"));
    }

    [Fact]
    public void Hosts_in_namespaces_are_reached_through_the_machine_with_their_delay()
    {
        using var desk = vm.Desk();
        var report = AuditReport.Of(desk, "netns1,netns2");
        Assert.All(report.Nodes, node => Assert.Null(node.Error));
        Assert.Equal(2, report.Nodes.Count);
        var average = vm.Nodes.Run("vm", "ping -q -c 3 10.33.1.1 | sed -n 's|^rtt[^=]*= [^/]*/\\([0-9]*\\).*|\\1|p'");
        Assert.InRange(int.Parse(average, CultureInfo.InvariantCulture), 80, 400);
    }

    [Fact]
    public void A_reset_gives_a_machine_that_never_saw_the_change_and_knows_the_time()
    {
        using var desk = vm.Desk();
        vm.Nodes.Run("vm", "touch /root/change; sync");
        vm.Nodes.Reset("vm");
        vm.Nodes.Reset("netns");
        Assert.Equal("fresh\n", vm.Nodes.Run("vm", "[ -e /root/change ] || echo fresh"));
        var seconds = long.Parse(vm.Nodes.Run("vm", "date +%s"), CultureInfo.InvariantCulture);
        Assert.InRange(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - seconds, -2, 10);
    }
}
