using System.Globalization;
using System.Text;
using CsCheck;
using OpsShell.Core.Nodes;

namespace OpsShell.Core.Tests.Nodes;

public sealed class InventoryLoaderTests : IDisposable
{
    private const string Example = """
        defaults:
          user: ops
          identityFile: ~/.ssh/fleet
        labels: {owner: sre}
        hosts:
          bastion: {address: 198.51.100.7, port: 2022}
          "db[1-2]":
            labels: {role: db}
        groups:
          edge:
            labels: {site: edge}
            defaults: {jump: bastion, become: sudo, connectTimeout: 1m30s}
            hosts:
              - edge[01-03]
              - {name: edge99, port: 2222}
            children:
              edge-eu:
                hosts: [edge-eu1, edge01]
                defaults: {user: eu, address: "%h.eu.example.com"}
          all-edge:
            children: [edge]
        """;

    private readonly NodeFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void ReadsYaml()
    {
        var inventory = _files.Load("inventory.yaml", Example);
        Assert.Equal("bastion db1 db2 edge01 edge02 edge03 edge99 edge-eu1", string.Join(' ', inventory.Nodes));
        var bastion = inventory.Find("BASTION")!;
        Assert.Equal(("198.51.100.7", 2022, "ops"), (bastion.Ssh.HostName, bastion.Ssh.Port, bastion.Ssh.UserName));
        Assert.Equal([$"{_files.Home}/.ssh/fleet"], bastion.Ssh.IdentityFiles);
        Assert.Empty(bastion.Groups);
        Assert.Equal("db", inventory.Find("db2")!.Labels["role"]);
        Assert.Equal("sre", inventory.Find("db2")!.Labels["owner"]);
    }

    [Fact]
    public void GroupsPassDownAndTheNearestWins()
    {
        var inventory = _files.Load("inventory.yaml", Example);
        var node = inventory.Find("edge01")!;
        Assert.Equal(["all-edge", "edge", "edge-eu"], node.Groups);
        Assert.Equal(("eu", "edge01.eu.example.com", BecomeMethod.Sudo), (node.Ssh.UserName, node.Ssh.HostName, node.Ssh.Become));
        Assert.Equal(TimeSpan.FromSeconds(90), node.Ssh.ConnectTimeout);
        Assert.Equal("edge", node.Labels["site"]);
        Assert.Equal(("ops", null), (inventory.Find("edge02")!.Ssh.UserName, inventory.Find("edge02")!.Ssh.HostName));
        Assert.Equal(2222, inventory.Find("edge99")!.Ssh.Port);
        Assert.Equal(5, inventory.InGroup("all-edge").Length);
        Assert.Equal(2, inventory.InGroup("EDGE-EU").Length);
        Assert.Equal(_files.Home + "/inventory.yaml", node.Source);
    }

    [Fact]
    public void NodesOfOneShapeShareTheirSettings()
    {
        var inventory = _files.Load("inventory.yaml", Example);
        Assert.Same(inventory.Find("edge02")!.Ssh, inventory.Find("edge03")!.Ssh);
        Assert.Same(inventory.Find("edge02")!.Groups, inventory.Find("edge03")!.Groups);
        Assert.Same(inventory.Find("db1")!.Labels, inventory.Find("db2")!.Labels);
    }

    [Fact]
    public void HostsThatSayTheSameShareItAndOthersAreNeverConfused()
    {
        var inventory = _files.Load("i.json", """
            {"hosts": {"a": {"labels": {"x": "1", "y": "2"}}, "b": {"labels": {"y": "2", "x": "1"}}, "c": {"labels": {"x": "1\nlabels.y=1:2"}}, "d": {"port": 22}, "e": {"port": 22}}}
            """);
        Assert.Same(inventory.Find("a")!.Labels, inventory.Find("b")!.Labels);
        Assert.Same(inventory.Find("d")!.Ssh, inventory.Find("e")!.Ssh);
        Assert.Equal("1\nlabels.y=1:2", Assert.Single(inventory.Find("c")!.Labels).Value);
    }

    [Fact]
    public void ReadsJsonOfTheSameShape()
    {
        var inventory = _files.Load("i.json", """
            {
              "defaults": {"user": "ops", "port": 2022, "identitiesOnly": true, "identityFile": ["a", "/b"]},
              "hosts": ["web[1-2]", {"name": "db1", "labels": {"role": "d\u00e4"}}],
              "groups": {"g": {"hosts": {"web1": null, "x": {"hostKeyPolicy": "accept-new"}}}}
            }
            """);
        Assert.Equal("web1 web2 db1 x", string.Join(' ', inventory.Nodes));
        var web = inventory.Find("web1")!;
        Assert.Equal((2022, true), (web.Ssh.Port, web.Ssh.IdentitiesOnly));
        Assert.Equal([$"{_files.Home}/a", "/b"], web.Ssh.IdentityFiles);
        Assert.Equal(["g"], web.Groups);
        Assert.Equal("dä", inventory.Find("db1")!.Labels["role"]);
        Assert.Equal(HostKeyPolicy.AcceptNew, inventory.Find("x")!.Ssh.HostKeyPolicy);
    }

