using System.Diagnostics;
using OpsShell.Core.Nodes;

namespace OpsShell.Core.Tests.Nodes;

public sealed class SshConfigTests : IDisposable
{
    private readonly NodeFiles _files = new();

    public void Dispose() => _files.Dispose();

    private SshConfig Load(string text, string name = "test.ssh_config") =>
        SshConfig.Load(_files.Environment, [(_files.Write(name, text), true)]);

    private InventoryException Fails(string text) => Assert.Throws<InventoryException>(() => Load(text));

    [Fact]
    public void TheFirstValueWinsAndKeysAddUp()
    {
        var ssh = Load("""
            User first
            Host web* !web9
              User second
              Port 2022
              IdentityFile ~/.ssh/%h-%r
              IdentityFile "/keys/a b"
              CertificateFile=/keys/%n-cert.pub
              UserKnownHostsFile ~/k1 /k2
              StrictHostKeyChecking accept-new
              ConnectTimeout 1m
              IdentitiesOnly yes
              HostKeyAlias alias
              HostName %h.example.com
            Host *
              Port = 23
              ServerAliveInterval 5
              StrictHostKeyChecking no
            """).For("web1");
        Assert.Equal(("web1.example.com", "first", 2022, "alias"), (ssh.HostName, ssh.UserName, ssh.Port, ssh.HostKeyAlias));
        Assert.Equal([$"{_files.Home}/.ssh/web1.example.com-first", "/keys/a b"], ssh.IdentityFiles);
        Assert.Equal(["/keys/web1-cert.pub"], ssh.CertificateFiles);
        Assert.Equal([$"{_files.Home}/k1", "/k2"], ssh.KnownHostsFiles);
        Assert.Equal((HostKeyPolicy.AcceptNew, TimeSpan.FromMinutes(1), true), (ssh.HostKeyPolicy, ssh.ConnectTimeout, ssh.IdentitiesOnly));
    }

    [Fact]
    public void ANegatedPatternDecidesAgainstTheLine()
    {
        var config = Load("Host web* !web9\n Port 2\nHost !web9 *\n User u\n");
        Assert.Equal((2, "u"), (config.For("web1").Port, config.For("web1").UserName));
        Assert.Equal((null, null), (config.For("web9").Port, config.For("web9").UserName));
    }

    [Fact]
    public void MatchSeesWhatStandsBeforeIt()
    {
        var config = Load("""
            Host a
              HostName b
            Match host b
              User q
            Match host a
              Port 3
            Match originalhost a user q
              Port 44
            Match localuser me !user q
              Port 55
            Match all
              ConnectTimeout 7
            """);
        var ssh = config.For("a");
        Assert.Equal(("b", "q", 44, TimeSpan.FromSeconds(7)), (ssh.HostName, ssh.UserName, ssh.Port, ssh.ConnectTimeout));
        Assert.Equal(55, config.For("z").Port);
    }

    [Fact]
    public void NothingIsEverRun()
    {
        var marker = Path.Combine(_files.Home, "ran");
        var config = Load($"Match exec \"touch {marker}\"\n User evil\nMatch canonical host x\n User evil\nHost x\n ProxyCommand touch {marker}\n ProxyJump j\n");
        Assert.Null(config.For("x").UserName);
        Assert.Empty(config.For("x").ProxyJump);
        Assert.False(File.Exists(marker));
        Assert.Equal(3, config.Warnings.Length);
        Assert.Contains("test.ssh_config:1:7: ", config.Warnings[0], StringComparison.Ordinal);
        Assert.Contains("ProxyJump", config.Warnings[2], StringComparison.Ordinal);
    }

    [Fact]
    public void IncludeKeepsTheConditionAroundIt()
    {
        _files.Write(".ssh/conf.d/10.conf", "User inner\nHost b\n Port 5\n");
        _files.Write(".ssh/conf.d/20.conf", "Port 6\n");
        _files.Write(".ssh/conf.d/.hidden.conf", "Port 7\n");
        var config = Load("Host a b\n Include conf.d/*.conf nothing/*\n ConnectTimeout 9\nHost c\n User c\n");
        Assert.Equal(("inner", 6, TimeSpan.FromSeconds(9)), (config.For("a").UserName, config.For("a").Port, config.For("a").ConnectTimeout));
        Assert.Equal(5, config.For("b").Port);
        Assert.Equal(("c", null), (config.For("c").UserName, config.For("c").Port));
    }

