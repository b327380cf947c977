using Renci.SshNet;
using Renci.SshNet.Common;
using Renci.SshNet.Security;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>What a key file brought: a usable key, or its public half, or a problem.</summary>
/// <param name="Path">The file.</param>
/// <param name="Key">The private key; null when it cannot be used.</param>
/// <param name="PublicBlob">The public key, which finds the same key in an agent.</param>
/// <param name="Problem">Why the private key cannot be used; null when it can, or when there is only a public key.</param>
internal sealed record KeyFile(string Path, Key? Key, byte[]? PublicBlob, string? Problem)
{
    private const UnixFileMode OthersMayUse = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Reads a file, which may also be a public key whose private half is in an agent.</summary>
    public static KeyFile Read(string path, string? passphrase)
    {
        try
        {
            if (!File.Exists(path))
                return new KeyFile(path, null, ReadPublic(path + ".pub"), "the file does not exist");
            var text = File.ReadAllText(path);
            if (PublicKeyText.Parse(text) is { } publicOnly)
                return new KeyFile(path, null, publicOnly, null);
            var publicBlob = PublicKeyText.FromPrivate(text) ?? ReadPublic(path + ".pub");
            return PermissionProblem(path) is { } problem
                ? new KeyFile(path, null, publicBlob, problem)
                : ReadPrivate(path, publicBlob, passphrase);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new KeyFile(path, null, null, $"it cannot be read: {error.Message}");
        }
    }

    private static KeyFile ReadPrivate(string path, byte[]? publicBlob, string? passphrase)
    {
        try
        {
            var file = new PrivateKeyFile(path, passphrase);
            return new KeyFile(path, file.Key, PublicKeyText.BlobOf(file.Key), null);
        }
        catch (SshPassPhraseNullOrEmptyException)
        {
            return new KeyFile(path, null, publicBlob, "it is encrypted; load it into ssh-agent, or give its passphrase as the password of -Credential");
        }
#pragma warning disable CA1031 // Whatever the parser trips over, it is this file that is bad.
        catch (Exception error)
#pragma warning restore CA1031
        {
            var encrypted = passphrase is not null && IsEncrypted(path);
            return new KeyFile(path, null, publicBlob, encrypted
                ? "it is encrypted, and the passphrase is wrong"
                : $"it is no private key that can be read ({HostText.Clean(error.Message)})");
        }
    }

    // A file that asks for a passphrase when none is given is encrypted.
    private static bool IsEncrypted(string path)
    {
        try
        {
            _ = new PrivateKeyFile(path, (string?)null);
            return false;
        }
        catch (SshPassPhraseNullOrEmptyException)
        {
            return true;
        }
#pragma warning disable CA1031 // Any other failure says that it is damaged rather than encrypted.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }

    // As ssh: a private key that others may read is no longer private, and is not used.
    private static string? PermissionProblem(string path)
    {
        var mode = File.GetUnixFileMode(path);
        return (mode & OthersMayUse) == 0
            ? null
            : $"its permissions 0{Convert.ToString((int)mode, 8)} let others use it; run: chmod 600 {path}";
    }

    private static byte[]? ReadPublic(string path) => File.Exists(path) ? PublicKeyText.Parse(File.ReadAllText(path)) : null;
}
