namespace OpsShell.Core.Transport;

/// <summary>Takes the answer to a probe, within the batch's limit.</summary>
internal sealed class ProbeReceiver(int limit) : IExecOutput
{
    private const int ErrorLimit = 4 << 20;

    /// <summary>Standard output.</summary>
    public BoundedBuffer Output { get; } = new(limit);

    /// <summary>Standard error; only reasons stand there, so a smaller limit will do.</summary>
    public BoundedBuffer Errors { get; } = new(ErrorLimit);

    bool IExecOutput.Output(ReadOnlySpan<byte> bytes) => Output.Append(bytes);

    bool IExecOutput.Error(ReadOnlySpan<byte> bytes) => Errors.Append(bytes);
}
