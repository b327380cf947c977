using System.Net;
using System.Net.Sockets;
using OpsShell.Ipvs.Probing;
using OpsShell.Testing;

namespace OpsShell.Ipvs.Tests.Probing;

public sealed class ReuseProbeTests
{
    private static readonly ReusePlan Plan = new(IPAddress.Parse("10.96.0.10"), 80, 23456, 4, TimeSpan.FromSeconds(10), TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(60));

    private static OpsReuseProbe Judge(string controls, string attempts) => ReuseJudgement.Of("web", Plan, ReuseAnswer.Parse(
        "tool python3 3.11.2\nsyn 4\n" + Lines("c", controls) + Lines("r", attempts) + "syn 7\nend\n"));

    private static string Lines(string kind, string attempts) => string.Concat(attempts.Split(';').Select(attempt => $"a {kind} {attempt}\n"));

    [Theory]
    [InlineData("0.004 0 ok 0 server", "0.004 0 ok 0 server;0.003 0 ok 0 server", ReuseVerdict.Healthy)]
    // As seen with a rule that drops every other SYN: 1 s and a little, retransmitted once.
    [InlineData("0.005 0 ok 0 server;0.004 0 ok 0 server", "0.004 0 ok 0 server;1.010924 1 ok 0 server;3.016 2 ok 0 server", ReuseVerdict.DelayedReuse)]
    [InlineData("0.021 - ok 0 server", "1.037187 - ok 0 server;1.058220 - ok 0 server;1.064490 - ok 0 server", ReuseVerdict.DelayedReuse)]
    [InlineData("0.021 0 ok 0 server", "0.02 0 ok 0 server;1.058220 1 ok 0 server;0.02 0 ok 0 server", ReuseVerdict.Inconclusive)]
    [InlineData("1.02 1 ok 0 server", "0.02 0 ok 0 server;1.058220 1 ok 0 server;1.02 1 ok 0 server", ReuseVerdict.SynLoss)]
    // A server that takes a second to answer sends no SYN twice.
    [InlineData("0.02 0 ok 0 server", "1.02 0 ok 0 server;1.02 0 ok 0 server;1.02 0 ok 0 server", ReuseVerdict.Healthy)]
    [InlineData("0.02 0 ok 0 server", "0.001 0 refused 111 -;0.001 0 refused 111 -", ReuseVerdict.MisroutedReuse)]
    [InlineData("0.02 0 ok 0 server", "0.02 0 ok 0 server;10.002 3 timeout 110 -", ReuseVerdict.MisroutedReuse)]
    [InlineData("0.001 0 refused 111 -", "0.001 0 refused 111 -", ReuseVerdict.Refused)]
    [InlineData("10.0 3 timeout 110 -", "10.0 3 timeout 110 -", ReuseVerdict.NoAnswer)]
    [InlineData("0.0 - failed 101 -", "0.0 - failed 101 -", ReuseVerdict.NoAnswer)]
    [InlineData("0.02 0 ok 0 server;0.001 0 refused 111 -", "0.02 0 ok 0 server;0.001 0 refused 111 -", ReuseVerdict.Inconclusive)]
    [InlineData("0.02 0 ok 0 server", "0 - busy 98 -;0 - busy 98 -", ReuseVerdict.Inconclusive)]
    [InlineData("0.02 0 ok 0 server", "0.02 0 ok 0 server", ReuseVerdict.Inconclusive)]
    [InlineData("0.02 0 ok 0 client", "0.02 0 ok 0 client;0.02 0 ok 0 client", ReuseVerdict.Inconclusive)]
    public void The_verdict_follows_from_the_attempts(string controls, string attempts, ReuseVerdict verdict)
    {
        var probe = Judge(controls, attempts);
        Assert.True(verdict == probe.Verdict, $"{probe.Verdict}: {probe.Explanation}");
        Assert.Equal(3, probe.NodeSynRetransmits);
        Assert.NotEqual("", probe.Explanation);
    }

