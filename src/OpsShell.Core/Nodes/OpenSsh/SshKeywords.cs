using System.Collections.Frozen;
using OpsShell.Core.Text;

namespace OpsShell.Core.Nodes.OpenSsh;

/// <summary>
/// The keywords of ssh_config(5), OpenSSH 10, with those of its older releases and of distributions' patches. Those without a
/// meaning here are passed over in silence; one that nobody knows is a slip of the pen, which OpenSSH refuses.
/// </summary>
internal static class SshKeywords
{
    private static readonly FrozenSet<string> Known = """
        AddKeysToAgent AddressFamily BatchMode BindAddress BindInterface CanonicalDomains CanonicalizeFallbackLocal
        CanonicalizeHostname CanonicalizeMaxDots CanonicalizePermittedCNAMEs CASignatureAlgorithms CertificateFile ChallengeResponseAuthentication
        ChannelTimeout CheckHostIP Cipher Ciphers ClearAllForwardings Compression CompressionLevel ConnectionAttempts ConnectTimeout ControlMaster
        ControlPath ControlPersist DSAAuthentication DynamicForward EnableEscapeCommandline EnableSSHKeysign EscapeChar
        ExitOnForwardFailure FallBackToRsh FingerprintHash ForkAfterAuthentication ForwardAgent ForwardX11 ForwardX11Timeout
        ForwardX11Trusted GatewayPorts GlobalKnownHostsFile GSSAPIAuthentication GSSAPIClientIdentity GSSAPIDelegateCredentials
        GSSAPIKexAlgorithms GSSAPIKeyExchange GSSAPIRenewalForcesRekey GSSAPIServerIdentity GSSAPITrustDns HashKnownHosts Host
        HostbasedAcceptedAlgorithms HostbasedAuthentication HostbasedKeyTypes HostKeyAlgorithms HostKeyAlias HostName
        IdentitiesOnly IdentityAgent IdentityFile IgnoreUnknown Include IPQoS KbdInteractiveAuthentication
        KbdInteractiveDevices KexAlgorithms KnownHostsCommand LocalCommand LocalForward LogLevel LogVerbose MACs Match
        NoHostAuthenticationForLocalhost NumberOfPasswordPrompts ObscureKeystrokeTiming PasswordAuthentication
        PermitLocalCommand PermitRemoteOpen PKCS11Provider Port PreferredAuthentications Protocol ProxyCommand ProxyJump
        ProxyUseFdpass PubkeyAcceptedAlgorithms PubkeyAcceptedKeyTypes PubkeyAuthentication RefuseConnection RekeyLimit
        RemoteCommand RemoteForward RequestTTY RequiredRSASize RevokedHostKeys RhostsRSAAuthentication RSAAuthentication
        RSAMinSize SecurityKeyProvider SendEnv ServerAliveCountMax ServerAliveInterval SessionType SetEnv SkeyAuthentication
        SmartcardDevice StdinNull StreamLocalBindMask StreamLocalBindUnlink StrictHostKeyChecking SyslogFacility Tag
        TCPKeepAlive KeepAlive Tunnel TunnelDevice UpdateHostKeys UseKeychain UsePrivilegedPort User UserKnownHostsFile UseRoaming
        UseRsh VerifyHostKeyDNS VersionAddendum VisualHostKey WarnWeakCrypto XAuthLocation
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>What to tell the user about a line's keyword; null when there is such a keyword.</summary>
    public static string? Warning(SshConfigLine line) =>
        Known.Contains(line.Keyword)
            ? null
            : $"{line.Place}: there is no ssh_config keyword '{line.Keyword}', so the line is passed over.{NearMatch.Question(line.Keyword, Known)}";
}
