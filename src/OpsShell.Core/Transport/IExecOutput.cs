namespace OpsShell.Core.Transport;

/// <summary>Receives what a remote process writes, on the thread that waits for it.</summary>
internal interface IExecOutput
{
    /// <summary>Bytes of standard output. False ends the process: the receiver has enough.</summary>
    bool Output(ReadOnlySpan<byte> bytes);

    /// <summary>Bytes of standard error. False ends the process: the receiver has enough.</summary>
    bool Error(ReadOnlySpan<byte> bytes);
}
