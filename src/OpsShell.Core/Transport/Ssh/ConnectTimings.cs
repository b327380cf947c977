namespace OpsShell.Core.Transport.Ssh;

/// <summary>Where the time of connecting went.</summary>
/// <param name="Resolve">Looking up the address; close to zero for a numeric one.</param>
/// <param name="Connect">TCP connect and the server's identification line (for sshd, this includes starting a process).</param>
/// <param name="KeyExchange">Key exchange and the check of the host key.</param>
/// <param name="Authentication">Login.</param>
public sealed record ConnectTimings(TimeSpan Resolve, TimeSpan Connect, TimeSpan KeyExchange, TimeSpan Authentication)
{
    /// <summary>All of it.</summary>
    public TimeSpan Total => Resolve + Connect + KeyExchange + Authentication;
}
