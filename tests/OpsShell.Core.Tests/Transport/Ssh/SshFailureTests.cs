using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using OpsShell.Core.Nodes;
using OpsShell.Core.Transport;
using OpsShell.Core.Transport.Ssh;
using OpsShell.Testing.Sshd;

namespace OpsShell.Core.Tests.Transport.Ssh;

public sealed class SshFailureTests : IDisposable
{
    private readonly SshdServer _server = SshTesting.Start();

    public void Dispose() => _server.Dispose();

    private static NodeException Fails(Node node, ConnectionOptions? options = null)
    {
        using var connector = new SshConnector(options ?? ConnectionOptions.Default);
        return Assert.Throws<NodeException>(() => connector.Connect(node, TestContext.Current.CancellationToken).Dispose());
    }

    private static TcpListener Listen(Action<Socket> serve, out int port)
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        port = ((IPEndPoint)listener.LocalEndpoint).Port;
        new Thread(() =>
        {
            try
            {
                while (true)
                    serve(listener.AcceptSocket());
            }
            catch (SocketException)
            {
                // The listener was closed at the end of the test.
            }
        })
        { IsBackground = true }.Start();
        return listener;
    }

    [Fact]
    public void A_port_with_nothing_behind_it_is_refused()
    {
        var port = SshdServer.FreePort();
        var error = Fails(_server.Node(settings: _server.Settings() with { Port = port }));
        Assert.Equal(NodeErrorId.ConnectionRefused, error.Id);
        Assert.Contains($"{port}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_without_address_is_unknown()
    {
        var error = Fails(_server.Node("no-such-host.invalid"));
        Assert.Equal(NodeErrorId.HostUnknown, error.Id);
        Assert.Contains("no-such-host.invalid", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_server_that_accepts_and_is_silent_ends_at_the_time_limit()
    {
        using var listener = Listen(_ => { }, out var port);
        var clock = Stopwatch.StartNew();
        var error = Fails(_server.Node(settings: _server.Settings() with { Port = port, ConnectTimeout = TimeSpan.FromMilliseconds(700) }));
        Assert.Equal(NodeErrorId.ConnectTimedOut, error.Id);
        Assert.Contains("first line", error.Message, StringComparison.Ordinal);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.5, 2);
    }

    [Fact]
    public void A_server_that_stops_in_the_key_exchange_ends_at_the_time_limit()
    {
        using var listener = Listen(socket => socket.Send("SSH-2.0-stuck\r\n"u8), out var port);
        var error = Fails(_server.Node(settings: _server.Settings() with { Port = port, ConnectTimeout = TimeSpan.FromMilliseconds(700) }));
        Assert.Equal(NodeErrorId.ConnectTimedOut, error.Id);
        Assert.Contains("key exchange", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Connecting_can_be_cancelled_at_once()
    {
        using var listener = Listen(socket => socket.Send("SSH-2.0-stuck\r\n"u8), out var port);
        using var connector = new SshConnector(ConnectionOptions.Default);
        using var cancel = new CancellationTokenSource(300);
        var clock = Stopwatch.StartNew();
        Assert.ThrowsAny<OperationCanceledException>(() => connector.Connect(_server.Node(settings: _server.Settings() with { Port = port }), cancel.Token));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.2, 1);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request\r\n\r\n", NodeErrorId.ConnectionLost)]
    [InlineData("\0\0\0\0garbage", NodeErrorId.HandshakeFailed)]
    [InlineData("SSH-1.5-old\r\n", NodeErrorId.HandshakeFailed)]
    public void What_is_no_ssh_server_is_said_to_be_none(string answer, NodeErrorId id)
    {
        using var listener = Listen(socket =>
        {
            socket.Send(System.Text.Encoding.ASCII.GetBytes(answer));
            socket.Shutdown(SocketShutdown.Send);
        }, out var port);
        Assert.Equal(id, Fails(_server.Node(settings: _server.Settings() with { Port = port })).Id);
    }

    [Fact]
    public void No_common_algorithm_names_both_sides()
    {
        using var server = SshTesting.Start(new SshdOptions { Config = ["KexAlgorithms diffie-hellman-group14-sha1"] });
        var error = Fails(server.Node());
        Assert.Equal(NodeErrorId.HandshakeFailed, error.Id);
        Assert.Contains("diffie-hellman-group14-sha1", error.Message, StringComparison.Ordinal);
        Assert.Contains("curve25519-sha256", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Required_post_quantum_key_exchange_is_used_or_refused()
    {
        using (var connection = _server.Connect(options: new ConnectionOptions { PostQuantum = PostQuantumPolicy.Require }))
            Assert.True(connection.Info.KeyExchange.StartsWith("sntrup", StringComparison.Ordinal) || connection.Info.KeyExchange.StartsWith("mlkem", StringComparison.Ordinal));
        using var server = SshTesting.Start(new SshdOptions { Config = ["KexAlgorithms curve25519-sha256"] });
        Assert.Equal(NodeErrorId.HandshakeFailed, Fails(server.Node(), new ConnectionOptions { PostQuantum = PostQuantumPolicy.Require }).Id);
    }

    [Fact]
    public void A_server_without_sessions_says_so()
    {
        using var server = SshTesting.Start(new SshdOptions { Config = ["MaxSessions 0"] });
        using var connection = server.Connect();
        Assert.Equal(NodeErrorId.ShellUnusable, Assert.Throws<NodeException>(() => connection.Run("true")).Id);
    }

    [Fact]
    public void The_socket_is_reached_to_notice_a_dead_peer()
    {
        using var connection = _server.Connect();
        var line = TestKeys.Run("ss", "-tnoH", "state", "established", $"( dport = :{_server.Port} )");
        Assert.Contains("timer:(keepalive", line, StringComparison.Ordinal);
    }
}