    [Fact]
    public void AnIncludeOfItselfIsAnError()
    {
        var error = Fails("Include ~/test.ssh_config\n");
        Assert.Contains("test.ssh_config:1:9: ", error.Message, StringComparison.Ordinal);
        Assert.Contains("16", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void JumpsAreLookedUpInTheSameFile()
    {
        var config = Load("""
            Host target
              ProxyJump admin@mid:2200,ssh://last:23
            Host mid
              ProxyJump first
              User ignored
              HostName 10.0.0.2
            Host first
              Port 2201
            Host last
              ProxyJump not-used
            Host direct
              ProxyJump none
            Host *
              ProxyJump none
            """);
        var hops = config.For("target").ProxyJump;
        Assert.Equal(["first", "mid", "last"], hops.Select(hop => hop.Name));
        Assert.Equal((2201, "admin", "10.0.0.2", 23), (hops[0].Ssh.Port, hops[1].Ssh.UserName, hops[1].Ssh.HostName, hops[2].Ssh.Port));
        Assert.All(hops, hop => Assert.Empty(hop.Ssh.ProxyJump));
        Assert.Empty(config.For("direct").ProxyJump);
    }

    [Fact]
    public void AJumpLoopIsAnError()
    {
        var error = Assert.Throws<InventoryException>(() => Load("Host *\n ProxyJump bastion\n").For("web1"));
        Assert.Contains("web1 -> bastion -> bastion", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void VariablesAndNoneAreUnderstood()
    {
        _files.Variables["KEYS"] = "/keys/%n";
        _files.Variables["SOCK"] = "/run/agent";
        var ssh = Load("Host a\n IdentityFile ${KEYS}/k\n IdentityAgent $SOCK\n UserKnownHostsFile none\n ConnectTimeout none\n").For("a");
        Assert.Equal(["/keys/a/k"], ssh.IdentityFiles);
        Assert.Equal(("/run/agent", null), (ssh.IdentityAgent, ssh.ConnectTimeout));
        Assert.Equal(["/dev/null"], ssh.KnownHostsFiles);
        Assert.Equal("none", Load("IdentityAgent none\n").For("a").IdentityAgent);
        Assert.Equal([SshSettings.NoFile], Load("IdentityFile none\n").For("a").IdentityFiles);
        Assert.Null(Load("IdentityAgent SSH_AUTH_SOCK\n").For("a").IdentityAgent);
        Assert.Contains("'NOPE' is not set", Assert.Throws<InventoryException>(() => Load("IdentityFile ${NOPE}\n").For("a")).Message, StringComparison.Ordinal);
        Assert.Contains("1:1: the token '%Z'", Assert.Throws<InventoryException>(() => Load("IdentityFile /%Z\n").For("a")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host a\n Port 99999\n", "2:7", "1 to 65535")]
    [InlineData("Host a\n User \"abc\n", "2:7", "not closed")]
    [InlineData("Host\n", "1:1", "no argument")]
    [InlineData("Match foo x\n", "1:7", "not a condition")]
    [InlineData("Match host\n", "1:7", "no argument")]
    [InlineData("User a b\n", "1:8", "one argument")]
    [InlineData("StrictHostKeyChecking maybe\n", "1:23", "accept-new")]
    [InlineData("IdentitiesOnly perhaps\n", "1:16", "yes nor no")]
    [InlineData("ConnectTimeout -1\n", "1:16", "not a time")]
    [InlineData("HostName -oEvil\n", "1:10", "begins with '-'")]
    [InlineData("ProxyJump a,,b\n", "1:11", "empty")]
    [InlineData("ProxyJump -oEvil\n", "1:11", "begins with '-'")]
    [InlineData("User \"\"\n", "1:6", "empty")]
    public void SaysWhereALineIsWrong(string text, string place, string reason)
    {
        var error = Fails(text);
        Assert.Contains($"test.ssh_config:{place}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BytesThatAreNotUtf8DoNotMatter()
    {
        var path = _files.Write("x.ssh_config", [.. "# f"u8, 0xfc, .. "r\r\nHost a\r\n\tPort 7\r\n"u8]);
        Assert.Equal(7, SshConfig.Load(_files.Environment, [(path, true)]).For("a").Port);
    }

    [Theory]
    [InlineData("a")]
    [InlineData("web1")]
    [InlineData("web9")]
    [InlineData("x.example.com")]
    public void AgreesWithSsh(string host)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/ssh"), "OpenSSH's client is not installed at /usr/bin/ssh");
        const string text = """
            # comment
            Host = web* !web9 # trailing
              User=second
              Port 2022
              HostName %h.example.com
              StrictHostKeyChecking off
              UserKnownHostsFile "/a b" /c
            Match host *.example.com
              ConnectTimeout 1m30s
              IdentityFile /keys/one
            Match originalhost a,b
              User "q"
              ProxyJump u@j:24,k
            Host !web* *
              Port 23
              IdentitiesOnly yes
            Match user q host a
              HostKeyAlias aka
            Host *
              User late
              IdentityFile '/keys/two'
              ProxyJump none
            """;
        var ours = Load(text).For(host);
        var theirs = SshOptions(Path.Combine(_files.Home, "test.ssh_config"), host);
        Assert.Equal(theirs["hostname"], [ours.HostName ?? host]);
        Assert.Equal(theirs["user"], [ours.UserName ?? ""]);
        Assert.Equal(theirs["port"], [$"{ours.Port ?? 22}"]);
        Assert.Equal(theirs["identityfile"], ours.IdentityFiles);
        Assert.Equal(theirs["identitiesonly"], [ours.IdentitiesOnly == true ? "yes" : "no"]);
        Assert.Equal(theirs["connecttimeout"], [ours.ConnectTimeout is { } time ? $"{time.TotalSeconds}" : "none"]);
        Assert.Equal(theirs.GetValueOrDefault("hostkeyalias", [""]), [ours.HostKeyAlias ?? ""]);
        Assert.Equal(theirs["stricthostkeychecking"].Single() is "false" or "accept-new", ours.HostKeyPolicy == HostKeyPolicy.AcceptNew);
        var jumps = string.Join(',', ours.ProxyJump.Select(hop => hop.Ssh.Port is { } port and not 23 ? $"{hop.Ssh.UserName}@{hop.Name}:{port}" : hop.Name));
        Assert.Equal(theirs.GetValueOrDefault("proxyjump", [""]).Single(), jumps);
    }

    private static Dictionary<string, List<string>> SshOptions(string file, string host)
    {
        using var ssh = Process.Start(new ProcessStartInfo("/usr/bin/ssh", ["-G", "-F", file, host]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = ssh.StandardOutput.ReadToEnd();
        var error = ssh.StandardError.ReadToEnd();
        ssh.WaitForExit();
        Assert.True(ssh.ExitCode == 0, error);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(' ', 2))
            .GroupBy(pair => pair[0], pair => pair.ElementAtOrDefault(1) ?? "")
            .ToDictionary(group => group.Key, group => group.ToList());
    }
}
