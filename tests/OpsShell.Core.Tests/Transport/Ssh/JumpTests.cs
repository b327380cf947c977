using System.Diagnostics;
using System.Net.Sockets;
using System.Text;
using OpsShell.Core.Nodes;
using OpsShell.Core.Transport;
using OpsShell.Core.Transport.Ssh;
using OpsShell.Testing.Sshd;
using Renci.SshNet;

namespace OpsShell.Core.Tests.Transport.Ssh;

public sealed class JumpTests : IDisposable
{
    private readonly SshdServer _first = SshTesting.Start();
    private readonly SshdServer _second = SshTesting.Start();
    private readonly SshdServer _target = SshTesting.Start();

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
        _target.Dispose();
    }

    private Node Target(string address, params Node[] hops) => _target.Node(address, _target.Settings() with { ProxyJump = [.. hops] });

    [Fact]
    public void Two_hops_lead_to_the_target()
    {
        using var connector = new SshConnector(ConnectionOptions.Default);
        using var connection = connector.Connect(Target("127.3.0.1", _first.Node("127.3.0.2"), _second.Node("127.3.0.3")), TestContext.Current.CancellationToken);
        Assert.Equal($"{_target.Port}\n", connection.Run("set -- $SSH_CONNECTION; echo $4").Text);
        Assert.Contains("127.3.0.3", _second.Log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_targets_share_one_connection_to_the_hop_and_none_waits_for_threads()
    {
        using var connector = new SshConnector(ConnectionOptions.Default);
        var connections = new SshConnection[40];
        var clock = Stopwatch.StartNew();
        // Threads of their own; as tasks, so that a failure fails the test.
        await Task.WhenAll(Enumerable.Range(0, connections.Length).Select(i => Task.Factory.StartNew(
            () =>
            {
                connections[i] = connector.Connect(Target($"127.3.1.{i + 1}", _first.Node()), CancellationToken.None);
                connections[i].Run("true");
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        // A pool that gives one thread a second would take over 35 s.
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 25);
        Assert.All(connections, Assert.NotNull);
        Assert.Equal(1, _first.Log.Split("Accepted publickey").Length - 1);
        foreach (var connection in connections)
            connection.Dispose();
    }

    [Fact]
    public void A_hop_that_is_closed_under_its_channels_ends_them_and_not_the_program()
    {
        var hop = SshTarget.From(_first.Node(), ConnectionOptions.Default);
        var (keys, threads) = (KeyRing.Load(hop.Identity), new SshThreads());
        for (var round = 0; round < 20; round++)
        {
            using var session = new SshDialer(hop, keys, new KnownHostsStore(), threads).Dial(info => new SshClient(info), null, TestContext.Current.CancellationToken);
            using var route = new JumpRoute(session, "127.0.0.1", _target.Port);
            using var client = new TcpClient(route.Host, route.Port) { ReceiveTimeout = 10_000 };
            var bytes = new byte[256];
            Assert.StartsWith("SSH-2.0-", Encoding.ASCII.GetString(bytes, 0, client.Client.Receive(bytes)), StringComparison.Ordinal);
            session.Dispose();
            route.Dispose();
            Assert.Equal(0, client.Client.Receive(bytes));
        }
    }

    [Fact]
    public void The_key_of_the_target_is_checked_under_the_name_of_the_target()
    {
        var known = Path.Combine(_target.Folder, "only_hop");
        File.WriteAllText(known, $"127.0.0.1,[127.0.0.1]:* {string.Join(' ', File.ReadAllText(_target.HostKey("ed25519") + ".pub").Split(' ')[..2])}\n");
        using var connector = new SshConnector(ConnectionOptions.Default);
        var node = _target.Node("127.3.0.1", _target.Settings() with { ProxyJump = [_first.Node()], KnownHostsFiles = [known] });
        Assert.Equal(NodeErrorId.HostKeyUnknown, Assert.Throws<NodeException>(() => connector.Connect(node, TestContext.Current.CancellationToken)).Id);
    }

    [Fact]
    public void A_hop_that_fails_is_named_with_the_cause()
    {
        using var connector = new SshConnector(ConnectionOptions.Default);
        var hop = _second.Node("127.3.0.9", _second.Settings() with { Port = SshdServer.FreePort() });
        var error = Assert.Throws<NodeException>(() => connector.Connect(Target("127.3.0.1", _first.Node(), hop), TestContext.Current.CancellationToken));
        Assert.Equal(NodeErrorId.JumpFailed, error.Id);
        Assert.Contains("127.3.0.9", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_target_that_the_hop_cannot_reach_is_named()
    {
        using var connector = new SshConnector(ConnectionOptions.Default);
        var node = _target.Node("127.3.0.1", _target.Settings() with { ProxyJump = [_first.Node()], Port = SshdServer.FreePort() });
        var error = Assert.Throws<NodeException>(() => connector.Connect(node, TestContext.Current.CancellationToken));
        Assert.Equal(NodeErrorId.JumpFailed, error.Id);
        Assert.Contains($"127.3.0.1:{node.Ssh.Port}", error.Message, StringComparison.Ordinal);
    }
}
