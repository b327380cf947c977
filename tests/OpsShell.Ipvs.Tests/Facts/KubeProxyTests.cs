using System.Text;
using CsCheck;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;
using OpsShell.Core.Probing;
using OpsShell.Ipvs.Facts;
using OpsShell.Ipvs.Tests.Checks;

namespace OpsShell.Ipvs.Tests.Facts;

public sealed class KubeProxyTests
{
    private const string Whole = """
        p 812 keepalived
        p 3127 kube-proxy
        a /usr/local/bin/kube-proxy
        a --config=/var/lib/kube-proxy/config.conf
        f /var/lib/kube-proxy/config.conf
        c kind: KubeProxyConfiguration
        c mode: "ipvs"
        c nodePortAddresses: [10.0.0.0/8, 127.0.0.0/8]
        c metricsBindAddress: 0.0.0.0:10249
        c detectLocalMode: ClusterCIDR
        c conntrack: {maxPerCore: 65536, min: 262144}
        c ipvs:
        c   scheduler: wrr
        c   strictARP: true
        c   excludeCIDRs:
        c   - 192.168.7.0/24
        c   - 192.168.8.1/32
        c   tcpTimeout: 2h0m0s
        c   tcpFinTimeout: 0s
        c   udpTimeout: 250ms
        m http://127.0.0.1:10249
        h ipvs
        h kubernetes_build_info{build_date="2023-01-18T19:15:26Z",git_version="v1.26.1",go_version="go1.19.5",major="1",minor="26"} 1
        u the node has no ipvsadm

        """;

    [Fact]
    public void Whole_answer_is_read()
    {
        var proxy = KubeProxy.Parse(Whole);
        Assert.Equal((3127, "ipvs", "http://127.0.0.1:10249/proxyMode", "v1.26.1", (1, 26)), (proxy.ProcessId, proxy.Mode, proxy.ModeSource, proxy.Version, proxy.VersionNumber));
        Assert.Equal(["keepalived"], proxy.OtherOwners);
        Assert.True(proxy.OwnsRules);
        Assert.Equal("kube-proxy v1.26.1 (ipvs), keepalived", proxy.Owner);
        var told = proxy.Configuration!;
        Assert.Equal(("ipvs", "wrr", true, 65536L, 262144L, "ClusterCIDR", "0.0.0.0:10249"),
            (told.Mode, told.Scheduler, told.StrictArp, told.ConntrackMaxPerCore, told.ConntrackMin, told.DetectLocalMode, told.MetricsBindAddress));
        Assert.Equal(["192.168.7.0/24", "192.168.8.1/32"], told.ExcludeCidrs);
        Assert.Equal(["10.0.0.0/8", "127.0.0.0/8"], told.NodePortAddresses);
        Assert.Equal((TimeSpan.FromHours(2), TimeSpan.Zero, TimeSpan.FromMilliseconds(250)), (told.TcpTimeout, told.TcpFinTimeout, told.UdpTimeout));
    }

    [Fact]
    public void Configuration_of_the_fixtures_is_read()
    {
        var proxy = KubeProxy.Fact.Read(CheckNodes.Load("k8s-opencloudos8-5.4").Probe([KubeProxy.Item]));
        Assert.Equal(("v1.20.6", "ipvs", false), (proxy.Version, proxy.Mode, proxy.Configuration!.StrictArp));
        Assert.Null(proxy.Configuration.ConntrackMaxPerCore);
        Assert.Null(proxy.Configuration.Scheduler);
        Assert.Empty(proxy.Configuration.ExcludeCidrs);
        var timeouts = IpvsTimeouts.Fact.Read(CheckNodes.Load("k8s-128cpu-5.4").Probe([KubeProxy.Item]));
        Assert.Equal(new IpvsTimeouts(900, 120, 300, IpvsTimeoutOrigin.KubeProxy, "the node has no ipvsadm"), timeouts);
    }

