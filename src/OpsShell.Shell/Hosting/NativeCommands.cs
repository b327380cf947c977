namespace OpsShell.Shell.Hosting;

/// <summary>
/// The native commands that the engine runs, so that a Ctrl-C in the moment of their start is not lost. The terminal sends it to
/// the processes that there are; one that is forked right after gets none, and the engine, which leaves a native command that has
/// the terminal to the terminal, would wait for its end.
/// </summary>
internal sealed class NativeCommands
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(10);

    // Milliseconds in which the engine has passed a stop on to all commands, and in which a command that has begun has its process.
    private const int StopTime = 100, StartTime = 200;

    // A signal takes a while to get here on a busy machine; the process may be that much older.
    private static readonly TimeSpan SignalTime = TimeSpan.FromMilliseconds(50);

    private long _interruptedAt = -StopTime;
    private int _begun, _ended;

    /// <summary>
    /// The engine is about to start one. Where the pipeline is being stopped it waits for the engine to know: it then starts none, but
    /// for a <c>finally</c> block.
    /// </summary>
    public void OnBegin()
    {
        Interlocked.Increment(ref _begun);
        while (Environment.TickCount64 - Volatile.Read(ref _interruptedAt) < StopTime)
            Thread.Sleep(Step);
    }

    /// <summary>One has ended, or was not started after all.</summary>
    public void OnEnd() => Interlocked.Increment(ref _ended);

    /// <summary>Ctrl-C was typed, and the pipeline is about to be stopped.</summary>
    public void OnInterrupt()
    {
        Volatile.Write(ref _interruptedAt, Environment.TickCount64);
        var (begun, ended) = (Volatile.Read(ref _begun), Volatile.Read(ref _ended));
        if (begun == ended || !ChildProcesses.HaveTerminal)
            return;
        var since = ChildProcesses.Now() - SignalTime;
        bool IsSame() => begun == Volatile.Read(ref _begun) && ended == Volatile.Read(ref _ended);
        new Thread(() => InterruptNew(since, IsSame), 128 << 10) { IsBackground = true, Name = "interrupt" }.Start();
    }

    private static void InterruptNew(TimeSpan since, Func<bool> isSame)
    {
        var done = new HashSet<int>();
        for (var waited = TimeSpan.Zero; waited.TotalMilliseconds < StartTime && isSame(); waited += Step)
        {
            ChildProcesses.InterruptStarted(since, done);
            Thread.Sleep(Step);
        }
    }
}
