using System.Buffers;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>
/// Hands the two output streams of a remote command to one receiver on the calling thread, without polling and in bounded
/// memory. SSH.NET receives into streams that grow without limit; when they hold <see cref="HighWater"/> bytes, the pump
/// holds up the receiving thread, and TCP holds up the node.
/// </summary>
/// <remarks>
/// A message is announced (<see cref="OnMessage"/>) just before SSH.NET appends its bytes. The pump notes how many bytes the
/// stream must have had in all before, so that it knows afterwards whether the announced bytes are in yet; if not, they come at once, and a
/// read of zero bytes waits for exactly that.
/// </remarks>
internal sealed class ExecPump(Stream output, Stream error)
{
    private const int HighWater = 4 << 20;
    private const int ChunkSize = 64 << 10;
    private readonly object _gate = new();
    private long _outputRead, _errorRead, _outputExpected, _errorExpected;
    private bool _ended, _cancelled, _released;

    /// <summary>Whether the server refused to open a channel.</summary>
    public bool ChannelRefused { get; private set; }

    /// <summary>Whether the server refused to run a command.</summary>
    public bool CommandRefused { get; private set; }

    /// <summary>Whether it was cancelled.</summary>
    public bool IsCancelled
    {
        get
        {
            lock (_gate)
                return _cancelled;
        }
    }

    /// <summary>A message is about to be handled. Runs on the thread that receives.</summary>
    public void OnMessage(string name)
    {
        lock (_gate)
        {
            switch (name)
            {
                case "SSH_MSG_CHANNEL_DATA":
                    _outputExpected = _outputRead + output.Length + 1;
                    break;
                case "SSH_MSG_CHANNEL_EXTENDED_DATA":
                    _errorExpected = _errorRead + error.Length + 1;
                    break;
                case "SSH_MSG_CHANNEL_CLOSE" or "SSH_MSG_DISCONNECT":
                    _ended = true;
                    break;
                case "SSH_MSG_CHANNEL_OPEN_FAILURE":
                    ChannelRefused = true;
                    break;
                case "SSH_MSG_CHANNEL_FAILURE":
                    CommandRefused = _ended = true;
                    break;
                default:
                    return;
            }
            Monitor.PulseAll(_gate);
            while (!_released && output.Length + error.Length > HighWater)
                Monitor.Wait(_gate);
        }
    }

    /// <summary>The connection is gone: nothing more will come.</summary>
    public void End()
    {
        lock (_gate)
        {
            _ended = _released = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Ends <see cref="Run"/>.</summary>
    public void Cancel()
    {
        lock (_gate)
        {
            _cancelled = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Lets the receiving thread go on whatever the streams hold.</summary>
    public void Release()
    {
        lock (_gate)
        {
            _released = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Hands over until the command ends, the receiver has enough, or it is cancelled.</summary>
    /// <returns>Whether the command ended by itself.</returns>
    public bool Run(IExecOutput receiver)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            while (true)
            {
                if (!HandOver(receiver, buffer))
                    return false;
                lock (_gate)
                {
                    while (!_ended && !_cancelled && _outputRead >= _outputExpected && _errorRead >= _errorExpected)
                        Monitor.Wait(_gate);
                    if (_cancelled)
                        return false;
                    if (_ended)
                        return true;
                }
                AwaitAnnounced();
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>Hands over what the streams hold now. False when the receiver has enough or it is cancelled.</summary>
    public bool HandOver(IExecOutput receiver)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(ChunkSize);
        try
        {
            return HandOver(receiver, buffer);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private bool HandOver(IExecOutput receiver, byte[] buffer)
    {
        while (true)
        {
            var fromOutput = Take(output, ref _outputRead, buffer);
            if (fromOutput > 0 && !receiver.Output(buffer.AsSpan(0, fromOutput)))
                return false;
            var fromError = Take(error, ref _errorRead, buffer);
            if (fromError > 0 && !receiver.Error(buffer.AsSpan(0, fromError)))
                return false;
            if (IsCancelled)
                return false;
            if (fromOutput == 0 && fromError == 0)
                return true;
        }
    }

    /// <summary>Throws away what the streams hold now.</summary>
    public void Discard()
    {
        var buffer = new byte[ChunkSize];
        while (Take(output, ref _outputRead, buffer) + Take(error, ref _errorRead, buffer) > 0)
        {
        }
    }

    private int Take(Stream stream, ref long read, byte[] buffer)
    {
        lock (_gate)
        {
            if (stream.Length == 0)
                return 0;
            var count = stream.Read(buffer, 0, ChunkSize);
            read += count;
            Monitor.PulseAll(_gate);
            return count;
        }
    }

    private void AwaitAnnounced()
    {
        bool outputAnnounced, errorAnnounced;
        lock (_gate)
        {
            outputAnnounced = _outputRead + output.Length < _outputExpected;
            errorAnnounced = _errorRead + error.Length < _errorExpected;
        }
        if (outputAnnounced)
            _ = output.Read(Span<byte>.Empty);
        else if (errorAnnounced)
            _ = error.Read(Span<byte>.Empty);
    }
}
