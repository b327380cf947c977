using System.Security.Cryptography;
using System.Text;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>Matches names against the host field of known_hosts (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT).</summary>
internal static class HostPattern
{
    private const string HashMagic = "|1|";

    /// <summary>Whether the field is a hashed name.</summary>
    public static bool IsHashed(ReadOnlySpan<char> hosts) => hosts.StartsWith(HashMagic, StringComparison.Ordinal);

    /// <summary>Whether the field needs matching, and cannot be looked up in an index.</summary>
    public static bool IsPattern(ReadOnlySpan<char> hosts) => hosts.IndexOfAny("*?!") >= 0;

    /// <summary>Whether a comma-separated list of patterns matches. One that is negated and matches rules the whole list out.</summary>
    public static bool MatchesList(ReadOnlySpan<char> patterns, string name)
    {
        var matched = false;
        foreach (var range in patterns.Split(','))
        {
            var pattern = patterns[range];
            var negated = pattern.StartsWith("!", StringComparison.Ordinal);
            if (!Matches(negated ? pattern[1..] : pattern, name))
                continue;
            if (negated)
                return false;
            matched = true;
        }
        return matched;
    }

    /// <summary>Whether one pattern of <c>*</c> and <c>?</c> matches, without regard to case; linear in time for one star, never exponential.</summary>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        int p = 0, n = 0, star = -1, mark = 0;
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                mark = n;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || char.ToLowerInvariant(pattern[p]) == char.ToLowerInvariant(name[n])))
            {
                p++;
                n++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                n = ++mark;
            }
            else
            {
                return false;
            }
        }
        return pattern[p..].TrimStart('*').IsEmpty;
    }

    /// <summary>Whether a hashed field (<c>|1|salt|hash</c>, HMAC-SHA1 keyed with the salt) is this name's. Malformed ones match nothing.</summary>
    public static bool MatchesHash(ReadOnlySpan<char> hosts, ReadOnlySpan<byte> name)
    {
        var rest = hosts[HashMagic.Length..];
        var bar = rest.IndexOf('|');
        Span<byte> salt = stackalloc byte[64];
        Span<byte> expected = stackalloc byte[64];
        if (bar < 0 || rest.Length > 128
            || !Convert.TryFromBase64Chars(rest[..bar], salt, out var saltLength)
            || !Convert.TryFromBase64Chars(rest[(bar + 1)..], expected, out var hashLength)
            || hashLength != HMACSHA1.HashSizeInBytes)
            return false;
        Span<byte> actual = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The format prescribes SHA-1; it only hides names, it protects no key.
        HMACSHA1.HashData(salt[..saltLength], name, actual);
#pragma warning restore CA5350
        return actual.SequenceEqual(expected[..hashLength]);
    }

    /// <summary>The name hashed with a new salt.</summary>
    public static string Hash(string name)
    {
        var salt = RandomNumberGenerator.GetBytes(HMACSHA1.HashSizeInBytes);
#pragma warning disable CA5350 // As above.
        var hash = HMACSHA1.HashData(salt, Encoding.UTF8.GetBytes(name));
#pragma warning restore CA5350
        return $"{HashMagic}{Convert.ToBase64String(salt)}|{Convert.ToBase64String(hash)}";
    }
}
