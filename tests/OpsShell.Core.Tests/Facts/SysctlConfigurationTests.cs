using CsCheck;
using OpsShell.Core.Facts;
using OpsShell.Core.Probing;
using OpsShell.Testing;

namespace OpsShell.Core.Tests.Facts;

public sealed class SysctlConfigurationTests
{
    private const string Conntrack = "net.ipv4.vs.conntrack";

    private static readonly FixtureNode Systemd = new FixtureNode().With("/proc/1/comm", "systemd\n");

    private static SysctlConfiguration Read(FixtureNode node) => SysctlConfiguration.Fact.Read(node.Probe(SysctlConfiguration.Fact.Items));

    [Fact]
    public void The_last_name_wins_whichever_folder_it_is_in()
    {
        var found = Read(Systemd
            .With("/etc/sysctl.d/10-first.conf", $"# ours\n{Conntrack} = 0\n")
            .With("/usr/lib/sysctl.d/90-last.conf", $"\n\n  {Conntrack}=1  \n")
            .With("/run/sysctl.d/50-middle.conf", $"{Conntrack}=2")).Find(Conntrack)!;
        Assert.Equal(("1", "/usr/lib/sysctl.d/90-last.conf:3", true), (found.Value, found.Setting.Place.ToString(), found.AtBoot));
        Assert.Equal(["/etc/sysctl.d/10-first.conf:2", "/run/sysctl.d/50-middle.conf:1"], found.Overridden.Select(setting => setting.Place.ToString()));
        Assert.Null(found.OnReload);
        Assert.Empty(found.Doubts);
    }

    [Theory]
    [InlineData("/etc", "/run")]
    [InlineData("/run", "/usr/local/lib")]
    [InlineData("/usr/local/lib", "/usr/lib")]
    [InlineData("/usr/lib", "/lib")]
    public void Of_the_same_name_the_first_folder_counts(string winner, string loser)
    {
        var node = Systemd.With($"{winner}/sysctl.d/50-a.conf", $"{Conntrack}=1\n").With($"{loser}/sysctl.d/50-a.conf", $"{Conntrack}=2\n");
        var found = Read(node).Find(Conntrack)!;
        Assert.Equal(("1", $"{winner}/sysctl.d/50-a.conf:1"), (found.Value, found.Setting.Place.ToString()));
        Assert.Empty(found.Overridden);
        // An empty file, or a link to /dev/null, switches the vendor's off.
        Assert.Null(Read(node.With($"{winner}/sysctl.d/50-a.conf", "")).Find(Conntrack));
    }

    [Fact]
    public void The_main_file_counts_where_its_link_stands_and_last_on_a_reload()
    {
        var text = $"{Conntrack}=0\n";
        var node = Systemd.With("/etc/sysctl.conf", text).With("/etc/sysctl.d/99-sysctl.conf", text).With("/etc/sysctl.d/99-zz.conf", $"{Conntrack}=1\n");
        var found = Read(node).Find(Conntrack)!;
        Assert.Equal(("1", "/etc/sysctl.d/99-zz.conf:1"), (found.Value, found.Setting.Place.ToString()));
        Assert.Equal(["/etc/sysctl.conf:1"], found.Overridden.Select(setting => setting.Place.ToString()));
        Assert.Equal(("0", "/etc/sysctl.conf:1"), (found.OnReload!.Value, found.OnReload.Place.ToString()));
    }

    [Fact]
    public void A_linked_main_file_goes_by_its_own_name()
    {
        var text = $"{Conntrack}=0\n";
        var found = Read(Systemd.With("/etc/sysctl.conf", text).With("/etc/sysctl.d/99-sysctl.conf", text)).Find(Conntrack)!;
        Assert.Equal(("/etc/sysctl.conf:1", true), (found.Setting.Place.ToString(), found.AtBoot));
        Assert.Empty(found.Overridden);
        Assert.Null(found.OnReload);
    }

    [Fact]
    public void A_main_file_without_a_link_is_not_applied_by_systemd()
    {
        var node = Systemd.With("/etc/sysctl.conf", $"{Conntrack}=1\n");
        Assert.Equal(("1", false), (Read(node).Find(Conntrack)!.Value, Read(node).Find(Conntrack)!.AtBoot));
        Assert.Null(Read(node.Without("/proc/1/comm")).Find(Conntrack)!.AtBoot);
    }