    [Theory]
    [InlineData(0.96, null, 1), InlineData(1.02, 1, 1), InlineData(3.1, 2, 3), InlineData(7.05, 3, 7), InlineData(2.02, 2, 2)]
    [InlineData(0.9, null, 0), InlineData(1.7, null, 0), InlineData(1.7, 1, 1), InlineData(1.02, 0, 0), InlineData(0.2, 1, 0)]
    public void Stalls_are_whole_seconds(double seconds, int? retransmits, int stall) =>
        Assert.Equal(stall, new ReuseAttempt(TimeSpan.FromSeconds(seconds), retransmits, ReuseOutcome.Connected, "server").StallSeconds);

    [Theory]
    [InlineData(""), InlineData("tool python3\n"), InlineData("a r 1 0 ok 0\nend\n"), InlineData("a r -1 0 ok 0 server\nend\n"), InlineData("a r 1 0 great 0 server\nend\n")]
    [InlineData("a r NaN 0 ok 0 server\nend\n"), InlineData("a r 1 0 ok 0 \u001b[2J\nend\n"), InlineData("b\nend\n"), InlineData("syn -4\nend\n")]
    public void What_is_cut_off_or_strange_is_an_error(string text) => Assert.Throws<FormatException>(() => ReuseAnswer.Parse(text));

    [Fact]
    public void This_machine_connects_by_its_own_sockets()
    {
        using var server = new ClosingServer();
        var answer = LocalReuseProbe.Run(server.Plan(4), TestContext.Current.CancellationToken);
        Assert.Equal((3, 4), (answer.Controls.Length, answer.Attempts.Length));
        Assert.All(answer.Attempts, attempt => Assert.Equal((ReuseOutcome.Connected, "server"), (attempt.Outcome, attempt.ClosedBy)));
        Assert.All(answer.Attempts, attempt => Assert.NotNull(attempt.SynRetransmits));
        Assert.Equal(4, server.Sources.Count(port => port == server.LocalPort));
    }

    [Fact]
    public void A_port_where_nobody_listens_refuses()
    {
        ReusePlan plan;
        using (var server = new ClosingServer())
            plan = server.Plan(3);
        var probe = ReuseJudgement.Of("here", plan, LocalReuseProbe.Run(plan, TestContext.Current.CancellationToken));
        Assert.Equal(ReuseVerdict.Refused, probe.Verdict);
    }

    [Theory, InlineData("dash"), InlineData("bash"), InlineData("busybox sh")]
    public void A_node_connects_by_its_script(string shell)
    {
        using var server = new ClosingServer();
        using var node = new ShellNode(shell);
        var outcome = node.Execute(ReuseScript.Request(server.Plan(3)), null, TestContext.Current.CancellationToken);
        var answer = ReuseAnswer.Parse(System.Text.Encoding.UTF8.GetString(outcome.Output.Span));
        Assert.NotEqual("", answer.Tool);
        Assert.Equal((3, 3), (answer.Controls.Length, answer.Attempts.Length));
        Assert.All(answer.Attempts, attempt => Assert.Equal(ReuseOutcome.Connected, attempt.Outcome));
        Assert.Equal(3, server.Sources.Count(port => port == server.LocalPort));
    }

    /// <summary>Answers nothing and closes first, once a request is there.</summary>
    private sealed class ClosingServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly System.Collections.Concurrent.ConcurrentQueue<int> _sources = new();

        public ClosingServer()
        {
            _listener.Start();
            _ = ServeAsync();
        }

        public int LocalPort { get; } = Random.Shared.Next(20000, 30000);

        public IReadOnlyCollection<int> Sources => _sources;

        public ReusePlan Plan(int count) => new(
            IPAddress.Loopback, ((IPEndPoint)_listener.LocalEndpoint).Port, LocalPort, count, TimeSpan.FromSeconds(3), TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(30));

        public void Dispose() => _listener.Dispose();

        private async Task ServeAsync()
        {
            var buffer = new byte[1024];
            try
            {
                while (true)
                {
                    using var client = await _listener.AcceptSocketAsync();
                    _sources.Enqueue(((IPEndPoint)client.RemoteEndPoint!).Port);
                    await client.ReceiveAsync(buffer);
                    client.Shutdown(SocketShutdown.Send);
                    while (await client.ReceiveAsync(buffer) > 0)
                    {
                        // Until the other side has closed as well.
                    }
                }
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                // The test is over.
            }
        }
    }
}
