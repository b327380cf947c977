namespace OpsShell.Core.Transport.Ssh;

/// <summary>The way to a host through a jump host: a local address that leads there.</summary>
internal abstract class SshRoute : IDisposable
{
    /// <summary>The local address.</summary>
    public abstract string Host { get; }

    /// <summary>The local port.</summary>
    public abstract int Port { get; }

    /// <summary>Why the jump host could not open the way; null when it did not say.</summary>
    public abstract NodeException? Failure { get; }

    /// <summary>Closes the way.</summary>
    public abstract void Dispose();
}