    [Fact]
    public void ReadsCsv()
    {
        var inventory = _files.Load("i.csv", "Name,port,groups,rack,jump\r\n# a comment\r\n\r\nweb[1-2],2022,edge;eu,r1,\r\n\"db1\",,,\"a,\"\"b\"\"\",u@j1;j2:23\r\n");
        var web = inventory.Find("web2")!;
        Assert.Equal((2022, "r1"), (web.Ssh.Port, web.Labels["rack"]));
        Assert.Equal(["edge", "eu"], web.Groups);
        var db = inventory.Find("db1")!;
        Assert.Equal("a,\"b\"", db.Labels["rack"]);
        Assert.Equal(["j1", "j2"], db.Ssh.ProxyJump.Select(hop => hop.Name));
        Assert.Equal(("u", 23), (db.Ssh.ProxyJump[0].Ssh.UserName, db.Ssh.ProxyJump[1].Ssh.Port));
    }

    [Fact]
    public void ReadsAPlainList()
    {
        var inventory = _files.Load("hosts.txt", """
            # the fleet
            web[01-03]   role=web user=ops   # trailing
            db1 groups=data;eu label.port="a b"

            admin@10.0.0.7:2222
            [2001:db8::1]:23
            fe80::1
            """);
        Assert.Equal("web01 web02 web03 db1 10.0.0.7:2222 [2001:db8::1]:23 fe80::1", string.Join(' ', inventory.Nodes));
        Assert.Equal(("ops", "web"), (inventory.Find("web02")!.Ssh.UserName, inventory.Find("web02")!.Labels["role"]));
        Assert.Equal("a b", inventory.Find("db1")!.Labels["port"]);
        var addressed = inventory.Find("10.0.0.7:2222")!.Ssh;
        Assert.Equal(("admin", "10.0.0.7", 2222), (addressed.UserName, addressed.HostName, addressed.Port));
        Assert.Equal("2001:db8::1", inventory.Find("[2001:db8::1]:23")!.Ssh.HostName);
    }

    [Theory]
    [InlineData("hosts:\n  - web1\n", 1)]
    [InlineData("---\nhosts: web1\n", 1)]
    [InlineData("{\"hosts\": [\"a\"]}", 1)]
    [InlineData("name,rack\na,1\n", 1)]
    [InlineData("# x\nHost a b\n  Port 3\n", 2)]
    [InlineData("a\nb\nc\n", 3)]
    [InlineData("", 0)]
    public void RecognizesAFormatByItsContent(string text, int nodes) =>
        Assert.Equal(nodes, _files.Load("inventory", text).Nodes.Length);

    [Theory]
    [InlineData("i.yaml", "")]
    [InlineData("i.yaml", "# nothing\n")]
    [InlineData("i.yaml", "hosts:\ngroups:\n  g:\n")]
    [InlineData("i.csv", "")]
    [InlineData("i.txt", "\r\n# x\r\n")]
    public void AFileWithoutHostsIsAnEmptyInventory(string name, string text) => Assert.Empty(_files.Load(name, text).Nodes);