    [Fact]
    public void Flags_count_where_there_is_no_configuration_file()
    {
        var proxy = KubeProxy.Parse("p 5 kube-proxy\na kube-proxy\na --proxy-mode=ipvs\na --ipvs-strict-arp\na --ipvs-scheduler\na sh\na --nodeport-addresses=10.0.0.0/8,::1/128\na --ipvs-udp-timeout=10s\nm http://127.0.0.1:10249\nu none\n");
        Assert.Equal(("ipvs", "flags", "flags"), (proxy.Mode, proxy.ModeSource, proxy.ConfigurationSource));
        Assert.Equal((true, "sh", TimeSpan.FromSeconds(10)), (proxy.Configuration!.StrictArp, proxy.Configuration.Scheduler, proxy.Configuration.UdpTimeout));
        Assert.Equal(["10.0.0.0/8", "::1/128"], proxy.Configuration.NodePortAddresses);
        Assert.Null(proxy.Version);
        Assert.Contains("did not tell", proxy.VersionSource);
    }

    [Theory]
    [InlineData("p 5 kube-proxy\nu none\n", "its command line was not read")]
    [InlineData("p 5 kube-proxy\na kube-proxy\na --config=/x\nf /x\nx it may not be read\nu none\n", "it may not be read")]
    [InlineData("p 5 kube-proxy\na kube-proxy\nf /x\nc kind: KubeletConfiguration\nu none\n", "no document of kind KubeProxyConfiguration")]
    [InlineData("p 5 kube-proxy\na kube-proxy\nf /x\nc mode: [ipvs\nc kind: KubeProxyConfiguration\nu none\n", "not YAML")]
    public void What_was_not_learnt_is_null_with_its_reason(string answer, string reason)
    {
        var proxy = KubeProxy.Parse(answer);
        Assert.Equal(5, proxy.ProcessId);
        Assert.Null(proxy.Configuration);
        Assert.Contains(reason, proxy.ConfigurationReason);
        Assert.Null(proxy.OwnsRules);
        Assert.Contains("mode unknown", proxy.Owner);
    }

    [Fact]
    public void Running_mode_outweighs_the_configured_one()
    {
        // kube-proxy falls back to iptables where IPVS cannot be used.
        var proxy = KubeProxy.Parse(Whole.Replace("h ipvs\n", "h iptables\n", StringComparison.Ordinal));
        Assert.Equal(("iptables", false), (proxy.Mode, proxy.OwnsRules));
        var silent = KubeProxy.Parse(Whole.Replace("h ipvs\n", "", StringComparison.Ordinal));
        Assert.Equal(("ipvs", "/var/lib/kube-proxy/config.conf"), (silent.Mode, silent.ModeSource));
    }

    [Fact]
    public void Nobody_is_told_as_nobody()
    {
        var proxy = KubeProxy.Parse("u the node has no ipvsadm\n");
        Assert.Equal((null, false, "nobody known", "no kube-proxy runs"), (proxy.ProcessId, proxy.OwnsRules, proxy.Owner, proxy.VersionSource));
    }

    [Fact]
    public void Node_without_ipvs_has_no_such_fact()
    {
        var node = CheckNodes.Load("k8s-opencloudos9-6.6").WithAnswer(KubeProxy.Item, "exit 0\nnone\n");
        var reason = Assert.Throws<FactUnavailableException>(() => KubeProxy.Fact.Read(node.Probe([KubeProxy.Item])));
        Assert.Equal(ProbeStatus.Missing, reason.Status);
    }

    [Fact]
    public void Garbage_is_told_by_the_commands_short_name()
    {
        var node = CheckNodes.Load("k8s-opencloudos9-6.6").WithAnswer(KubeProxy.Item, "exit 0\np 1 kube-proxy\n\u001b]0;x\u0007garbage\n");
        var reason = Assert.Throws<FactUnavailableException>(() => KubeProxy.Fact.Read(node.Probe([KubeProxy.Item])));
        Assert.Equal(KubeProxy.Source, reason.Source);
        Assert.Contains("line 2", reason.Message);
        Assert.DoesNotContain('\u001b', reason.Message);
    }

    [Fact]
    public void Hostile_texts_are_cleaned_and_bounded()
    {
        var esc = "\u001b[2J" + new string('x', 5000);
        var proxy = KubeProxy.Parse($"p 5 kube-proxy\na {esc}\nf {esc}\nx {esc}\nm http://{esc}\nh kubernetes_build_info{{git_version=\"{esc}\"}} 1\np 7 {new string('k', 500)}\n");
        Assert.Null(proxy.Version);
        Assert.All(
            [.. proxy.Arguments, proxy.ConfigurationSource, proxy.ConfigurationReason, proxy.ModeSource, proxy.VersionSource, proxy.Owner],
            text => Assert.DoesNotContain('\u001b', text));
        Assert.All([proxy.ConfigurationSource, proxy.ModeSource, proxy.Owner], text => Assert.True(text.Length < 300));
    }

