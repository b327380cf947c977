using System.Diagnostics;
using OpsShell.Core.Fleet;
using OpsShell.Core.Nodes;
using OpsShell.Core.Probing;
using OpsShell.Core.Transport;

namespace OpsShell.Core.Tests.Fleet;

public sealed class FleetRunnerTests
{
    private static Node[] Nodes(int count) => [.. Enumerable.Range(0, count).Select(i => new Node { Name = $"n{i:000}" })];

    private static async Task<List<NodeOutcome<T>>> RunAll<T>(
        Connector connector, FleetOptions options, int nodes, Func<INodeConnection, CancellationToken, T> work, CancellationToken cancellationToken = default)
    {
        var outcomes = new List<NodeOutcome<T>>();
        await foreach (var outcome in new FleetRunner(connector, options).RunAsync(Nodes(nodes), work, cancellationToken))
            outcomes.Add(outcome);
        return outcomes;
    }

    [Fact]
    public async Task Every_node_has_one_outcome_and_no_more_than_the_limit_run_at_once()
    {
        int running = 0, most = 0;
        var outcomes = await RunAll(new Connector(), new FleetOptions { ThrottleLimit = 8 }, 200, (connection, _) =>
        {
            var now = Interlocked.Increment(ref running);
            InterlockedMax(ref most, now);
            Thread.Sleep(2);
            Interlocked.Decrement(ref running);
            return connection.Node.Name;
        });
        Assert.Equal(Nodes(200).Select(node => node.Name), outcomes.Select(outcome => outcome.Value).Order(StringComparer.Ordinal));
        Assert.InRange(most, 2, 8);
    }

    [Fact]
    public async Task Outcomes_come_in_order_of_completion()
    {
        var outcomes = await RunAll(new Connector(), new FleetOptions(), 3, (connection, _) =>
        {
            Thread.Sleep(connection.Node.Name == "n000" ? 500 : 10);
            return 0;
        });
        Assert.Equal("n000", outcomes[^1].Node.Name);
    }