    [Theory]
    [InlineData("net.ipv4.vs.conntrack=1", "net/ipv4/vs/conntrack")]
    [InlineData("net/ipv4/vs/conntrack=1", "net.ipv4.vs.conntrack")]
    [InlineData("/proc/sys/net/ipv4/vs/conntrack = 1", "net.ipv4.vs.conntrack")]
    [InlineData("net.ipv4.conf.eth0/100.rp_filter=1", "/proc/sys/net/ipv4/conf/eth0.100/rp_filter")]
    [InlineData("net/ipv4/conf/eth0.100/rp_filter=1", "net.ipv4.conf.eth0/100.rp_filter")]
    public void Dots_and_slashes_name_the_same_key(string line, string key) =>
        Assert.Equal("1", Read(Systemd.With("/etc/sysctl.d/a.conf", line)).Find(key)?.Value);

    [Fact]
    public void An_exact_key_beats_patterns_and_an_exclusion_stops_them()
    {
        var configuration = Read(Systemd.With("/etc/sysctl.d/a.conf", """
            net.ipv4.conf.eth0.rp_filter = 2
            -net.ipv4.conf.all.rp_filter
            net.ipv4.conf.*.rp_filter = 1
            net.ipv4.conf.eth[0-9].rp_filter = 0
            -kernel.missing = 3
            """));
        Assert.Equal("2", configuration.Find("net.ipv4.conf.eth0.rp_filter")!.Value);
        Assert.Equal(2, configuration.Find("net.ipv4.conf.eth0.rp_filter")!.Overridden.Length);
        Assert.Null(configuration.Find("net.ipv4.conf.all.rp_filter"));
        Assert.Equal("0", configuration.Find("net.ipv4.conf.eth7.rp_filter")!.Value);
        Assert.Equal("1", configuration.Find("net.ipv4.conf.lo.rp_filter")!.Value);
        Assert.Null(configuration.Find("net.ipv4.conf.lo.x.rp_filter"));
        Assert.True(configuration.Find("kernel.missing")!.Setting.MayFail);
    }

    [Fact]
    public void What_was_not_read_is_doubted_only_where_it_would_count()
    {
        var node = Systemd.With("/etc/sysctl.d/50-a.conf", $"{Conntrack}=1\n").WithError("/etc/sysctl.conf", ProbeStatus.Denied, "Permission denied");
        var configuration = Read(node);
        Assert.Equal([new UnreadFile("/etc/sysctl.conf", "Permission denied")], configuration.Unread);
        Assert.Equal(["/etc/sysctl.conf"], configuration.Find(Conntrack)!.Doubts.Select(file => file.Path));
    }

    [Fact]
    public void Lines_that_are_no_assignments_are_left_out() =>
        Assert.Equal(["a"], SysctlConfiguration.Parse("/x", "; c\n#d=1\n=3\n-\n-=\nnonsense\na=\r\n").Select(setting => setting.Key));

    [Fact]
    public void A_recording_without_the_files_is_unknown_and_not_empty()
    {
        var results = new ProbeResults([], DateTimeOffset.UnixEpoch, TimeSpan.Zero);
        Assert.Equal(ProbeStatus.Unsupported, Assert.Throws<FactUnavailableException>(() => SysctlConfiguration.Fact.Read(results)).Status);
    }

    [Fact]
    public void Any_file_gives_lines_that_match_in_bounded_time() => Gen.String.Sample(text =>
    {
        foreach (var setting in SysctlConfiguration.Parse("/x", text))
            SysctlKey.Matches(setting.Path, "net/ipv4/vs/conntrack");
    }, iter: 2000);

    [Fact]
    public void A_pattern_of_stars_takes_no_time() =>
        Assert.False(SysctlKey.Matches(string.Concat(Enumerable.Repeat("*a", 2000)) + "b", new string('a', 20000)));

    [Theory]
    [InlineData("a*c", "abbc", true)]
    [InlineData("a*c", "ab/c", false)]
    [InlineData("*", "", true)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("[!a]x", "bx", true)]
    [InlineData("[!a]x", "ax", false)]
    [InlineData("[]x", "[]x", true)]
    [InlineData("[", "[", true)]
    [InlineData("*[0-9]", "eth1", true)]
    [InlineData("*[0-9]", "eth", false)]
    public void Patterns_match_as_glob_does(string pattern, string path, bool expected) => Assert.Equal(expected, SysctlKey.Matches(pattern, path));
}
