using System.Security.Cryptography;
using Renci.SshNet.Security;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>The key that a server proved to have.</summary>
/// <param name="Type">The key's type, such as <c>ssh-ed25519</c>.</param>
/// <param name="Base64">The public key.</param>
/// <param name="Fingerprint">Its SHA-256 as <c>ssh</c> prints it, with <c>SHA256:</c> in front.</param>
/// <param name="Certificate">The certificate it came with, whose signature has been verified.</param>
internal sealed record HostKey(string Type, string Base64, string Fingerprint, Certificate? Certificate)
{
    /// <summary>Reads a public key.</summary>
    public static HostKey FromBlob(ReadOnlySpan<byte> blob, Certificate? certificate = null)
    {
        var type = new SshWireReader(blob).ReadText();
        return new HostKey(type, Convert.ToBase64String(blob), FingerprintOf(blob), certificate);
    }

    /// <summary>The SHA-256 fingerprint of a public key as <c>ssh-keygen -l</c> prints it.</summary>
    public static string FingerprintOf(ReadOnlySpan<byte> blob) => "SHA256:" + Convert.ToBase64String(SHA256.HashData(blob)).TrimEnd('=');
}
