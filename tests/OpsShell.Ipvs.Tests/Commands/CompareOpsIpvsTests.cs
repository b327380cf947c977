using System.Diagnostics;
using OpsShell.Ipvs.Tests.Kubernetes;
using OpsShell.Testing;
using OpsShell.Tests.PowerShellRuns;

namespace OpsShell.Ipvs.Tests.Commands;

/// <summary>The cmdlet as users run it, on root trees of the recorded node k8s-opencloudos8-5.4 and variants of it.</summary>
public sealed class CompareOpsIpvsTests : IDisposable
{
    private const string NodeName = "k8s-opencloudos8-5.4";
    private const string Table = "/proc/net/ip_vs";
    private readonly OpsRunspace _shell = new("OpsShell.Fleet", "OpsShell.Ipvs");
    private readonly TemporaryFolder _folder = new();
    private readonly string _table = File.ReadAllText(FixtureNode.RootFolder(NodeName) + Table);

    public void Dispose()
    {
        _shell.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void EqualNodesWriteNothing() => Assert.Empty(Compare($"{Node("a", _table)}, {Node("b", _table)}, {Node("c", _table)}"));

    [Fact]
    public void OneObjectTellsADifferenceOfManyNodes()
    {
        var other = Without("TCP  0A602C92:1F90");
        var nodes = string.Join(", ", Enumerable.Range(1, 5).Select(number => Node($"n{number}", number > 3 ? other : _table)));
        var difference = Assert.Single(Compare(nodes));
        Assert.Equal(("MissingService", "<=", "TCP 10.96.44.146:8080", 2, 5), (difference.Kind.ToString(), difference.SideIndicator, difference.Service, difference.Count, difference.NodeCount));
        Assert.Equal(2, difference.ComputerName.Length);
        Assert.Equal("most of 5 nodes", difference.Reference);
        Assert.Equal([1, 1], Compare(nodes + " -Detailed").Select(one => one.Count));
    }

    [Fact]
    public void OfTwoNodesTheFirstIsTheReference()
    {
        var (full, less) = (Node("a", _table), Node("b", Without("TCP  0A602C92:1F90")));
        Assert.Equal("<=", Assert.Single(Compare($"{full}, {less}")).SideIndicator);
        Assert.Equal("=>", Assert.Single(Compare($"{less}, {full}")).SideIndicator);
        Assert.Equal("=>", Assert.Single(Compare($"{full} -ReferenceNode {less}")).SideIndicator);
    }

    [Fact]
    public void ANodeFollowsItsCluster()
    {
        var node = Node("a", _table);
        Assert.Empty(Compare($"{node} -KubernetesFile '{KubeFixture.File(KubeFixture.EdgeSh)}'"));
        using var server = new FakeKubeApi(KubeFixture.File(KubeFixture.EdgeSh));
        var config = _folder.Write("config", server.KubeConfig());
        Assert.Empty(Compare($"{node} -Kubernetes -KubeConfig '{config}'"));
        server.Replace("10.244.5.12", "10.244.5.13");
        var differences = Compare($"{node} -Kubernetes -KubeConfig '{config}'");
        Assert.Equal(["MissingRealServer 10.244.5.13:8080", "ExtraRealServer 10.244.5.12:8080"], differences.Select(one => $"{one.Kind} {one.RealServer}"));
        Assert.All(differences, one => Assert.StartsWith("shop/", one.KubernetesService, StringComparison.Ordinal));
    }

    // The API has moved on when it is asked again, as in a roll-out.
    [Fact]
    public void WhatPassesIsNotWritten()
    {
        using var server = new FakeKubeApi(KubeFixture.File(KubeFixture.EdgeSh));
        var config = _folder.Write("config", server.KubeConfig());
        server.Replace("10.244.5.12", "10.244.5.13");
        var node = $"{Node("a", _table)} -Kubernetes -KubeConfig '{config}'";
        Assert.Equal(2, Compare(node, recheck: 0).Count);
        var readings = 0;
        server.Instead = _ =>
        {
            if (server.Requests.Last() is var target && target.Contains("/services?", StringComparison.Ordinal) && !target.Contains("continue=", StringComparison.Ordinal) && ++readings == 2)
                server.Replace("10.244.5.13", "10.244.5.12");
            return null;
        };
        Assert.Empty(Compare(node, recheck: 0.1));
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("", true)]
    [InlineData("-KubernetesFile edge-sh.json", false)]
    public void AGuessOfHzIsSaid(string parameters, bool isKnown)
    {
        var nodes = string.Join(", ", ((string[])["a", "b"]).Select(name => Node(name, _table)));
        if (isKnown)
        {
            foreach (var name in (string[])["a", "b"])
            {
                _folder.Write(name + "/proc/sys/net/ipv4/route/error_cost", "250\n");
                _folder.Write(name + "/proc/sys/net/ipv4/route/error_burst", "1250\n");
            }
        }
        var run = _shell.Run($"Compare-OpsIpvs -Recheck 0 {nodes} {parameters.Replace("edge-sh.json", $"'{KubeFixture.File(KubeFixture.EdgeSh)}'", StringComparison.Ordinal)} 3>&1 | ForEach-Object {{ \"$_\" }}");
        Assert.Equal(!isKnown, run.Of<string>().Any(warning => warning.Contains("is guessed", StringComparison.Ordinal)));
    }

    [Fact]
    public void NodesThatFailAreErrorsAndTheOthersAreCompared()
    {
        var plain = _folder["plain"];
        Directory.CreateDirectory(plain);
        var run = _shell.Run($"Compare-OpsIpvs -Recheck 0 {Node("a", _table)}, {Node("b", Without("TCP  0A602C92:1F90"))}, 'root:{plain}', {Node("d", "nonsense")}, {Node("e", _table)}");
        Assert.Equal(3, Assert.Single(run.Of<IpvsDifference>()).NodeCount);
        Assert.Equal(["FactUnavailable", "FactUnavailable"], run.Errors.Select(error => error.FullyQualifiedErrorId.Split(',')[0]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("", "OneNode")]
    [InlineData("-KubernetesFile /none/such.json", "KubernetesFileUnreadable")]
    [InlineData("-Kubernetes -KubeConfig /none/such", "KubeConfigMissing")]
    public void WhatCannotBeDoneIsSaid(string parameters, string id) =>
        Assert.StartsWith(id, _shell.Fail($"Compare-OpsIpvs {Node("a", _table)} {parameters}").FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void TextOfAFileIsShownClean()
    {
        var file = _folder.Write("evil.json", File.ReadAllText(KubeFixture.File(KubeFixture.EdgeSh)).Replace("\"cart\"", "\"ca\\u001b[31mrt\"", StringComparison.Ordinal));
        var shown = _shell.Show($"Compare-OpsIpvs -Recheck 0 {Node("a", Without("TCP  0A605FF7:01BB"))} -KubernetesFile '{file}'");
        Assert.Contains("MissingService", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("\u001b[31mrt", shown, StringComparison.Ordinal);
    }

    // The library is big; who does not ask Kubernetes does not load it.
    [Fact]
    public void OnlyTheApiLoadsTheClientLibrary()
    {
        var program = Environment.GetEnvironmentVariable("OPSSHELL_TEST_COMMAND");
        Assert.SkipWhen(string.IsNullOrEmpty(program), "OPSSHELL_TEST_COMMAND names no published opsshell; a process of its own is needed.");
        const string loaded = "[AppDomain]::CurrentDomain.GetAssemblies() | ForEach-Object { $_.GetName().Name }";
        var (one, other) = (Node("a", _table), Node("b", _table));
        var without = RunProgram(program, $"Compare-OpsIpvs {one}, {other}; Compare-OpsIpvs {one} -KubernetesFile '{KubeFixture.File(KubeFixture.EdgeSh)}'; {loaded}");
        Assert.Contains("OpsShell.Ipvs", without);
        Assert.DoesNotContain("KubernetesClient", without);
        using var server = new FakeKubeApi(KubeFixture.File(KubeFixture.EdgeSh));
        Assert.Contains("KubernetesClient", RunProgram(program, $"Compare-OpsIpvs {one} -Kubernetes -KubeConfig '{_folder.Write("config", server.KubeConfig())}'; {loaded}"));
    }

    private static string[] RunProgram(string program, string script)
    {
        var start = new ProcessStartInfo(program, ["-c", script]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output.Split('\n', StringSplitOptions.TrimEntries);
    }

    private List<IpvsDifference> Compare(string parameters, double recheck = 0)
    {
        var run = _shell.Run(FormattableString.Invariant($"Compare-OpsIpvs -Recheck {recheck} {parameters} -WarningAction SilentlyContinue"));
        Assert.Empty(run.Errors);
        return [.. run.Of<IpvsDifference>()];
    }

    /// <summary>A mounted root with this table.</summary>
    private string Node(string name, string table)
    {
        _folder.Write(name + Table, table);
        _folder.Write(name + "/proc/sys/kernel/hostname", "edge-sh-07\n");
        return $"'root:{_folder[name]}'";
    }

    /// <summary>The table without a service.</summary>
    private string Without(string start)
    {
        var from = _table.IndexOf(start, StringComparison.Ordinal);
        Assert.True(from > 0);
        var to = from;
        do
            to = _table.IndexOf('\n', to) + 1;
        while (_table.AsSpan(to).StartsWith("  ->"));
        return _table[..from] + _table[to..];
    }
}
