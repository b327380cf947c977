namespace OpsShell.Core.Transport;

/// <summary>How far a connection insists on key exchange that a quantum computer cannot open later.</summary>
public enum PostQuantumPolicy
{
    /// <summary>ML-KEM first, then X25519: safe today and up to fifteen times cheaper than sntrup761 where ML-KEM is missing.</summary>
    Prefer,

    /// <summary>Only ML-KEM and sntrup761 are offered; a server with neither is refused.</summary>
    Require,
}
