using OpsShell.Fleet;
using OpsShell.Testing;
using OpsShell.Tests.PowerShellRuns;

namespace OpsShell.Ipvs.Tests.Commands;

public sealed class GetOpsIpvsConnectionTests : IDisposable
{
    private readonly OpsRunspace _shell = new("OpsShell.Fleet", "OpsShell.Ipvs");
    private readonly string _folder = Directory.CreateTempSubdirectory("ops-conn").FullName;
    private readonly string _node = $"root:{FixtureNode.RootFolder("k8s-opencloudos8-5.4")}";

    public void Dispose()
    {
        _shell.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Connections_are_those_of_the_table()
    {
        // The fixture's README: all connections of the real servers are the lines of ip_vs_conn.
        var states = _shell.Run($"Get-OpsIpvsConnection '{_node}'").Of<OpsIpvsConnectionState>();
        var services = _shell.Run($"Get-OpsIpvsService '{_node}'").Of<OpsIpvsService>().ToList();
        Assert.Equal(services.Sum(service => service.ActiveConnections + service.InactiveConnections), states.Sum(state => state.Connections));
        Assert.Equal(services.Sum(service => service.ActiveConnections), states.Sum(state => state.Established));
        Assert.All(states, state => Assert.Equal(state.Connections, state.States.Values.Sum()));
    }

    [Fact]
    public void Clients_are_ranked_by_the_ports_they_may_reuse()
    {
        var clients = _shell.Run($"Get-OpsIpvsConnection '{_node}' -Client -Top 3").Of<OpsIpvsClient>().ToList();
        Assert.Equal(3, clients.Count);
        Assert.Equal(clients.OrderByDescending(client => client.TimeWait), clients);
        Assert.All(clients, client => Assert.Equal(100.0 * client.TimeWait / client.PortRange, client.ReusePercent));
    }

    [Fact]
    public void Raw_connections_are_filtered_and_bounded()
    {
        var raw = _shell.Run($"Get-OpsIpvsConnection '{_node}' -Raw -VirtualAddress 10.96.77.1 -State established -RealServerAddress 10.244.4.77").Of<OpsIpvsConnection>();
        Assert.Equal(14, raw.Count);
        Assert.All(raw, connection => Assert.Equal(("10.96.77.1:80", "10.244.4.77:8080"), (connection.Virtual, connection.Server)));
        var run = _shell.Run($"Get-OpsIpvsConnection '{_node}' -Raw -MaxCount 5 3>&1");
        Assert.Equal(5, run.Output.Count(one => one.BaseObject is OpsIpvsConnection));
        Assert.Contains("more than 5 such connections", run.Output[^1].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_state_that_no_kernel_has_is_an_error_and_not_an_empty_answer()
    {
        var error = _shell.Fail($"Get-OpsIpvsConnection '{_node}' -Raw -State TIMEWAIT");
        Assert.Contains("TIME_WAIT", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_costly_node_is_refused_with_the_number_and_the_way_out()
    {
        WriteCostly();
        var error = Assert.Single(_shell.Run($"Get-OpsIpvsConnection 'root:{_folder}'").Errors);
        Assert.StartsWith("ReadTooCostly", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("1000000 connections", error.ErrorDetails.Message, StringComparison.Ordinal);
        // Said once, where the host shows the way out.
        Assert.DoesNotContain("-Force", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("-Force", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(_shell.Run($"Get-OpsIpvsConnection 'root:{_folder}' -Force").Errors);
        Write("/proc/sys/kernel/osrelease", "6.14.2\n");
        Assert.Empty(_shell.Run($"Get-OpsIpvsConnection 'root:{_folder}'").Errors);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Client -Top 1000")]
    [InlineData("-Raw")]
    public void A_recording_that_includes_them_answers_as_the_node_did(string how)
    {
        Assert.Single(_shell.Run($"Save-OpsSnapshot '{_node}' -Path '{_folder}/rec.zip' -Include 'ipvs/conn*'").Of<OpsSnapshotResult>());
        // What is recorded again is recorded whole.
        Assert.Empty(_shell.Run($"Save-OpsSnapshot 'snapshot:{_folder}/rec.zip' -Path '{_folder}/again.zip' -Include ipvs/connections").Errors);
        var expected = Lines(_node);
        Assert.NotEmpty(expected);
        Assert.Equal(expected, Lines($"snapshot:{_folder}/rec.zip"));
        Assert.Equal(expected, Lines($"snapshot:{_folder}/again.zip"));

        string Lines(string node) => string.Join('\n', _shell.Run(
            $"Get-OpsIpvsConnection '{node}' {how} | ForEach-Object {{ $_.PSObject.Properties.Where({{ $_.Name -notin 'ComputerName', 'States' }}).ForEach({{ \"$($_.Name)=$($_.Value)\" }}) -join ' ' }}").Output);
    }

    [Fact]
    public void A_recording_without_them_says_how_to_have_them()
    {
        _shell.Run($"Save-OpsSnapshot '{_node}' -Path '{_folder}/rec.zip'");
        var error = Assert.Single(_shell.Run($"Get-OpsIpvsConnection 'snapshot:{_folder}/rec.zip'").Errors);
        Assert.StartsWith("FactUnavailable", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Save-OpsSnapshot -Include ipvs/connections", error.ErrorDetails.Message, StringComparison.Ordinal);
        error = Assert.Single(_shell.Run($"Save-OpsSnapshot '{_node}' -Path '{_folder}/rec.zip' -Force -Include ipvs/conections").Errors);
        Assert.StartsWith("IncludeUnknown", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("There is: ipvs/connections.", error.Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_costly_node_is_recorded_without_them_and_says_so()
    {
        WriteCostly();
        var run = _shell.Run($"Save-OpsSnapshot 'root:{_folder}' -Path '{_folder}/rec.zip' -Include ipvs/connections");
        Assert.Single(run.Of<OpsSnapshotResult>());
        var error = Assert.Single(run.Errors);
        Assert.StartsWith("ReadTooCostly", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("1000000 connections", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("-IgnoreCost", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("1000000 connections", Assert.Single(_shell.Run($"Get-OpsIpvsConnection 'snapshot:{_folder}/rec.zip'").Errors).ErrorDetails.Message, StringComparison.Ordinal);

        Assert.Empty(_shell.Run($"Save-OpsSnapshot 'root:{_folder}' -Path '{_folder}/rec.zip' -Force -Include ipvs/connections -IgnoreCost").Errors);
        Assert.Empty(_shell.Run($"Get-OpsIpvsConnection 'snapshot:{_folder}/rec.zip'").Errors);
    }

    [Fact]
    public void A_node_without_IPVS_is_recorded_without_them_and_without_an_error()
    {
        Write("/proc/sys/kernel/osrelease", "5.4.119\n");
        Assert.Empty(_shell.Run($"Save-OpsSnapshot 'root:{_folder}' -Path '{_folder}/rec.zip' -Include ipvs/connections").Errors);
        Assert.StartsWith("FactUnavailable", Assert.Single(_shell.Run($"Get-OpsIpvsConnection 'snapshot:{_folder}/rec.zip'").Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_is_an_error_with_its_line()
    {
        Write("/proc/net/ip_vs", File.ReadAllText(Path.Combine(FixtureNode.RootFolder("k8s-opencloudos8-5.4"), "proc/net/ip_vs")));
        Write("/proc/net/ip_vs_conn", "Pro FromIP   FPrt ToIP     TPrt DestIP   DPrt State       Expires\nTCP x\n");
        var error = Assert.Single(_shell.Run($"Get-OpsIpvsConnection 'root:{_folder}'").Errors);
        Assert.StartsWith("FactUnavailable", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("line 2: the client is 'x'", error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Tables_are_nice_to_read()
    {
        Assert.Contains("SynRcv", _shell.Show($"Get-OpsIpvsConnection '{_node}' -VirtualPort 53"), StringComparison.Ordinal);
        Assert.Contains(" %", _shell.Show($"Get-OpsIpvsConnection '{_node}' -Client"), StringComparison.Ordinal);
        Assert.Contains("ESTABLISHED", _shell.Show($"Get-OpsIpvsConnection '{_node}' -Raw -MaxCount 3"), StringComparison.Ordinal);
    }

    private void WriteCostly()
    {
        Write("/proc/net/ip_vs", """
            IP Virtual Server version 1.2.1 (size=4096)
            Prot LocalAddress:Port Scheduler Flags
              -> RemoteAddress:Port Forward Weight ActiveConn InActConn
            TCP  0A600001:01BB rr
              -> C0A80A0B:192B      Masq    1      400000     600000

            """);
        Write("/proc/sys/kernel/osrelease", "5.4.119\n");
        var head = File.ReadLines(Path.Combine(FixtureNode.RootFolder("k8s-opencloudos8-5.4"), "proc/net/ip_vs_conn")).First();
        Write("/proc/net/ip_vs_conn", head + "\n");
    }

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder + path)!);
        File.WriteAllText(_folder + path, text);
    }
}
