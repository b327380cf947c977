namespace OpsShell.Core.Transport;

/// <summary>Receives the output of a command while it runs, on the thread of its connection.</summary>
public interface ICommandSink
{
    /// <summary>Bytes of standard output, as they came.</summary>
    void Output(ReadOnlySpan<byte> bytes);

    /// <summary>Bytes of standard error, as they came.</summary>
    void Error(ReadOnlySpan<byte> bytes);
}
