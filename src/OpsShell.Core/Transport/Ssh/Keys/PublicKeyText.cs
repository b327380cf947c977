using Renci.SshNet.Security;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>Public keys and certificates as OpenSSH writes them to files.</summary>
internal static class PublicKeyText
{
    private const string PrivateHeader = "-----BEGIN OPENSSH PRIVATE KEY-----";
    private const string PrivateFooter = "-----END OPENSSH PRIVATE KEY-----";

    /// <summary>The blob of a one-line public key or certificate (<c>type base64 comment</c>); null when the text is none.</summary>
    public static byte[]? Parse(string text)
    {
        var fields = text.AsSpan().Trim().ToString().Split(' ', 3, StringSplitOptions.RemoveEmptyEntries);
        if (fields.Length < 2 || text.StartsWith("-----", StringComparison.Ordinal))
            return null;
        try
        {
            var blob = Convert.FromBase64String(fields[1].Split('\n')[0].Trim());
            return new SshWireReader(blob).ReadText() == fields[0] ? blob : null;
        }
        catch (Exception error) when (error is FormatException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>The public key that stands unencrypted in a private key of OpenSSH's own format (PROTOCOL.key); null when there is none.</summary>
    public static byte[]? FromPrivate(string text)
    {
        var start = text.IndexOf(PrivateHeader, StringComparison.Ordinal);
        var end = text.IndexOf(PrivateFooter, StringComparison.Ordinal);
        if (start < 0 || end < start)
            return null;
        try
        {
            var bytes = Convert.FromBase64String(text[(start + PrivateHeader.Length)..end]);
            var magic = "openssh-key-v1\0"u8;
            if (!bytes.AsSpan().StartsWith(magic))
                return null;
            var reader = new SshWireReader(bytes.AsSpan(magic.Length));
            reader.ReadString();
            reader.ReadString();
            reader.ReadString();
            return reader.ReadUInt32() == 1 ? reader.ReadString().ToArray() : null;
        }
        catch (Exception error) when (error is FormatException or InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>The public key of a loaded private key.</summary>
    public static byte[] BlobOf(Key key) => new KeyHostAlgorithm(TypeOf(key), key).Data;

    /// <summary>The type of a loaded private key.</summary>
    public static string TypeOf(Key key) => key switch
    {
        RsaKey => "ssh-rsa",
        ED25519Key => "ssh-ed25519",
        EcdsaKey ecdsa => $"ecdsa-sha2-nistp{ecdsa.KeyLength}",
        _ => throw new NotSupportedException($"keys of type {key.GetType().Name} are not supported"),
    };
}
