using System.Runtime.InteropServices;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>Runs commands over an SSH connection, one at a time.</summary>
internal sealed class SshExecChannel(SshSession session) : IExecChannel
{
    // Standard input up to this size is sent on the calling thread: it fits the smallest window in use (Dropbear, 24 kB), so
    // it cannot block. More is sent by a thread of its own, as the node may want its output read first.
    private const int InlineInput = 16 << 10;
    private const int InputChunk = 32 << 10;
    private static readonly TimeSpan _startLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _endLimit = TimeSpan.FromSeconds(2);
    private const int TermMilliseconds = 700, KillMilliseconds = 300;

    private volatile bool _unusable;

    /// <summary>Whether another command can be run.</summary>
    public bool IsAlive => !_unusable && session.IsAlive;

    /// <inheritdoc/>
    /// <remarks>
    /// SSH.NET cannot end standard input before something was written to it. So, for empty input that is to be closed,
    /// <c>&lt;/dev/null</c> is put behind the command line, which must be a simple command then.
    /// </remarks>
    public ExecEnd Run(string commandLine, ExecInput input, bool closeInput, IExecOutput output, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!IsAlive)
            throw SshFailure.Lost(session.Target.Name, session.Lost);
        SshCommand? command = null;
        ExecPump? pump = null;
        try
        {
            command = ((SshClient)session.Client).CreateCommand(closeInput && input.First.IsEmpty && input.Later.IsEmpty ? commandLine + " </dev/null" : commandLine);
            pump = new ExecPump(command.OutputStream, command.ExtendedOutputStream);
            session.Traffic.Listener = pump.OnMessage;
            session.Ending = pump.End;
            return Run(command, pump, input, closeInput, output, cancellationToken);
        }
        catch (Exception error) when (error is SshException or ObjectDisposedException or InvalidOperationException or System.Net.Sockets.SocketException)
        {
            throw Explain(error, pump, cancellationToken);
        }
        finally
        {
            session.Traffic.Listener = null;
            pump?.Release();
            session.Ending = null;
            Close(command);
        }
    }

    private ExecEnd Run(
        SshCommand command, ExecPump pump, ExecInput input, bool closeInput, IExecOutput output, CancellationToken cancellationToken)
    {
        var started = false;
        using var registration = cancellationToken.UnsafeRegister(_ =>
        {
            pump.Cancel();
            if (Volatile.Read(ref started))
                return;

            // SSH.NET is waiting for the server to open a channel and cannot be told to stop: the connection has to go.
            _unusable = true;
            session.Abort();
        }, null);
        session.Client.ConnectionInfo.Timeout = _startLimit;
        var task = command.ExecuteAsync(CancellationToken.None);
        Volatile.Write(ref started, true);
        session.Client.ConnectionInfo.Timeout = Timeout.InfiniteTimeSpan;

        using var writer = new InputWriter(command, input, closeInput);
        var ended = pump.Run(output);
        if (ended)
            return Finish(command, task, pump, output, cancellationToken);
        Stop(command, task, pump, writer);
        cancellationToken.ThrowIfCancellationRequested();
        return new ExecEnd(command.ExitStatus, command.ExitSignal);
    }

    private ExecEnd Finish(SshCommand command, Task task, ExecPump pump, IExecOutput output, CancellationToken cancellationToken)
    {
        if (pump.CommandRefused)
            throw Refused("run a command");
        if (!Completes(task, _endLimit))
            throw SshFailure.Lost(session.Target.Name, session.Lost ?? task.Exception?.InnerException);
        pump.HandOver(output);
        cancellationToken.ThrowIfCancellationRequested();
        if (command.ExitStatus is null && command.ExitSignal is null)
            throw SshFailure.Lost(session.Target.Name, session.Lost);
        return new ExecEnd(command.ExitStatus, command.ExitSignal);
    }

    // TERM, and KILL for what is still there. The output that still comes is thrown away meanwhile.
    private void Stop(SshCommand command, Task task, ExecPump pump, InputWriter writer)
    {
        writer.Close();
        var term = new Thread(() => Signal(command, kill: false, TermMilliseconds + KillMilliseconds), 128 << 10) { IsBackground = true, Name = "ssh term" };
        term.Start();
        var limit = Environment.TickCount64 + TermMilliseconds;
        while (!task.IsCompleted && Environment.TickCount64 < limit)
        {
            pump.Discard();
            Completes(task, TimeSpan.FromMilliseconds(10));
        }
        pump.Release();
        if (!task.IsCompleted)
            Signal(command, kill: true, KillMilliseconds);
        if (writer.IsBusy)
            _unusable = true;
    }

    private static void Signal(SshCommand command, bool kill, int waitMilliseconds)
    {
        try
        {
            command.CancelAsync(kill, waitMilliseconds);
        }
        catch (Exception error) when (error is SshException or ObjectDisposedException or InvalidOperationException or System.Net.Sockets.SocketException)
        {
            // The connection is gone, and with it the command's input and output.
        }
    }

    private static bool Completes(Task task, TimeSpan limit)
    {
        try
        {
            return task.Wait(limit);
        }
        catch (AggregateException)
        {
            return task.IsCanceled;
        }
    }

    private Exception Explain(Exception error, ExecPump? pump, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
            return new OperationCanceledException("the command was cancelled", error, cancellationToken);
        if (pump?.ChannelRefused == true)
            return Refused("open a session on this connection");
        _unusable = true;
        return SshFailure.Lost(session.Target.Name, error);
    }

    private NodeException Refused(string what)
    {
        _unusable = true;
        return new NodeException(
            NodeErrorId.ShellUnusable, $"{session.Target.Name}: the sshd of {session.Target.Address} refused to {what}.",
            "The account or key may be restricted, or MaxSessions of sshd is reached.");
    }

    private void Close(SshCommand? command)
    {
        try
        {
            command?.Dispose();
        }
        catch (Exception error) when (error is SshException or ObjectDisposedException or InvalidOperationException or System.Net.Sockets.SocketException)
        {
            _unusable = true;
        }
    }

    /// <summary>Feeds standard input.</summary>
    private sealed class InputWriter : IDisposable
    {
        private readonly Stream? _stream;
        private readonly ManualResetEventSlim? _wanted;
        private readonly Thread? _thread;
        private volatile bool _stopped;

        public InputWriter(SshCommand command, ExecInput input, bool closeInput)
        {
            _wanted = input.LaterWanted;
            try
            {
                _stream = command.CreateInputStream();
            }
            catch (InvalidOperationException)
            {
                // The command has ended already, without waiting for input.
                return;
            }
            if (input.Later.IsEmpty && input.First.Length <= InlineInput)
            {
                Write(input.First, closeInput);
                return;
            }
            _thread = new Thread(() => WriteBoth(input, closeInput), 128 << 10) { IsBackground = true, Name = "ssh stdin" };
            _thread.Start();
        }

        /// <summary>Whether input is still being sent, which nothing can interrupt but the end of the connection.</summary>
        public bool IsBusy => _thread is { IsAlive: true };

        public void Close()
        {
            _stopped = true;
            _wanted?.Set();
            if (!IsBusy)
                Ignoring(() => _stream?.Dispose());
        }

        public void Dispose() => Close();

        private void WriteBoth(ExecInput input, bool closeInput)
        {
            Write(input.First, closeInput && input.Later.IsEmpty);
            if (input.Later.IsEmpty)
                return;
            Ignoring(() => input.LaterWanted!.Wait());
            Write(input.Later, closeInput);
        }

        private void Write(ReadOnlyMemory<byte> input, bool closeInput) => Ignoring(() =>
        {
            for (var rest = input; !rest.IsEmpty && !_stopped; rest = rest[Math.Min(InputChunk, rest.Length)..])
            {
                var chunk = rest[..Math.Min(InputChunk, rest.Length)];
                var bytes = MemoryMarshal.TryGetArray(chunk, out var segment) ? segment : new ArraySegment<byte>(chunk.ToArray());
                _stream!.Write(bytes.Array!, bytes.Offset, bytes.Count);
            }
            if (closeInput || _stopped)
                _stream!.Dispose();
        });

        // A command may end without reading its input; how it ended is told elsewhere.
        private static void Ignoring(Action action)
        {
            try
            {
                action();
            }
            catch (Exception error) when (error is SshException or ObjectDisposedException or InvalidOperationException or System.Net.Sockets.SocketException
                or NullReferenceException)
            {
            }
        }
    }
}
