namespace OpsShell.Core.Transport.Ssh;

/// <summary>What a line of known_hosts says about its key.</summary>
internal enum KnownHostMarker
{
    /// <summary>The host has this key.</summary>
    None,

    /// <summary><c>@cert-authority</c>: the key signs certificates of these hosts.</summary>
    CertificateAuthority,

    /// <summary><c>@revoked</c>: the key must never be accepted.</summary>
    Revoked,
}
