namespace OpsShell.Core.Transport.Ssh;

/// <summary>How far connecting has come.</summary>
internal enum ConnectPhase
{
    /// <summary>Connecting to the jump host.</summary>
    Jump,

    /// <summary>Looking up the address.</summary>
    Resolve,

    /// <summary>TCP connect, and waiting for the server to say that it speaks SSH.</summary>
    Connect,

    /// <summary>Key exchange, with the check of the host key.</summary>
    KeyExchange,

    /// <summary>Login.</summary>
    Authentication,

    /// <summary>Logged in.</summary>
    Done,
}
