using System.Globalization;
using System.Management.Automation;
using System.Net;
using System.Security;
using System.Security.Cryptography;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>
/// The text form of secure strings that PowerShell reads and writes: with a key, AES in CBC mode under a fixed mark; without one,
/// on Unix, merely hexadecimal digits, which hide a secret from nobody.
/// </summary>
internal static class SecureText
{
    // Says 'with a key', in every version of PowerShell.
    private const string KeyMark = "76492d1116743f0423413b16050a5345";
    private const string Version = "2";

    /// <summary>The plain text.</summary>
    public static string Reveal(SecureString secret) => new NetworkCredential("", secret).Password;

    /// <summary>A secure string of plain text.</summary>
    public static SecureString Hide(string text)
    {
        var secret = new SecureString();
        foreach (var character in text)
            secret.AppendChar(character);
        secret.MakeReadOnly();
        return secret;
    }

    /// <summary>The bytes of a key that is a secure string.</summary>
    public static byte[] KeyBytes(SecureString key) => Encoding.Unicode.GetBytes(Reveal(key));

    /// <summary>Writes a secret.</summary>
    /// <exception cref="PSArgumentException">The key is not of 16, 24 or 32 bytes.</exception>
    public static string Write(SecureString secret, byte[]? key)
    {
        var plain = Encoding.Unicode.GetBytes(Reveal(secret));
        if (key is null)
            return Convert.ToHexStringLower(plain);
        using var aes = Cipher(key);
        var cipher = Convert.ToHexStringLower(aes.EncryptCbc(plain, aes.IV));
        var packed = string.Create(CultureInfo.InvariantCulture, $"{Version}|{Convert.ToBase64String(aes.IV)}|{cipher}");
        return KeyMark + Convert.ToBase64String(Encoding.Unicode.GetBytes(packed));
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="PSArgumentException">It is not that, or the key is not of 16, 24 or 32 bytes.</exception>
    /// <exception cref="CryptographicException">The key is not the one it was written with.</exception>
    public static SecureString Read(string text, byte[]? key) =>
        Hide(Encoding.Unicode.GetString(key is null ? Digits(text) : Decrypt(text, key)));

    private static Aes Cipher(byte[] key)
    {
        if (key.Length is not (16 or 24 or 32))
            throw new PSArgumentException("The specified key is not valid. Valid key length settings are either 128 bits, 192 bits, or 256 bits.");
        var aes = Aes.Create();
        aes.Key = key;
        return aes;
    }

    private static byte[] Digits(string text)
    {
        if (text.Length % 2 != 0 || !text.All(char.IsAsciiHexDigit))
            throw new PSArgumentException($"The parameter value \"{text}\" is not a valid encrypted string.");
        var bytes = Convert.FromHexString(text);
        return bytes.Length % sizeof(char) == 0 ? bytes : throw new PSArgumentException("Could not decrypt data. The data was not encrypted with this key.");
    }

    private static byte[] Decrypt(string text, byte[] key)
    {
        if (!text.StartsWith(KeyMark, StringComparison.OrdinalIgnoreCase))
            throw new FormatException("The text was not written with a key.");
        var parts = Encoding.Unicode.GetString(Convert.FromBase64String(text[KeyMark.Length..])).Split('|');
        if (parts is not [Version, var vector, var cipher])
            throw new FormatException("The text is not an encrypted secret of a known version.");
        using var aes = Cipher(key);
        return aes.DecryptCbc(Convert.FromHexString(cipher), Convert.FromBase64String(vector));
    }
}
