using OpsShell.Core.Transport;
using OpsShell.Core.Transport.Ssh;
using Renci.SshNet;

namespace OpsShell.Core.Tests.Transport.Ssh;

public sealed class SshThreadsTests
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(20);

    [Fact]
    public void A_thread_that_is_done_takes_the_next_work()
    {
        var threads = new SshThreads();
        var first = ThreadOf(threads);
        // Between the end of the work and the thread's rest lies a moment, in which another thread is started.
        Assert.True(SpinWait.SpinUntil(() => ThreadOf(threads) == first, _limit));
    }

    [Fact]
    public void Work_that_blocks_holds_up_no_other()
    {
        var threads = new SshThreads();
        using var gate = new ManualResetEventSlim();
        using var all = new CountdownEvent(40);
        for (var i = 0; i < 40; i++)
            threads.Start(() =>
            {
                all.Signal();
                gate.Wait();
            });
        Assert.True(all.Wait(_limit, TestContext.Current.CancellationToken));
        gate.Set();
    }

    [Fact]
    public void Every_work_is_done_when_threads_come_to_their_end_meanwhile()
    {
        var threads = new SshThreads(keep: TimeSpan.FromMilliseconds(1));
        using var done = new CountdownEvent(400);
        for (var i = 0; i < 400; i++)
        {
            threads.Start(() => done.Signal());
            if (i % 4 == 0)
                Thread.Sleep(1);
        }
        Assert.True(done.Wait(_limit, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Ssh_receives_on_one_of_them()
    {
        using var server = SshTesting.Start();
        var target = SshTarget.From(server.Node(), ConnectionOptions.Default);
        string? receiver = null;
        using var session = new SshDialer(target, KeyRing.Load(target.Identity), new KnownHostsStore(), new SshThreads()).Dial(
            info =>
            {
                var client = new SshClient(info);
                client.HostKeyReceived += (_, _) => receiver = Thread.CurrentThread.Name;
                return client;
            },
            null, TestContext.Current.CancellationToken);
        Assert.Equal(SshThreads.Name, receiver);
    }

    private static int ThreadOf(SshThreads threads)
    {
        using var done = new ManualResetEventSlim();
        var id = 0;
        threads.Start(() =>
        {
            id = Environment.CurrentManagedThreadId;
            done.Set();
        });
        Assert.True(done.Wait(_limit, TestContext.Current.CancellationToken));
        return id;
    }
}
