using System.Globalization;
using OpsShell.Core.Nodes;

namespace OpsShell.Core.Tests.Nodes;

public sealed class NodeDirectoryTests : IDisposable
{
    private const string Fleet = """
        defaults: {user: ops}
        hosts: {bastion: {address: 198.51.100.7}}
        groups:
          edge: {hosts: ["edge[01-10]"], labels: {role: gateway, site: eu-west}, defaults: {jump: bastion}}
          edge2: {hosts: [other1], labels: {role: db}}
          web: {hosts: ["web[1-3]", edge01]}
        """;

    private readonly NodeFiles _files = new();

    public void Dispose() => _files.Dispose();

    private string Select(params string[] selectors) =>
        NodeRange.Fold(_files.OpenWith("inventory.yaml", Fleet).Resolve(selectors).Select(node => node.Name));

    private string Fails(params string[] selectors) => Assert.Throws<SelectorException>(() => Select(selectors)).Message;

    [Theory]
    [InlineData("web[1-2]", "web[1-2]")]
    [InlineData("@edge,!edge07", "edge[01-06,08-10]")]
    [InlineData("!edge07,@edge", "edge[01-06,08-10]")]
    [InlineData("@edge!edge[01-08]", "edge[09-10]")]
    [InlineData("@edge*", "edge[01-10],other1")]
    [InlineData("@edge[2]", "other1")]
    [InlineData("@edge&@web", "edge01")]
    [InlineData("web1,@edge&@web,bastion", "bastion,edge01,web1")]
    [InlineData("role=gateway,!*[1-9]", "edge10")]
    [InlineData("role=g*&site=eu-*", "edge[01-10]")]
    [InlineData("role!=gateway", "bastion,other1,web[1-3]")]
    [InlineData("!@edge", "bastion,other1,web[1-3]")]
    [InlineData("WEB?", "web[1-3]")]
    [InlineData("web[1-2]*", "web[1-2]")]
    [InlineData("new1", "new1")]
    [InlineData("*!e*", "bastion,other1,web[1-3]")]
    public void Selects(string selector, string names) => Assert.Equal(names, Select(selector));

    [Fact]
    public void SeveralSelectorsAreJoined()
    {
        Assert.Equal("web[1-3]", Select("web1", "web2", "web*"));
        Assert.Equal("edge[02-10],web1", Select("@edge", "!edge01", "web1"));
        Assert.Equal("edge01,web1", Select("web1", "@edge&@web"));
        Assert.Empty(_files.Open().Resolve([]));
    }

    [Fact]
    public void KeepsTheOrderOfMentionAndOfTheInventory() =>
        Assert.Equal(["web3", "bastion", "edge01", "web1", "web2"], _files.OpenWith("i.yaml", Fleet).Resolve(["web3", "bastion", "@web"]).Select(node => node.Name));

    [Theory]
    [InlineData("@egde", "no group 'egde'. Did you mean 'edge'")]
    [InlineData("@nothing*", "no group")]
    [InlineData("wab1*", "Did you mean")]
    [InlineData("zzz*", "matches 'zzz*'")]
    [InlineData("role=gatewy", "Did you mean 'gateway'?")]
    [InlineData("rol=gateway", "Did you mean 'role'?")]
    [InlineData("web1,!web*", "no node is left")]
    [InlineData("@edge2&@web", "both sides")]
    [InlineData("@edge,!@egde", "no group 'egde'")]
    [InlineData("web1,root@web1", "different logins")]
    [InlineData("a/b", "U+002F")]
    [InlineData("host:99999", "1 to 65535")]
    [InlineData("x::y::z", "IPv6")]
    public void SaysWhatSelectsNothing(string selector, string reason) => Assert.Contains(reason, Fails(selector), StringComparison.Ordinal);

    [Fact]
    public void NamesOutsideTheInventoryAreSshNodes()
    {
        var nodes = _files.OpenWith("inventory.yaml", Fleet).Resolve(["root@new1:2222", "[2001:db8::1]:22", "ssh://u@new2:23/", "fe80::1", "root@web1", "root@n[1-2]"]);
        Assert.Equal(["new1:2222", "[2001:db8::1]:22", "new2:23", "fe80::1", "web1", "n1", "n2"], nodes.Select(node => node.Name));
        Assert.Equal(("new1", "root", 2222), (nodes[0].Ssh.HostName, nodes[0].Ssh.UserName, nodes[0].Ssh.Port));
        Assert.Equal(("2001:db8::1", 22), (nodes[1].Ssh.HostName, nodes[1].Ssh.Port));
        Assert.Equal(("root", "web"), (nodes[4].Ssh.UserName, Assert.Single(nodes[4].Groups)));
        Assert.Equal(("root", null), (nodes[5].Ssh.UserName, nodes[5].Ssh.HostName));
        Assert.All(nodes, node => Assert.Equal(NodeTransport.Ssh, node.Transport));
    }

