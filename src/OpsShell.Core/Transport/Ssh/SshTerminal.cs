using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using OpsShell.Core.Transport.Terminal;
using Renci.SshNet;
using Renci.SshNet.Common;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>
/// An interactive login over an SSH connection, in the terminal of this process: the calling thread reads the keys, a thread of its
/// own sends them (sending blocks when the node does not answer, and <c>~.</c> has to work then), and SSH.NET's receiving thread
/// writes what comes, so that a slow terminal slows the node down.
/// </summary>
internal sealed class SshTerminal(SshSession session)
{
    private const int BufferSize = 32 << 10;
    private readonly BlockingCollection<Action<ShellStream>> _toSend = [];
    private readonly EscapeFilter _filter = new();
    private readonly ScreenModes _screen = new();
    private readonly byte[] _received = new byte[BufferSize];
    private Exception? _sendFailure;
    private int _closed;

    /// <summary>Runs the login until the node's shell ends, the connection is lost, the user leaves or it is cancelled.</summary>
    /// <exception cref="NodeException">The node gives no terminal.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public LoginEnd Run(CancellationToken cancellationToken)
    {
        using var wake = new WakeUp();
        using var stream = Open();
        using var exit = new SshExitStatus(stream);
        using var cancellation = cancellationToken.UnsafeRegister(_ => wake.Ring(), null);
        stream.Closed += (_, _) => Close(wake);
        stream.ErrorOccurred += (_, _) => Close(wake);
        session.Ending = wake.Ring;
        var sender = new Thread(() => Send(stream, wake), 128 << 10) { IsBackground = true, Name = "ssh keys" };
        try
        {
            using var terminal = LocalTerminal.Open();
            using var resized = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => Post(Resize));
            stream.DataReceived += (_, _) => Show(stream);
            Show(stream);
            sender.Start();
            if (!session.IsAlive)
                wake.Ring();
            PassKeys(wake);
            return End(exit, cancellationToken);
        }
        finally
        {
            session.Ending = null;
            _toSend.CompleteAdding();
        }
    }

    private ShellStream Open()
    {
        var size = LocalTerminal.Size;
        var type = Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } known ? known : "xterm";
        try
        {
            // Without IUTF8, deleting a Chinese character at a plain prompt of the node leaves half of it.
            return ((SshClient)session.Client).CreateShellStream(
                type, (uint)size.Columns, (uint)size.Rows, 0, 0, BufferSize, new Dictionary<TerminalModes, uint> { [TerminalModes.IUTF8] = 1 });
        }
        catch (Exception error) when (IsFailure(error))
        {
            throw session.IsAlive
                ? new NodeException(
                    NodeErrorId.NotSupported, $"{session.Target.Name}: the sshd of {session.Target.Address} gives no terminal: {HostText.Clean(error.Message)}",
                    "The account or key may be restricted (PermitTTY, restrict).", error)
                : SshFailure.Lost(session.Target.Name, session.Lost ?? error);
        }
    }

    private void PassKeys(WakeUp wake)
    {
        var buffer = new byte[BufferSize];
        while (!_filter.HasLeft && LocalTerminal.Read(buffer, wake) is > 0 and var count)
        {
            if (_filter.Pass(buffer.AsSpan(0, count)) is { Length: > 0 } keys)
                Post(stream => Write(stream, keys));
        }
    }

    private static void Write(ShellStream stream, byte[] keys)
    {
        stream.Write(keys, 0, keys.Length);
        stream.Flush();
    }

    private static void Resize(ShellStream stream)
    {
        var size = LocalTerminal.Size;
        stream.ChangeWindowSize((uint)size.Columns, (uint)size.Rows, 0, 0);
    }

    private void Post(Action<ShellStream> action)
    {
        try
        {
            _toSend.Add(action);
        }
        catch (InvalidOperationException)
        {
            // The login has just ended.
        }
    }

    private void Send(ShellStream stream, WakeUp wake)
    {
        try
        {
            foreach (var action in _toSend.GetConsumingEnumerable())
                action(stream);
        }
        catch (Exception error) when (IsFailure(error))
        {
            _sendFailure = error;
            Close(wake);
        }
    }

    private void Show(ShellStream stream)
    {
        lock (_received)
        {
            while (stream.Length > 0)
            {
                var output = _received.AsSpan(0, stream.Read(_received, 0, _received.Length));
                _screen.See(output);
                LocalTerminal.Write(output);
            }
        }
    }

    private void Close(WakeUp wake)
    {
        if (Interlocked.Exchange(ref _closed, 1) == 0)
            wake.Ring();
    }

    private LoginEnd End(SshExitStatus exit, CancellationToken cancellationToken)
    {
        var byItself = Volatile.Read(ref _closed) != 0 && session.IsAlive && _sendFailure is null;
        if (byItself)
            return new LoginEnd(exit.Code, false, null);
        LocalTerminal.Write(_screen.Reset);
        // A node that does not answer would hold up a polite good-bye.
        session.Abort();
        cancellationToken.ThrowIfCancellationRequested();
        return new LoginEnd(exit.Code, _filter.HasLeft, _filter.HasLeft ? null : SshFailure.Lost(session.Target.Name, session.Lost ?? _sendFailure));
    }

    private static bool IsFailure(Exception error) =>
        error is SshException or ObjectDisposedException or InvalidOperationException or SocketException or IOException;
}
