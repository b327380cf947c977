namespace OpsShell.Core.Transport;

/// <summary>
/// The stable ids of what can go wrong between OpsShell and a node. They are the <c>FullyQualifiedErrorId</c> of the error
/// records and stand in json output, so a value is never renamed or reused.
/// </summary>
public enum NodeErrorId
{
    /// <summary>Something that none of the others says; the message has the detail.</summary>
    Unexpected,

    /// <summary>The name does not resolve to an address.</summary>
    HostUnknown,

    /// <summary>The port answered with a reset: nothing listens there.</summary>
    ConnectionRefused,

    /// <summary>No route, network down, or a firewall said no.</summary>
    HostUnreachable,

    /// <summary>No answer within the connect time limit.</summary>
    ConnectTimedOut,

    /// <summary>What answers on the port does not speak SSH, or the key exchange found nothing in common.</summary>
    HandshakeFailed,

    /// <summary>The host key is in no known_hosts file.</summary>
    HostKeyUnknown,

    /// <summary>known_hosts has another key for this host: a reinstalled node, or somebody in the middle.</summary>
    HostKeyChanged,

    /// <summary>The host key, or the authority that signed it, is marked @revoked.</summary>
    HostKeyRevoked,

    /// <summary>The server refused every key, certificate and password that was offered.</summary>
    AuthenticationFailed,

    /// <summary>A private key or certificate could not be read, or its passphrase is missing or wrong.</summary>
    KeyUnusable,

    /// <summary>A host of the ProxyJump chain could not be passed.</summary>
    JumpFailed,

    /// <summary>The connection ended before the answer was complete.</summary>
    ConnectionLost,

    /// <summary>The node did not answer within the time limit.</summary>
    NodeTimedOut,

    /// <summary>The user interrupted the command.</summary>
    Cancelled,

    /// <summary>The node's login shell did not start a POSIX sh.</summary>
    ShellUnusable,

    /// <summary>The node lacks a program that reading it needs; the message names it.</summary>
    ToolMissing,

    /// <summary>sudo refused: a password is needed, it was wrong, or the user is not allowed.</summary>
    BecomeFailed,

    /// <summary>The node sent more than the limit.</summary>
    OutputTooLarge,

    /// <summary>The node's answer does not follow the framing.</summary>
    ProtocolError,

    /// <summary>What was asked needs a live node, or another transport.</summary>
    NotSupported,

    /// <summary>A recording or a mounted root does not exist or cannot be read.</summary>
    SourceUnreadable,

    /// <summary>A recording is damaged, truncated or hostile.</summary>
    SnapshotInvalid,

    /// <summary>A file to copy does not exist.</summary>
    FileNotFound,

    /// <summary>A file or folder may not be read or written.</summary>
    FileDenied,

    /// <summary>The file system of the target is full, or a quota is used up.</summary>
    DiskFull,

    /// <summary>What arrived does not have the checksum of what was sent.</summary>
    ChecksumMismatch,

    /// <summary>A copy failed for another reason.</summary>
    CopyFailed,

    /// <summary>What is to be changed is no longer as it was seen, or somebody else is changing it.</summary>
    ChangeConflict,

    /// <summary>A step of a change failed; those before it are in force unless the message says that they were undone.</summary>
    ChangeFailed,

    /// <summary>The machine that answers under the name is not the one that was changed.</summary>
    NotTheSameNode,

    /// <summary>The journal of changes cannot be read or written.</summary>
    JournalFailed,
}