    [Theory]
    [InlineData(".")]
    [InlineData("local")]
    [InlineData("localhost")]
    public void KnowsThisMachine(string name)
    {
        var node = Assert.Single(_files.Open().Resolve([name]));
        Assert.Equal((Environment.MachineName, NodeTransport.Local), (node.Name, node.Transport));
        Assert.Equal(NodeTransport.Local, _files.OpenWith("t.yaml", "hosts: {here: {transport: local}}").Resolve(["here"])[0].Transport);
    }

    [Fact]
    public void AnInventoryMayHaveANodeNamedLocal()
    {
        var directory = _files.OpenWith("i.txt", "local\n");
        Assert.Equal(NodeTransport.Ssh, Assert.Single(directory.Resolve(["local"])).Transport);
        Assert.Equal(NodeTransport.Local, Assert.Single(directory.Resolve(["."])).Transport);
    }

    [Fact]
    public void RootsAndSnapshotsAreNodes()
    {
        _files.Write("roots/a/etc/hostname", "node-a\n");
        _files.Write("roots/b/etc/hostname", "\u001b[31mevil\n");
        _files.Write("roots/c/etc/os-release", "x\n");
        Directory.CreateDirectory(Path.Combine(_files.Home, "roots/d/etc"));
        File.CreateSymbolicLink(Path.Combine(_files.Home, "roots/d/etc/hostname"), "/proc/sys/kernel/hostname");
        var roots = _files.Open().Resolve([$"root:{_files.Home}/roots/*"]);
        Assert.Equal(["node-a", "_[31mevil", $"{_files.Home}/roots/c", $"{_files.Home}/roots/d"], roots.Select(node => node.Name));
        Assert.Equal($"{_files.Home}/roots/a", roots[0].Path);
        _files.Write("before/web01.zip", "");
        _files.Write("before/web02.zip", "");
        _files.Write("after/web01.zip", "");
        var snapshots = _files.Open().Resolve([$"snapshot:{_files.Home}/before/web[01-02].zip,snapshot:{_files.Home}/after/*.zip", $"snapshot:{_files.Home}/before/*"]);
        Assert.Equal(["web01", "web02", "web01"], snapshots.Select(node => node.Name));
        Assert.All(snapshots, node => Assert.Equal(NodeTransport.Snapshot, node.Transport));
        Assert.Throws<SelectorException>(() => _files.Open().Resolve([$"snapshot:{_files.Home}/none/*.zip"]));
        Assert.Equal($"{_files.Home}/missing.zip", Assert.Single(_files.Open().Resolve([$"snapshot:{_files.Home}/missing.zip"])).Path);
    }

