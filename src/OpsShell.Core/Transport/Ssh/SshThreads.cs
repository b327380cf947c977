namespace OpsShell.Core.Transport.Ssh;

/// <summary>
/// Threads for logins and for receiving, kept for a while for the next login. A new one costs about 0.15 ms of processor time, as much as
/// the arithmetic of a key exchange, and a fan-out over 500 nodes would start 1000. SSH.NET asks the
/// current scheduler for the thread that receives, so what runs under this one brings its receiver here too.
/// </summary>
/// <param name="keep">How long a thread without work is kept; 2 s when null.</param>
internal sealed class SshThreads(TimeSpan? keep = null) : TaskScheduler
{
    /// <summary>The name of the threads.</summary>
    public const string Name = "ssh";

    private const int StackSize = 512 << 10;
    private readonly TimeSpan _keep = keep ?? TimeSpan.FromSeconds(2);
    private readonly Lock _gate = new();
    private readonly List<Worker> _idle = [];

    /// <summary>Runs the work on a thread of its own; it may block.</summary>
    public void Start(Action work) => Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.None, this);

    /// <inheritdoc/>
    protected override void QueueTask(Task task)
    {
        if (TakeIdle() is { } worker)
            worker.Wake(task);
        else
            new Worker(this, task).Start();
    }

    /// <summary>Never: whoever waits for such work must not be held up by it.</summary>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    /// <summary>For debuggers; nothing ever waits here.</summary>
    protected override IEnumerable<Task> GetScheduledTasks() => [];

    // The one that came last, so that the others get their chance to end.
    private Worker? TakeIdle()
    {
        lock (_gate)
        {
            if (_idle.Count == 0)
                return null;
            var worker = _idle[^1];
            _idle.RemoveAt(_idle.Count - 1);
            return worker;
        }
    }

    private void Rest(Worker worker)
    {
        lock (_gate)
            _idle.Add(worker);
    }

    // False when it was just taken, and so has work to come.
    private bool Retire(Worker worker)
    {
        lock (_gate)
            return _idle.Remove(worker);
    }

#pragma warning disable CA1001 // Its thread lives for as long as the semaphore is of use, and a slim one holds nothing to free.
    private sealed class Worker(SshThreads owner, Task first)
#pragma warning restore CA1001
    {
        private readonly SemaphoreSlim _wake = new(0);
        private Task? _task = first;

        public void Start() => new Thread(Run, StackSize) { IsBackground = true, Name = Name }.Start();

        public void Wake(Task task)
        {
            _task = task;
            _wake.Release();
        }

        private void Run()
        {
            while (true)
            {
                owner.TryExecuteTask(_task!);
                _task = null;
                owner.Rest(this);
                if (_wake.Wait(owner._keep))
                    continue;
                if (owner.Retire(this))
                    return;
                _wake.Wait();
            }
        }
    }
}
