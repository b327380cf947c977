using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// Starts the thread jobs of a session, so many at a time as its throttle limit allows, in the order in which they came.
/// </summary>
internal sealed class ThreadJobQueue
{
    private const int DefaultLimit = 5;

    // One queue to a session, for as long as the session lives.
    private static readonly ConditionalWeakTable<JobRepository, ThreadJobQueue> _queues = [];

    private readonly Lock _lock = new();
    private readonly Queue<ThreadJob> _waiting = [];
    private int _limit = DefaultLimit;
    private int _running;

    /// <summary>The queue of a session.</summary>
    public static ThreadJobQueue Of(JobRepository session) => _queues.GetValue(session, _ => new ThreadJobQueue());

    /// <summary>Changes how many run at a time.</summary>
    public void Limit(int limit)
    {
        lock (_lock)
            _limit = limit;
        StartMore();
    }

    /// <summary>Starts a job, now or when others have ended.</summary>
    public void Add(ThreadJob job)
    {
        lock (_lock)
            _waiting.Enqueue(job);
        StartMore();
    }

    private void StartMore()
    {
        while (Take() is { } job)
            _ = RunAsync(job);
    }

    private ThreadJob? Take()
    {
        lock (_lock)
        {
            if (_running >= _limit || !_waiting.TryDequeue(out var job))
                return null;
            _running++;
            return job;
        }
    }

    private async Task RunAsync(ThreadJob job)
    {
        // A thread of its own: a script may run for days, and the pool is for short work.
        try
        {
            await Task.Factory.StartNew(job.Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)
                .ConfigureAwait(false);
        }
        finally
        {
            lock (_lock)
                _running--;
            StartMore();
        }
    }
}
