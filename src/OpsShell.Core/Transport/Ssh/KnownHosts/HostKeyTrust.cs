namespace OpsShell.Core.Transport.Ssh;

/// <summary>What known_hosts says about the key that a server showed.</summary>
internal enum HostKeyTrust
{
    /// <summary>It is the host's key, or a trusted authority signed it for this host.</summary>
    Trusted,

    /// <summary>No line is about this host.</summary>
    Unknown,

    /// <summary>The host is known by another key.</summary>
    Changed,

    /// <summary>The key, or the authority that signed it, is revoked.</summary>
    Revoked,

    /// <summary>A trusted authority signed the certificate, but not for this host, or not for now.</summary>
    CertificateInvalid,
}