    [Fact]
    public void Depth_and_aliases_end_no_process()
    {
        var deep = Assert.Throws<FormatException>(() => KubeProxyConfiguration.ParseYaml("kind: KubeProxyConfiguration\nmode: " + new string('[', 30000)));
        Assert.Contains("nested deeper", deep.Message);
        var laughs = "kind: KubeProxyConfiguration\na: &a [x,x,x,x]\n" + string.Concat(Enumerable.Range(0, 200).Select(at => $"b{at}: &b{at} [*a,*a,*a,*a]\n"));
        Assert.Null(KubeProxyConfiguration.ParseYaml(laughs).Mode);
        Assert.Equal("ipvs", KubeProxyConfiguration.ParseYaml("kind: Other\nmode: x\n---\nkind: KubeProxyConfiguration\nmode: ipvs\n").Mode);
    }

    [Fact]
    public void Any_text_gives_a_record_or_a_located_error()
    {
        string[] hostile = ["", "\n", "p ", "p 99999999999 kube-proxy\n", "c - [", "c ? :", "c &a *a", "c !!", "c {", "\u001b", "\0", "t Timeout (tcp tcpfin udp): -1 99999999999999999999 x\n", "h ", "c \t"];
        Gen.Select(Gen.Double[0, 1], Gen.Double[0, 1], Gen.Int[0, hostile.Length - 1]).Sample(
            (at, length, insert) =>
            {
                var start = (int)(at * Whole.Length);
                var count = (int)(length * length * length * (Whole.Length - start));
                Survives(Whole[..start] + hostile[insert] + Whole[(start + count)..]);
            },
            iter: 3000);
        Gen.Byte.Array[0, 200].Sample(bytes => Survives("p 5 kube-proxy\na x\nf x\nc kind: KubeProxyConfiguration\nc " + Encoding.UTF8.GetString(bytes)), iter: 1000);
    }

    [Theory]
    [InlineData("0", 0.0)]
    [InlineData("0s", 0.0)]
    [InlineData("15m0s", 900.0)]
    [InlineData("1h0m0.5s", 3600.5)]
    [InlineData("250ms", 0.25)]
    [InlineData("90", null)]
    [InlineData("-5s", null)]
    [InlineData("", null)]
    [InlineData("99999999999999999999h", null)]
    [InlineData("5 s", null)]
    public void Durations_are_those_of_go(string text, double? seconds) => Assert.Equal(seconds, GoDuration.Parse(text)?.TotalSeconds);

    [Theory]
    [InlineData("32768\t60999\n", 32768, 60999)]
    [InlineData("1 65535\n", 1, 65535)]
    public void Port_range_is_read(string text, int first, int last) => Assert.Equal((first, last), TcpSettings.ParsePortRange(text));

    [Theory]
    [InlineData("")]
    [InlineData("60999 32768\n")]
    [InlineData("0 10\n")]
    [InlineData("1 65536\n")]
    [InlineData("5\n")]
    public void Port_range_that_is_none_is_an_error(string text) => Assert.Throws<FormatException>(() => TcpSettings.ParsePortRange(text));

    [Fact]
    public void Socket_statistics_are_read()
    {
        Assert.Equal(new SocketStatistics(412, 3, 2210), SocketStatistics.Parse("sockets: used 1204\nTCP: inuse 412 orphan 3 tw 2210 alloc 460 mem 88\n"));
        Assert.Throws<FormatException>(() => SocketStatistics.Parse("sockets: used 1204\n"));
        Assert.Contains("'tw' is missing", Assert.Throws<FormatException>(() => SocketStatistics.Parse("TCP: inuse 412 orphan 3\n")).Message);
    }

    private static void Survives(string answer)
    {
        try
        {
            _ = KubeProxy.Parse(answer).Owner;
            _ = IpvsTimeouts.From(ProxyProbe.Parse(answer));
        }
        catch (Exception error) when (error is FormatException or OverflowException)
        {
            Assert.NotEmpty(error.Message);
        }
    }
}
