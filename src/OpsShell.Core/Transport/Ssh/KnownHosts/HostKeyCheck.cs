using Renci.SshNet.Security;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>
/// Decides whether a host key is to be trusted. The rules are OpenSSH's (sshd(8)), with one difference: a host that is known by
/// keys of other types only counts as changed, because a machine in the middle could simply show a key of a type not yet known.
/// </summary>
internal static class HostKeyCheck
{
    /// <summary>Judges a key by the lines that match the host.</summary>
    /// <param name="key">The key that the server proved to have.</param>
    /// <param name="lines">Lines for the host under the name with its port.</param>
    /// <param name="hostName">The name that must stand in a certificate.</param>
    /// <param name="now">The time for the validity of certificates.</param>
    public static HostKeyVerdict Judge(HostKey key, IReadOnlyCollection<KnownHostEntry> lines, string hostName, DateTimeOffset now)
    {
        var authority = key.Certificate is { } signed ? Convert.ToBase64String(signed.CertificateAuthorityKey) : null;
        var revoked = lines.FirstOrDefault(line => line.Marker == KnownHostMarker.Revoked
            && (line.HasKey(key.Base64) || (authority is not null && line.HasKey(authority))));
        if (revoked is not null)
            return new HostKeyVerdict(HostKeyTrust.Revoked, revoked);
        if (authority is not null
            && lines.FirstOrDefault(line => line.Marker == KnownHostMarker.CertificateAuthority && line.HasKey(authority)) is { } trusted)
        {
            var problem = CertificateProblem(key.Certificate!, hostName, now);
            return new HostKeyVerdict(problem.Length == 0 ? HostKeyTrust.Trusted : HostKeyTrust.CertificateInvalid, trusted, problem);
        }
        var plain = lines.Where(line => line.Marker == KnownHostMarker.None).ToArray();
        if (plain.FirstOrDefault(line => line.HasKey(key.Base64)) is { } same)
            return new HostKeyVerdict(HostKeyTrust.Trusted, same);
        var other = plain.FirstOrDefault(line => line.KeyType == key.Type) ?? plain.FirstOrDefault();
        return other is null ? new HostKeyVerdict(HostKeyTrust.Unknown) : new HostKeyVerdict(HostKeyTrust.Changed, other);
    }

    /// <summary>Why a host certificate does not hold for a host (PROTOCOL.certkeys); empty when it does.</summary>
    public static string CertificateProblem(Certificate certificate, string hostName, DateTimeOffset now)
    {
        var seconds = (ulong)Math.Max(0, now.ToUnixTimeSeconds());
        if (certificate.Type != Certificate.CertificateType.Host)
            return "it is not a host certificate";
        if (seconds < certificate.ValidAfterUnixSeconds)
            return "it is not valid yet";
        if (seconds >= certificate.ValidBeforeUnixSeconds)
            return "it has expired";
        if (certificate.CriticalOptions.Count > 0)
            return $"it has the critical option '{HostText.Clean(certificate.CriticalOptions.Keys.First())}', which is unknown for hosts";
        if (certificate.ValidPrincipals.Count > 0 && !certificate.ValidPrincipals.Any(name => HostPattern.Matches(name, hostName)))
            return $"it is for {HostText.Clean(string.Join(", ", certificate.ValidPrincipals))}, not for {hostName}";
        return "";
    }
}
