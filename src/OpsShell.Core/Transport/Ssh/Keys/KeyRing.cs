using System.Collections.Immutable;
using System.Net.Sockets;
using System.Security.Cryptography;
using Renci.SshNet.Security;
using Renci.SshNet.Security.Cryptography;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>
/// The keys to log in with, in the order of trial: files that the command named, keys of the agent that match a configured
/// file, configured files, the agent's other keys, OpenSSH's default files. A certificate goes before its bare key. The order keeps what the
/// user meant within the server's MaxAuthTries.
/// </summary>
/// <param name="Keys">The keys.</param>
/// <param name="Problems">What could not be used, and why; worth telling only when no login succeeds.</param>
/// <param name="Unusable">
/// The first file that the command named and that cannot be used, nor its key in the agent; null when there is none. Logging in
/// with another key than the one the user named is not what was asked for.
/// </param>
internal sealed record KeyRing(ImmutableArray<UserKey> Keys, ImmutableArray<string> Problems, string? Unusable)
{
    private const string CertificateSuffix = "-cert-v01@openssh.com";

    /// <summary>Reads key files and asks the agent.</summary>
    public static KeyRing Load(IdentitySettings settings)
    {
        var problems = new List<string>();
        var files = settings.Files.Select(path => KeyFile.Read(path, settings.Passphrase)).ToArray();
        var defaults = settings.Defaults.ToHashSet(StringComparer.Ordinal);
        problems.AddRange(files
            .Where(file => file.Problem is not null && !(defaults.Contains(file.Path) && !File.Exists(file.Path)))
            .Select(file => $"{file.Path}: {file.Problem}"));
        var certificates = settings.Certificates.Concat(settings.Files.Select(path => path + "-cert.pub").Where(File.Exists))
            .Select(path => LoadedCertificate.Read(path, problems)).OfType<LoadedCertificate>().ToArray();
        var agent = settings.AgentSocket is null ? [] : AgentKeys(new AgentClient(settings.AgentSocket), certificates, problems);
        var configured = files.Select(file => file.PublicBlob).OfType<byte[]>().Select(Convert.ToBase64String).ToHashSet(StringComparer.Ordinal);

        var fileKeys = files.Where(file => file.Key is not null).ToLookup(file => settings.Explicit.Contains(file.Path), file => FileKeys(file, certificates));
        var ordered = fileKeys[true].SelectMany(keys => keys)
            .Concat(agent.Where(key => configured.Contains(key.PublicBlob)).Select(key => key.Key))
            .Concat(fileKeys[false].SelectMany(keys => keys));
        if (!settings.IdentitiesOnly)
            ordered = ordered.Concat(agent.Where(key => !configured.Contains(key.PublicBlob)).Select(key => key.Key));
        var inAgent = agent.Select(key => key.PublicBlob).ToHashSet(StringComparer.Ordinal);
        var unusable = files.FirstOrDefault(file => file.Problem is not null && settings.Explicit.Contains(file.Path)
            && !(file.PublicBlob is { } blob && inAgent.Contains(Convert.ToBase64String(blob))));
        return new KeyRing(
            [.. ordered.DistinctBy(key => Convert.ToBase64String(key.Algorithms[0].Data))], [.. problems], unusable is null ? null : $"{unusable.Path}: {unusable.Problem}");
    }

    private static UserKey[] FileKeys(KeyFile file, LoadedCertificate[] certificates)
    {
        var key = file.Key!;
        var plain = new UserKey(file.Path, Plain(key), InAgent: false);
        return [.. certificates.Where(certificate => certificate.IsFor(file.PublicBlob!))
            .Select(certificate => new UserKey(certificate.Path, Certified(key, certificate.Certificate), InAgent: false)), plain];
    }

    private static HostAlgorithm[] Plain(Key key) => key is RsaKey rsa
        ? [
            new KeyHostAlgorithm("rsa-sha2-512", rsa, new RsaDigitalSignature(rsa, HashAlgorithmName.SHA512)),
            new KeyHostAlgorithm("rsa-sha2-256", rsa, new RsaDigitalSignature(rsa, HashAlgorithmName.SHA256)),
        ]
        : [new KeyHostAlgorithm(PublicKeyText.TypeOf(key), key)];

    private static HostAlgorithm[] Certified(Key key, Certificate certificate) => key is RsaKey rsa
        ? [
            new CertificateHostAlgorithm("rsa-sha2-512" + CertificateSuffix, rsa, certificate, new RsaDigitalSignature(rsa, HashAlgorithmName.SHA512)),
            new CertificateHostAlgorithm("rsa-sha2-256" + CertificateSuffix, rsa, certificate, new RsaDigitalSignature(rsa, HashAlgorithmName.SHA256)),
        ]
        : [new CertificateHostAlgorithm(certificate.Name, key, certificate)];

    private static (string PublicBlob, UserKey Key)[] AgentKeys(AgentClient agent, LoadedCertificate[] certificates, List<string> problems)
    {
        try
        {
            return [.. agent.List().SelectMany(identity => AgentKeys(agent, identity, certificates))];
        }
        catch (Exception error) when (error is SocketException or IOException or InvalidDataException)
        {
            problems.Add(error is SocketException && !File.Exists(agent.SocketPath)
                ? $"ssh-agent: there is no socket {agent.SocketPath}; unset SSH_AUTH_SOCK or start ssh-agent"
                : $"ssh-agent at {agent.SocketPath}: {HostText.Clean(error.Message)}");
            return [];
        }
    }

    private static IEnumerable<(string PublicBlob, UserKey Key)> AgentKeys(AgentClient agent, AgentIdentity identity, LoadedCertificate[] certificates)
    {
        var label = $"'{identity.Comment}' in ssh-agent";
        var plain = identity.Type.EndsWith(CertificateSuffix, StringComparison.Ordinal)
            ? LoadedCertificate.FromBlob(label, identity.Blob)?.PublicBlob ?? identity.Blob
            : identity.Blob;
        var publicBlob = Convert.ToBase64String(plain);
        foreach (var certificate in certificates.Where(certificate => certificate.IsFor(identity.Blob)))
            yield return (publicBlob, new UserKey($"{certificate.Path} with {label}", InAgent(agent, certificate.Certificate.Name, certificate.Blob, identity.Blob), true));
        yield return (publicBlob, new UserKey(label, InAgent(agent, identity.Type, identity.Blob, identity.Blob), true));
    }

    private static HostAlgorithm[] InAgent(AgentClient agent, string type, byte[] data, byte[] signer) => type switch
    {
        "ssh-rsa" =>
            [new AgentAlgorithm(agent, "rsa-sha2-512", data, signer, AgentClient.RsaSha512), new AgentAlgorithm(agent, "rsa-sha2-256", data, signer, AgentClient.RsaSha256)],
        "ssh-rsa" + CertificateSuffix =>
            [
                new AgentAlgorithm(agent, "rsa-sha2-512" + CertificateSuffix, data, signer, AgentClient.RsaSha512),
                new AgentAlgorithm(agent, "rsa-sha2-256" + CertificateSuffix, data, signer, AgentClient.RsaSha256),
            ],
        _ => [new AgentAlgorithm(agent, type, data, signer, 0)],
    };
}