    [Fact]
    public async Task One_bad_node_does_not_stop_the_others()
    {
        var outcomes = await RunAll(new Connector(), new FleetOptions(), 5, (connection, _) => connection.Node.Name switch
        {
            "n001" => throw new NodeException(NodeErrorId.ConnectionLost, "gone", "look"),
            "n002" => throw new InvalidOperationException("a defect"),
            _ => 1,
        });
        Assert.Equal(3, outcomes.Count(outcome => outcome.Error is null));
        Assert.Equal(NodeErrorId.ConnectionLost, outcomes.Single(outcome => outcome.Node.Name == "n001").Error!.Id);
        Assert.Contains("a defect", outcomes.Single(outcome => outcome.Node.Name == "n002").Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_past_its_time_is_cut_off_and_the_rest_goes_on()
    {
        var outcomes = await RunAll(new Connector(), new FleetOptions { NodeTimeout = TimeSpan.FromMilliseconds(200) }, 3, (connection, cancel) =>
        {
            if (connection.Node.Name == "n001")
                cancel.WaitHandle.WaitOne(TimeSpan.FromSeconds(20));
            cancel.ThrowIfCancellationRequested();
            return 1;
        });
        Assert.Equal(NodeErrorId.NodeTimedOut, outcomes.Single(outcome => outcome.Error is not null).Error!.Id);
        Assert.Equal(2, outcomes.Count(outcome => outcome.Value == 1));
    }

    [Fact]
    public async Task An_interrupt_gives_every_node_an_outcome_soon()
    {
        using var interrupt = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var started = Stopwatch.GetTimestamp();
        var outcomes = await RunAll(new Connector(), new FleetOptions { ThrottleLimit = 4 }, 100, (connection, cancel) =>
        {
            if (connection.Node.Name == "n000")
                return 1;
            cancel.WaitHandle.WaitOne();
            throw new OperationCanceledException(cancel);
        }, interrupt.Token);
        Assert.InRange(Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 10);
        Assert.Equal(100, outcomes.Count);
        Assert.Equal(99, outcomes.Count(outcome => outcome.Error?.Id == NodeErrorId.Cancelled));
    }

    [Fact]
    public async Task A_consumer_that_stops_early_stops_the_rest()
    {
        var begun = 0;
        int Work(INodeConnection connection, CancellationToken cancel)
        {
            Thread.Sleep(5);
            return Interlocked.Increment(ref begun);
        }
        await foreach (var _ in new FleetRunner(new Connector(), new FleetOptions { ThrottleLimit = 2 }).RunAsync(Nodes(1000), Work))
            break;
        var after = begun;
        await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.Equal(after, begun);
        Assert.InRange(begun, 1, 999);
    }

    [Theory, InlineData(NodeErrorId.ConnectionRefused, 3), InlineData(NodeErrorId.AuthenticationFailed, 1), InlineData(NodeErrorId.ConnectTimedOut, 1)]
    public async Task Connecting_is_tried_again_only_where_it_may_help(NodeErrorId failure, int expectedAttempts)
    {
        var connector = new Connector { Failure = failure };
        var outcomes = await RunAll(connector, new FleetOptions { RetryDelay = TimeSpan.FromMilliseconds(5) }, 1, (_, _) => 1);
        Assert.Equal((failure, expectedAttempts), (outcomes[0].Error!.Id, connector.Attempts));
    }

    [Fact]
    public void The_pool_hands_out_what_came_back_and_closes_what_failed()
    {
        using var pool = new ConnectionPool();
        var connector = new Connector();
        var pooled = pool.For(connector, ConnectionOptions.Default);
        var node = Nodes(1)[0];
        pooled.Connect(node, default).Dispose();
        Assert.Equal(1, pool.IdleCount);
        using (var again = pooled.Connect(node, default))
        {
            Assert.Equal((1, 0), (connector.Attempts, pool.IdleCount));
            Assert.Throws<NodeException>(() => again.Probe(ProbeBatch.Of([]), default));
        }
        Assert.Equal((0, 1), (pool.IdleCount, connector.Closed));
        pooled.Connect(node, default).Dispose();
        pool.For(connector, new ConnectionOptions { UserName = "other" }).Connect(node, default).Dispose();
        Assert.Equal((3, 2), (connector.Attempts, pool.IdleCount));
        pool.CloseIdle(TimeSpan.FromMilliseconds(-1));
        Assert.Equal((0, 3), (pool.IdleCount, connector.Closed));
    }

    [Fact]
    public void A_connection_that_died_while_idle_is_not_handed_out()
    {
        using var pool = new ConnectionPool();
        var connector = new Connector();
        var pooled = pool.For(connector, ConnectionOptions.Default);
        pooled.Connect(Nodes(1)[0], default).Dispose();
        connector.Alive = false;
        pooled.Connect(Nodes(1)[0], default).Dispose();
        Assert.Equal(2, connector.Attempts);
    }

    [Fact]
    public void What_many_logins_left_is_collected_when_the_pool_is_at_rest()
    {
        using var pool = new ConnectionPool();
        var pooled = pool.For(new Connector(), ConnectionOptions.Default);
        var left = Leave(pooled);
        Assert.True(SpinWait.SpinUntil(() => !left.IsAlive, TimeSpan.FromSeconds(20)));
        Assert.Equal(60, pool.IdleCount);
    }

    // Apart, so that no local of the test keeps the garbage alive.
    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private static WeakReference Leave(INodeConnector pooled)
    {
        foreach (var node in Nodes(60))
            pooled.Connect(node, default).Dispose();
        var garbage = new byte[200_000];
        return new WeakReference(garbage);
    }

    private static void InterlockedMax(ref int target, int value)
    {
        for (var seen = Volatile.Read(ref target); value > seen;)
        {
            var before = Interlocked.CompareExchange(ref target, value, seen);
            if (before == seen)
                return;
            seen = before;
        }
    }

    private sealed class Connector : INodeConnector
    {
        private int _attempts, _closed;

        public NodeErrorId? Failure { get; init; }

        public bool Alive { get; set; } = true;

        public int Attempts => _attempts;

        public int Closed => _closed;

        public INodeConnection Connect(Node node, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _attempts);
            return Failure is { } id ? throw new NodeException(id, "no") : new Connection(this, node);
        }

        private sealed class Connection(Connector owner, Node node) : INodeConnection
        {
            public Node Node => node;

            public bool IsAlive => owner.Alive;

            public ProbeResults Probe(ProbeBatch batch, CancellationToken cancellationToken) => throw new NodeException(NodeErrorId.ConnectionLost, "lost");

            public CommandOutcome Execute(CommandRequest request, ICommandSink? sink, CancellationToken cancellationToken) => throw new NotSupportedException();

            public INodeFiles OpenFiles() => throw new NotSupportedException();

            public void Dispose() => Interlocked.Increment(ref owner._closed);
        }
    }
}
