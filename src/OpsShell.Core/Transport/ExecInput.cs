namespace OpsShell.Core.Transport;

/// <summary>
/// Standard input in two parts. A shell that reads its script from a pipe reads ahead (dash: 8 kB), and would take what
/// follows for more script; so the second part waits until the script says that it has begun.
/// </summary>
/// <param name="First">Sent at once.</param>
/// <param name="Later">Sent when it is wanted; may be empty.</param>
/// <param name="LaterWanted">Set by the receiver when the process is ready for <paramref name="Later"/>; null when there is none.</param>
internal readonly record struct ExecInput(ReadOnlyMemory<byte> First, ReadOnlyMemory<byte> Later = default, ManualResetEventSlim? LaterWanted = null)
{
    /// <summary>Input in one part.</summary>
    public static implicit operator ExecInput(ReadOnlyMemory<byte> input) => new(input);

    /// <summary>Input in one part.</summary>
    public static implicit operator ExecInput(byte[] input) => new(input);
}
