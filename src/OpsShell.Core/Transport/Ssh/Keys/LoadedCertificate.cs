using Renci.SshNet.Security;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>A user certificate from a file or an agent.</summary>
/// <param name="Path">The file, for messages.</param>
/// <param name="Blob">Its bytes.</param>
/// <param name="Certificate">What it says.</param>
/// <param name="PublicBlob">The public key that it certifies.</param>
internal sealed record LoadedCertificate(string Path, byte[] Blob, Certificate Certificate, byte[] PublicBlob)
{
    /// <summary>Whether it certifies this public key.</summary>
    public bool IsFor(ReadOnlySpan<byte> publicBlob) => publicBlob.SequenceEqual(PublicBlob);

    /// <summary>Reads a file; what is wrong with it goes to <paramref name="problems"/>.</summary>
    public static LoadedCertificate? Read(string path, List<string> problems)
    {
        try
        {
            if (PublicKeyText.Parse(File.ReadAllText(path)) is not { } blob || FromBlob(path, blob) is not { } loaded)
            {
                problems.Add($"{path}: it is no OpenSSH certificate");
                return null;
            }
            var now = DateTimeOffset.UtcNow;
            if (now > loaded.Certificate.ValidBefore)
                problems.Add(FormattableString.Invariant($"{path}: the certificate expired at {loaded.Certificate.ValidBefore:u}"));
            return loaded;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            problems.Add($"{path}: it cannot be read: {error.Message}");
            return null;
        }
    }

    /// <summary>Reads a certificate; null when it is none, or of a type that is not supported.</summary>
    public static LoadedCertificate? FromBlob(string path, byte[] blob)
    {
        try
        {
            var certificate = new Certificate(blob);
            return new LoadedCertificate(path, blob, certificate, PublicKeyText.BlobOf(certificate.Key));
        }
#pragma warning disable CA1031 // Whatever the parser trips over, these bytes are no certificate.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }
}
