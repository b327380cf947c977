using System.Security.Cryptography;
using System.Text;

namespace OpsShell.Fleet;

/// <summary>Names of nodes as names of files. Pure.</summary>
internal static class SafeFileName
{
    private const int Longest = 100;

    /// <summary>
    /// The name itself when it is plain: letters, digits, <c>. _ -</c>, no dot or hyphen in front. Else what is plain of it and a
    /// hash of the whole, so that two names never meet in one file and none leaves its folder.
    /// </summary>
    public static string For(string name)
    {
        var plain = string.Concat(name.Take(Longest).Select(character => IsPlain(character) ? character : '_'));
        if (plain.Length == 0 || plain[0] is '.' or '-')
            plain = "_" + plain;
        return plain == name ? name : $"{plain}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..8]}";
    }

    private static bool IsPlain(char character) => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-';
}
