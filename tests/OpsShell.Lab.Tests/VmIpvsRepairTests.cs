using System.Diagnostics;
using OpsShell.EndToEnd.Tests.Harness;

namespace OpsShell.Lab.Tests;

/// <summary>Repair-OpsIpvs on a real kernel: applied, seen in the kernel, kept over a reload of the module, undone, and killed in the middle.</summary>
[Collection(nameof(VmFixture))]
public sealed class VmIpvsRepairTests(VmFixture vm)
{
    private const string Look = """
        cd /proc/sys/net/ipv4/vs
        echo $(cat run_estimation expire_nodest_conn expire_quiescent_template)
        ls /etc/sysctl.d/99-zz-opsshell-ipvs.conf /etc/udev/rules.d/90-opsshell-ipvs.rules /etc/modprobe.d/zz-opsshell-ipvs.conf 2>/dev/null | wc -l
        """;

    private const string Repair = "Repair-OpsIpvs vm -Check ipvs/estimator-pause, ipvs/expire -Confirm:$false -WarningAction SilentlyContinue";

    private string State => vm.Nodes.Run("vm", Look);

    private Sandbox Begin()
    {
        var desk = vm.Desk();
        desk.Variables["OPSSHELL_STATE"] = desk["state"];
        vm.Nodes.Run("vm", "modprobe ip_vs && ipvsadm -C && cd /proc/sys/net/ipv4/vs && echo 1 >run_estimation && echo 0 >expire_nodest_conn && echo 0 >expire_quiescent_template");
        return desk;
    }

    [Fact]
    public void What_was_repaired_holds_when_the_module_is_loaded_again_and_is_undone_whole()
    {
        using var desk = Begin();
        var before = State;
        Assert.Equal("1 0 0\n0\n", before);

        desk.Script(Repair.Replace("-Confirm:$false", "-WhatIf", StringComparison.Ordinal)).Exits(0).Prints("run_estimation").Prints("99-zz-opsshell-ipvs.conf");
        Assert.Equal(before, State);

        desk.Script($"({Repair}).State").Exits(0).IsQuiet().Prints("Applied");
        Assert.Equal("0 1 1\n2\n", State);
        vm.Nodes.Run("vm", "modprobe -r ip_vs_sh ip_vs_wrr ip_vs_rr ip_vs && modprobe ip_vs && udevadm settle && sleep 1");
        Assert.Equal("0 1 1\n2\n", State);

        Assert.Empty(desk.Script(Repair).Exits(0).IsQuiet().Output);
        desk.Script("(Get-OpsChange -Last 1 | Undo-OpsChange -Confirm:$false).State").Exits(0).IsQuiet().Prints("Undone");
        Assert.Equal(before, State);
    }

    [Fact]
    public void The_journal_names_all_checks_of_the_findings_that_came_by_the_pipeline()
    {
        using var desk = Begin();
        vm.Nodes.Run("vm", "echo 0 >/proc/sys/net/ipv4/vs/conn_reuse_mode; ipvsadm -A -t 192.0.2.9:80 -s rr -p 300; ipvsadm -a -t 192.0.2.9:80 -r 10.9.0.1:80 -m -w 0");
        desk.Script("Test-OpsIpvs vm -Check ipvs/expire, ipvs/conn-reuse -MinStatus Warning | Repair-OpsIpvs -Confirm:$false -WarningAction SilentlyContinue; (Get-OpsChange -Last 1).CommandLine")
            .Prints("Repair-OpsIpvs ").Prints("-Check ipvs/conn-reuse,ipvs/expire");
        desk.Script("(Get-OpsChange -Last 1 | Undo-OpsChange -Confirm:$false).State").Exits(0).Prints("Undone");
        vm.Nodes.Run("vm", "echo 1 >/proc/sys/net/ipv4/vs/conn_reuse_mode; ipvsadm -C");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(40)]
    [InlineData(90)]
    public void A_repair_that_is_killed_can_be_undone(int milliseconds)
    {
        using var desk = Begin();
        var before = State;
        using var repair = desk.StartOps("-NoProfile", "-c", Repair);
        var journal = Path.Combine(desk["state"], "changes");
        var patience = Stopwatch.StartNew();
        while (!(Directory.Exists(journal) && Directory.EnumerateFiles(journal, "*.json").Any()))
        {
            Assert.False(patience.Elapsed > TimeSpan.FromMinutes(1), "nothing was written to the journal");
            Thread.Sleep(1);
        }
        Thread.Sleep(milliseconds);
        repair.Signal("KILL");
        repair.Wait();
        desk.Script("(Get-OpsChange -Last 1 | Undo-OpsChange -Confirm:$false).State").Exits(0).Prints("Undone");
        Assert.Equal(before, State);
    }
}