    [Fact]
    public void ReadsNoFileThatNoSelectorNeeds()
    {
        _files.Write(".ssh/config", "Port nonsense\n");
        var directory = _files.OpenWith("broken.yaml", "}{");
        Assert.Single(directory.Resolve([$"root:{_files.Home}"]));
        Assert.Single(directory.Resolve(["."]));
        Assert.Throws<InventoryException>(() => directory.Resolve(["web1"]));
        Assert.Empty(directory.Complete("w"));
        Assert.Contains(".ssh/config:1:6", Assert.Throws<InventoryException>(() => _files.Open().Resolve(["web1"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void LooksInTheDefaultPlaces()
    {
        Assert.Contains("there is no inventory", Assert.Throws<SelectorException>(() => _files.Open().Resolve(["*"])).Message, StringComparison.Ordinal);
        _files.Write("etc/inventory.yaml", "hosts: [system]");
        Assert.Equal("system", _files.Open().Resolve(["*"])[0].Name);
        _files.Write(".config/opsshell/inventory.yaml", "hosts: [user]");
        Assert.Equal("user", _files.Open().Resolve(["*"])[0].Name);
        _files.Write("xdg/opsshell/inventory.yaml", "hosts: [xdg]");
        _files.Variables["XDG_CONFIG_HOME"] = Path.Combine(_files.Home, "xdg");
        Assert.Equal("xdg", _files.Open().Resolve(["*"])[0].Name);
        _files.Variables["OPSSHELL_INVENTORY"] = _files.Write("hosts.txt", "variable\n");
        Assert.Equal("variable", _files.Open().Resolve(["*"])[0].Name);
        Assert.Equal("named", _files.OpenWith("named.txt", "named\n").Resolve(["*"])[0].Name);
        Assert.Contains("no such file", Assert.Throws<InventoryException>(() => _files.Open("/nonexistent").Resolve(["*"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheInventoryWinsOverSshConfig()
    {
        _files.Write(".ssh/config", "Host edge*\n User ssh\n Port 2022\n IdentityFile ~/.ssh/k\nHost bastion\n Port 2200\n HostName ignored\n");
        _files.Write("etc/ssh_config", "Host *\n Port 1\n ConnectTimeout 3\n");
        var node = _files.OpenWith("inventory.yaml", Fleet).Resolve(["edge02"])[0];
        Assert.Equal(("ops", 2022, TimeSpan.FromSeconds(3)), (node.Ssh.UserName, node.Ssh.Port, node.Ssh.ConnectTimeout));
        Assert.Equal([$"{_files.Home}/.ssh/k"], node.Ssh.IdentityFiles);
        var hop = Assert.Single(node.Ssh.ProxyJump);
        Assert.Equal(("bastion", "198.51.100.7", 2200, "ops"), (hop.Name, hop.Ssh.HostName, hop.Ssh.Port, hop.Ssh.UserName));
    }

    [Fact]
    public void AJumpOfNoneIsNoJump()
    {
        _files.Write(".ssh/config", "Host *\n ProxyJump far\nHost far\n ProxyJump none\n");
        Assert.Empty(_files.OpenWith("i.yaml", "hosts: {a: {jump: none}}").Resolve(["a"])[0].Ssh.ProxyJump);
        _files.Write(".ssh/config", "Host far\n ProxyJump none\nHost *\n ProxyJump far\n");
        Assert.Equal("far", Assert.Single(_files.Open().Resolve(["b"])[0].Ssh.ProxyJump).Name);
        var loop = Assert.Throws<InventoryException>(() => _files.OpenWith("i.yaml", "defaults: {jump: gate}\nhosts: [a, gate]").Resolve(["a"]));
        Assert.Contains("a -> gate -> gate; give 'gate' a jump of 'none'", loop.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("i.yaml", "hosts:\n  a: {jump: b}\n  b: {jump: a}\n", "i.yaml:3:13: ")]
    [InlineData("i.yaml", "defaults:\n  jump: gate\nhosts: [a, gate]\n", "i.yaml:2:9: ")]
    [InlineData("i.csv", "name,jump\na,b\nb,a\n", "i.csv:3:3: ")]
    [InlineData("i.ssh_config", "Host a\n ProxyJump b\nHost b\n ProxyJump a\n", "i.ssh_config:4:2: ")]
    public void AJumpLoopIsNamedWithItsPlace(string file, string text, string place) =>
        Assert.Contains(place, Assert.Throws<InventoryException>(() => _files.OpenWith(file, text).Resolve(["a"])).Message, StringComparison.Ordinal);

    [Fact]
    public void WarnsOfWhatIsPassedOverForTheNodesAtHand()
    {
        _files.Write(".ssh/config", """
            Host viacommand
              ProxyCommand nc %h %p
            Host viajump
              ProxyJump gate
              ProxyCommand nc %h %p
            Host none
              ProxyCommand none
            Match exec "true" host matched
              User evil
            Match final all
              Ciphers aes128-ctr
            """);
        Assert.Contains(".ssh/config:2:3: ProxyCommand", Assert.Single(Warnings("viacommand")), StringComparison.Ordinal);
        Assert.Contains(".ssh/config:8:7: this Match block", Assert.Single(Warnings("matched")), StringComparison.Ordinal);
        Assert.Equal(2, Warnings("viacommand,matched,viajump,none,other").Length);
        Assert.Empty(Warnings("viajump,none,other"));
        Assert.Empty(Warnings("."));
        Assert.Empty(_files.OpenWith("i.yaml", "hosts: {viacommand: {jump: gate}}") is var directory && directory.Resolve(["viacommand"]).Count == 1 ? directory.Warnings : ["not resolved"]);
    }

    [Fact]
    public void WarnsOfKeywordsThatThereAreNot()
    {
        _files.Write(".ssh/config", "IgnoreUnknown Use*,Mine\nHost *\n IdentityFil x\n SendEnv LANG\n UseMagic yes\n Mine x\n GSSAPIAuthentication yes\n 22 x\n");
        var warnings = Warnings("web1");
        Assert.Equal(2, warnings.Length);
        Assert.Contains(".ssh/config:3:2: there is no ssh_config keyword 'IdentityFil'", warnings[0], StringComparison.Ordinal);
        Assert.Contains("Did you mean 'IdentityFile'", warnings[0], StringComparison.Ordinal);
        Assert.Contains("keyword '22'", warnings[1], StringComparison.Ordinal);
    }

    private string[] Warnings(string selector)
    {
        var directory = _files.Open();
        directory.Resolve([selector]);
        return [.. directory.Warnings];
    }

    [Fact]
    public void Completes()
    {
        var directory = _files.OpenWith("i.yaml", Fleet);
        Assert.Equal(["web1", "web2", "web3"], directory.Complete("we"));
        Assert.Equal(["@edge", "@edge2"], directory.Complete("@e"));
        Assert.Equal(["a,!@web"], directory.Complete("a,!@w"));
        Assert.Equal(["role="], directory.Complete("ro"));
        Assert.Equal(["x,role=db", "x,role=gateway"], directory.Complete("x,role="));
        Assert.Equal(["role!=db", "role!=gateway"], directory.Complete("role!="));
        Assert.Contains("local", directory.Complete(""));
    }

    [Fact]
    public void CompletesHostsOfSshToo()
    {
        _files.Write(".ssh/config", "Host wedge *.lab !wed\n User u\nHost we?\nHost WEB1\nMatch host weird\n");
        var key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIA==";
        _files.Write(".ssh/known_hosts",
            $"west,10.0.0.7 {key}\n[weports]:2222 {key}\n10.0.0.8,fe80::1 {key}\nwe*.example {key}\n|1|c2FsdA==|aGFzaA== {key}\nwe\u001b[31m {key}\nnot a line\n");
        var directory = _files.OpenWith("i.yaml", Fleet);
        Assert.Equal(["WEB1", "web1", "web2", "web3", "wedge", "west"], directory.Complete("we").OrderBy(name => name, StringComparer.OrdinalIgnoreCase));
        Assert.Equal(["a,!west"], directory.Complete("a,!wes"));
        Assert.Equal(["role=db", "role=gateway"], directory.Complete("role="));
        Assert.DoesNotContain(directory.Complete(""), name => name.StartsWith("10.", StringComparison.Ordinal) || name.Contains(':', StringComparison.Ordinal));
        // What cannot be read takes nothing from the rest.
        Assert.Equal(["wedge", "west"], _files.Open().Complete("we").Where(name => name != "WEB1"));
        _files.Write(".ssh/config", "Port nonsense\n");
        Assert.Equal(["west"], _files.Open().Complete("wes"));
    }

    [Fact]
    public void HundredThousandNodesAreQuickAndShareTheirSettings()
    {
        _files.Write(".ssh/config", "Host n*\n User u\n IdentityFile ~/.ssh/k\nHost jump\n ProxyJump none\n");
        var path = _files.Write("big.yaml", "groups: {all: {hosts: 'n[000001-100000]', labels: {a: b}, defaults: {jump: jump}}}");
        _files.Open(path).Resolve(["n000001"]);
        var before = CpuTime();
        var nodes = _files.Open(path).Resolve(["@all,!n[000001-000010]"]);
        var spent = CpuTime() - before;
        Assert.Equal(99_990, nodes.Count);
        Assert.Same(nodes[0].Ssh, nodes[99_989].Ssh);
        Assert.True(spent < TimeSpan.FromSeconds(1), $"{spent}");
        var names = _files.Open().Resolve(["x[000001-100000]"]);
        Assert.Equal(100_000, names.Count);
        Assert.Same(names[0].Ssh, names[99_999].Ssh);
    }

    [Fact]
    public void AListOfAHundredThousandLinesIsQuick()
    {
        var path = _files.Write("big.txt", string.Concat(Enumerable.Range(0, 100_000).Select(i => $"host{i}.example.com role=r{i % 10}\n")));
        var before = CpuTime();
        Assert.Equal(10_000, _files.Open(path).Resolve(["role=r3"]).Count);
        var spent = CpuTime() - before;
        Assert.True(spent < TimeSpan.FromSeconds(2), $"{spent}");
    }

    /// <summary>CPU time of this thread (proc(5), schedstat): what others do on the machine does not count.</summary>
    private static TimeSpan CpuTime()
    {
        Assert.SkipUnless(File.Exists("/proc/thread-self/schedstat"), "the kernel has no /proc/thread-self/schedstat to measure CPU time with");
        var nanoseconds = File.ReadAllText("/proc/thread-self/schedstat").Split(' ')[0];
        return TimeSpan.FromMicroseconds(long.Parse(nanoseconds, CultureInfo.InvariantCulture) / 1000.0);
    }
}
