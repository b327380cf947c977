namespace OpsShell.Core.Nodes;

/// <summary>What happens to a host whose key is not in known_hosts. A changed or revoked key is refused under each of them.</summary>
public enum HostKeyPolicy
{
    /// <summary>Refuse the connection (OpenSSH: <c>StrictHostKeyChecking yes</c> or <c>ask</c>; a fleet tool cannot ask).</summary>
    Strict,

    /// <summary>Accept and record it (OpenSSH: <c>accept-new</c>; also what <c>no</c> becomes here).</summary>
    AcceptNew,
}
