using Renci.SshNet;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>
/// Which algorithms are offered, and in which order. SSH.NET's own order costs up to fifteen times the processor time of this
/// one (sntrup761 in managed code: 61 ms a login). Nothing that rests on SHA-1, CBC or a 1024 bit group is offered.
/// </summary>
internal static class SshAlgorithms
{
    private static readonly string[] _fastKeyExchange =
    [
        "mlkem768x25519-sha256", "curve25519-sha256", "curve25519-sha256@libssh.org",
        "ecdh-sha2-nistp256", "ecdh-sha2-nistp384", "ecdh-sha2-nistp521",
        "sntrup761x25519-sha512", "sntrup761x25519-sha512@openssh.com",
        "diffie-hellman-group16-sha512", "diffie-hellman-group14-sha256",
    ];

    private static readonly string[] _postQuantumKeyExchange =
        ["mlkem768x25519-sha256", "sntrup761x25519-sha512", "sntrup761x25519-sha512@openssh.com"];

    private static readonly string[] _ciphers =
    [
        "aes128-gcm@openssh.com", "aes256-gcm@openssh.com", "chacha20-poly1305@openssh.com", "aes128-ctr", "aes192-ctr", "aes256-ctr",
    ];

    private static readonly string[] _macs =
        ["hmac-sha2-256-etm@openssh.com", "hmac-sha2-512-etm@openssh.com", "hmac-sha2-256", "hmac-sha2-512"];

    private static readonly string[] _keyTypes =
        ["ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-rsa"];

    private const string CertificateSuffix = "-cert-v01@openssh.com";

    /// <summary>Ciphers in the order of preference.</summary>
    public static IReadOnlyList<string> Ciphers => _ciphers;

    /// <summary>Message authentication codes in the order of preference.</summary>
    public static IReadOnlyList<string> Macs => _macs;

    /// <summary>Key exchange in the order of preference.</summary>
    public static IReadOnlyList<string> KeyExchange(PostQuantumPolicy policy) =>
        policy == PostQuantumPolicy.Require ? _postQuantumKeyExchange : _fastKeyExchange;

    /// <summary>
    /// Host key algorithms in the order of preference: the types that known_hosts has for this host first, so that a host known by
    /// its RSA key is asked for that one and not reported as changed for its unknown Ed25519 key. Certificates are asked for
    /// only where an authority is trusted for the host.
    /// </summary>
    public static IReadOnlyList<string> HostKeys(IReadOnlyCollection<string> knownTypes, bool authorityKnown)
    {
        var types = _keyTypes.OrderBy(type => knownTypes.Contains(type) ? 0 : 1).ToArray();
        var plain = types.SelectMany(Signatures);
        return [.. authorityKnown ? types.SelectMany(Signatures).Select(name => name + CertificateSuffix) : [], .. plain];
    }

    /// <summary>Sets what <paramref name="info"/> offers.</summary>
    public static void Apply(ConnectionInfo info, PostQuantumPolicy policy, IReadOnlyList<string> hostKeys)
    {
        Keep(info.KeyExchangeAlgorithms, KeyExchange(policy));
        Keep(info.Encryptions, _ciphers);
        Keep(info.HmacAlgorithms, _macs);
        Keep(info.HostKeyAlgorithms, hostKeys);
        Keep(info.CompressionAlgorithms, ["none"]);
    }

    // RSA keys sign with SHA-2 only; ssh-rsa as a signature means SHA-1.
    private static string[] Signatures(string type) => type == "ssh-rsa" ? ["rsa-sha2-512", "rsa-sha2-256"] : [type];

    // Over references alone: what is generic over pairs has to be compiled at each start.
    private static void Keep<T>(IOrderedDictionary<string, T> offered, IReadOnlyList<string> names)
        where T : class?
    {
        var kept = names.Where(offered.ContainsKey).ToArray();
        var algorithms = Array.ConvertAll(kept, name => offered[name]);
        offered.Clear();
        for (var i = 0; i < kept.Length; i++)
            offered.Add(kept[i], algorithms[i]);
    }
}
