using System.IO.Pipes;

namespace OpsShell.Core.Transport.Terminal;

/// <summary>Ends a wait for keys from another thread; once.</summary>
public sealed class WakeUp : IDisposable
{
    private readonly AnonymousPipeServerStream _pipe = new(PipeDirection.Out, HandleInheritability.None);
    private int _rung;

    /// <summary>What to wait on besides the keys.</summary>
    internal int Descriptor => (int)_pipe.ClientSafePipeHandle.DangerousGetHandle();

    /// <summary>Ends the wait, now or when it begins.</summary>
    public void Ring()
    {
        if (Interlocked.Exchange(ref _rung, 1) == 0)
            _pipe.WriteByte(1);
    }

    /// <summary>Frees it; nobody may wait or ring any more.</summary>
    public void Dispose()
    {
        Volatile.Write(ref _rung, 1);
        _pipe.Dispose();
    }
}