    [Theory]
    [InlineData("i.yaml", "hosts:\n  web1: {prot: 22}\n", "2:10", "Did you mean 'port'?")]
    [InlineData("i.yaml", "host:\n  - a\n", "1:1", "Did you mean 'hosts'?")]
    [InlineData("i.yaml", "groups:\n  g:\n    host: [a]\n", "3:5", "Did you mean 'hosts'?")]
    [InlineData("i.yaml", "defaults: {zzzzzz: 1}\n", "1:12", "Known here: address")]
    [InlineData("i.yaml", "hosts:\n  - web[01-40\n", "2:8", "no ']'")]
    [InlineData("i.yaml", "hosts:\n  - {port: 22}\n", "2:5", "no 'name'")]
    [InlineData("i.yaml", "hosts:\n  - {name: a, port: 99999}\n", "2:21", "1 to 65535")]
    [InlineData("i.yaml", "hosts:\n  - {name: a, port: [1, 2]}\n", "2:21", "one value")]
    [InlineData("i.yaml", "hosts:\n  - -oProxyCommand=x\n", "2:5", "begins with '-'")]
    [InlineData("i.yaml", "hosts:\n  - \"a b\"\n", "2:5", "U+0020")]
    [InlineData("i.yaml", "hosts:\n  - \"a\\eb\"\n", "2:5", "U+001B")]
    [InlineData("i.yaml", "hosts: [a\n", "2:1", "not YAML")]
    [InlineData("i.yaml", "hosts:\n\t- a\n", "2:1", "not YAML")]
    [InlineData("i.yaml", "- a\n- b\n", "1:1", "a list")]
    [InlineData("i.yaml", "hosts: [a]\nhosts: [b]\n", "2:1", "already at")]
    [InlineData("i.yaml", "hosts: [a]\n---\nhosts: [b]\n", "2:1", "second document")]
    [InlineData("i.yaml", "hosts: [*x]\n", "1:9", "anchor")]
    [InlineData("i.yaml", "defaults: {become: su}\n", "1:20", "'sudo' and 'none'")]
    [InlineData("i.yaml", "defaults: {connectTimeout: soon}\n", "1:28", "1m30s")]
    [InlineData("i.yaml", "defaults: {jump: 'a b'}\n", "1:18", "U+0020")]
    [InlineData("i.yaml", "labels: {'a b': c}\n", "1:10", "label's name")]
    [InlineData("i.yaml", "labels: {a: [b]}\n", "1:13", "a list")]
    [InlineData("i.yaml", "groups: {'a,b': [x]}\n", "1:10", "group's name")]
    [InlineData("i.yaml", "groups:\n  web: {children: [wbe]}\n  x: {children: [weg]}\n", "2:20", "no group 'wbe'. Did you mean 'web'?")]
    [InlineData("i.json", "{\"hosts\": [\"a\",]}", "1:16", "not JSON")]
    [InlineData("i.json", "{\n \"hosts\": [\"ä\", 5 6]}", "2:19", "not JSON")]
    [InlineData("i.json", "", "1:1", "not JSON")]
    [InlineData("i.json", "{\"hosts\": []} x", "1:15", "not JSON")]
    [InlineData("i.json", "{\n  \"defaults\": {\"usr\": 1}}", "2:16", "Did you mean 'user'?")]
    [InlineData("i.csv", "host,port\na,1\n", "1:1", "no column 'name'")]
    [InlineData("i.csv", "name,port\na,x\n", "2:3", "not a port")]
    [InlineData("i.csv", "name,port\na\n", "2:1", "1 fields")]
    [InlineData("i.csv", "name,,x\n", "1:6", "no name")]
    [InlineData("i.csv", "name,a,name\n", "1:8", "two columns")]
    [InlineData("i.csv", "name\n\"a\n", "2", "not CSV")]
    [InlineData("i.csv", "name,x\na\"b,1\n", "2", "not CSV")]
    [InlineData("i.csv", "name,x\n,1\n", "2:1", "empty")]
    [InlineData("i.txt", "a\nb port\n", "2:3", "key=value")]
    [InlineData("i.txt", "[web]\na\n", "1:1", "no sections")]
    [InlineData("i.txt", "a x=\"b\n", "1:5", "not closed")]
    [InlineData("i.txt", "a port=0\n", "1:8", "not a port")]
    [InlineData("i.txt", "\"\"\n", "1:1", "missing")]
    public void SaysWhereAFileIsWrong(string name, string text, string place, string reason)
    {
        var error = _files.LoadFails(name, text);
        Assert.StartsWith($"{_files.Home}/{name}:{place}: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheSameHostInSeveralPlacesIsMerged()
    {
        var node = Assert.Single(_files.Load("i.yaml", "hosts: {a: {port: 1}}\ngroups:\n  g: {hosts: {A: {user: u, port: 1}}}\n  h: [a]\n").Nodes);
        Assert.Equal(("a", 1, "u"), (node.Name, node.Ssh.Port, node.Ssh.UserName));
        Assert.Equal(["g", "h"], node.Groups);
    }

    [Fact]
    public void AContradictionNamesBothPlaces()
    {
        var twice = _files.LoadFails("i.yaml", "hosts: {a: {port: 1}}\ngroups:\n  g: {hosts: {a: {port: 2}}}\n");
        Assert.Contains("i.yaml:3:25: ", twice.Message, StringComparison.Ordinal);
        Assert.Contains("i.yaml:1:19", twice.Message, StringComparison.Ordinal);
        var groups = _files.LoadFails("i.yaml", "groups:\n  g: {hosts: [a], defaults: {user: x}}\n  h: {hosts: [a], defaults: {user: y}}\n");
        Assert.Contains("host 'a' gets user", groups.Message, StringComparison.Ordinal);
        Assert.Contains("i.yaml:2:36", groups.Message, StringComparison.Ordinal);
        Assert.Contains("i.yaml:3:36", groups.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheHostItselfSettlesAContradictionOnlyWhenGroupsAgree()
    {
        var inventory = _files.Load("i.yaml", "groups:\n  g: {hosts: [a], defaults: {user: x}}\n  h: {hosts: {a: {user: z}}, defaults: {user: x}}\n");
        Assert.Equal("z", inventory.Find("a")!.Ssh.UserName);
    }

    [Fact]
    public void AGroupWithinItselfIsAnError()
    {
        var error = _files.LoadFails("i.yaml", "groups:\n  a: {children: [b]}\n  b: {children: [c]}\n  c: {children: [a]}\n");
        Assert.Contains("'a' in 'c' in 'b' in 'a'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AliasesAreSharedAndBombsAreRefused()
    {
        var inventory = _files.Load("i.yaml", "groups:\n  a: &g {defaults: {user: x}}\n  b: *g\nhosts: {h: {groups: [b]}}\n");
        Assert.Equal("x", inventory.Find("h")!.Ssh.UserName);
        var bomb = new StringBuilder("hosts: &a0 [x,x,x,x,x,x,x,x,x]\n");
        for (var i = 1; i < 30; i++)
            bomb.Append(CultureInfo.InvariantCulture, $"k{i}: &a{i} [*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1},*a{i - 1}]\n");
        Assert.Contains("values", _files.LoadFails("i.yaml", bomb.ToString()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("i.yaml")]
    [InlineData("i.json")]
    public void DeepNestingIsRefused(string name)
    {
        var text = "{\"hosts\": " + new string('[', 100_000) + new string(']', 100_000) + "}";
        Assert.Throws<InventoryException>(() => _files.Load(name, text));
    }

    [Fact]
    public void ByteOrderMarkAndCarriageReturnsAreNoHarm()
    {
        foreach (var (name, text) in new[] { ("i.yaml", "hosts:\r\n  - a\r\n  - b\r\n"), ("i.txt", "a\r\nb\r\n"), ("i.csv", "name\r\na\r\nb\r\n"), ("i.json", "{\r\n\"hosts\": [\"a\", \"b\"]}\r\n") })
            Assert.Equal("a b", string.Join(' ', _files.Load(name, "\ufeff" + text).Nodes));
    }

    [Theory]
    [InlineData("i.yaml")]
    [InlineData("i.txt")]
    [InlineData("i.csv")]
    [InlineData("i.json")]
    public void OtherEncodingsAreRefusedWithTheirPlace(string name)
    {
        var latin1 = _files.Write(name, Encoding.Latin1.GetBytes("name\n# äb\n  für\n"));
        Assert.Contains($"{name}:2:3: the byte here is not UTF-8", Assert.Throws<InventoryException>(() => InventoryLoader.Load(latin1)).Message, StringComparison.Ordinal);
        var utf16 = _files.Write(name, Encoding.Unicode.GetBytes("name\na\n"));
        Assert.Contains("NUL", Assert.Throws<InventoryException>(() => InventoryLoader.Load(utf16)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FilesThatCannotBeReadAreNamed()
    {
        Assert.Contains("no such file", Assert.Throws<InventoryException>(() => InventoryLoader.Load("/nonexistent/i.yaml")).Message, StringComparison.Ordinal);
        Assert.Contains("a folder", Assert.Throws<InventoryException>(() => InventoryLoader.Load(_files.Home)).Message, StringComparison.Ordinal);
        var huge = Path.Combine(_files.Home, "huge.yaml");
        using (var file = File.Create(huge))
            file.SetLength(65L << 20);
        Assert.Contains("64 MiB", Assert.Throws<InventoryException>(() => InventoryLoader.Load(huge)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("i.yaml")]
    [InlineData("i.json")]
    [InlineData("i.csv")]
    [InlineData("i.txt")]
    [InlineData("i.ssh_config")]
    public void ArbitraryTextIsAnInventoryOrAnInventoryError(string name)
    {
        var word = NodeFiles.AnyOf("hosts:", "groups:", "name", "a", "[1-3]", "\n", "  ", "- ", "{", "}", "[", "]", ":", ",", "\"", "#", "=", "*", "&", "!", "\t", "\r\n", "Host", "Match", "port", "\u001b", "é");
        word.Array[0, 25].Sample(words =>
        {
            try
            {
                Assert.NotNull(_files.Load(name, string.Concat(words)).File);
            }
            catch (InventoryException error)
            {
                Assert.StartsWith(_files.Home, error.Message, StringComparison.Ordinal);
                Assert.DoesNotContain('\u001b', error.Message);
            }
        }, iter: 2000, threads: 1);
    }

    [Fact]
    public void AnSshConfigIsAnInventoryOfItsHostNames()
    {
        var inventory = _files.Load("config", "Host a b *.x !c\n Port 2\nHost b d?\nHost e\n HostName 10.0.0.5\n");
        Assert.Equal("a b e", string.Join(' ', inventory.Nodes));
        Assert.Equal(2, _files.Open(Path.Combine(_files.Home, "config")).Resolve(["b"])[0].Ssh.Port);
    }
}
