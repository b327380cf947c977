namespace OpsShell.Core.Facts;

/// <summary>Names of kernel parameters as sysctl.d(5) takes them.</summary>
public static class SysctlKey
{
    /// <summary>
    /// The path below /proc/sys (<c>net/ipv4/vs/conntrack</c>) for a key in either notation. Where a dot comes first, dots part the
    /// components and a slash stands for a dot in a name (<c>net.ipv4.conf.eth0/100.rp_filter</c>); where a slash comes first,
    /// everything stays as it is.
    /// </summary>
    public static string ToPath(string key)
    {
        var path = key.StartsWith("/proc/sys/", StringComparison.Ordinal) ? key["/proc/sys/".Length..] : key.TrimStart('/');
        var first = path.AsSpan().IndexOfAny('.', '/');
        return first < 0 || path[first] == '/' || key.StartsWith('/')
            ? path
            : string.Create(path.Length, path, (to, from) =>
            {
                for (var i = 0; i < from.Length; i++)
                    to[i] = from[i] switch { '.' => '/', '/' => '.', var other => other };
            });
    }

    /// <summary>Whether a path has pattern characters.</summary>
    public static bool IsPattern(string path) => path.AsSpan().IndexOfAny("*?[") >= 0;

    /// <summary>Whether a path matches a pattern of glob(7), component by component.</summary>
    public static bool Matches(string pattern, string path)
    {
        var patterns = pattern.Split('/');
        var names = path.Split('/');
        return patterns.Length == names.Length && patterns.Zip(names).All(pair => MatchesName(pair.First, pair.Second));
    }

    // Goes back to the last star only, so the time is bounded by the product of the lengths, whatever a node's file has.
    private static bool MatchesName(ReadOnlySpan<char> pattern, ReadOnlySpan<char> name)
    {
        int at = 0, next = 0, star = -1, resume = 0;
        while (next < name.Length)
        {
            if (at < pattern.Length && pattern[at] == '*')
                (star, resume) = (at++, next);
            else if (at < pattern.Length && TakeOne(pattern, ref at, name[next]))
                next++;
            else if (star >= 0)
                (at, next) = (star + 1, ++resume);
            else
                return false;
        }
        return pattern[at..].Trim('*').IsEmpty;
    }

    private static bool TakeOne(ReadOnlySpan<char> pattern, ref int at, char character)
    {
        var close = pattern[at] == '[' && at + 2 < pattern.Length ? pattern[(at + 2)..].IndexOf(']') : -1;
        if (close < 0)
        {
            var matches = pattern[at] == '?' || pattern[at] == character;
            at += matches ? 1 : 0;
            return matches;
        }
        var set = pattern.Slice(at + 1, close + 1);
        var negated = set[0] is '!' or '^';
        if (InSet(negated ? set[1..] : set, character) == negated)
            return false;
        at += set.Length + 2;
        return true;
    }

    private static bool InSet(ReadOnlySpan<char> set, char character)
    {
        for (var i = 0; i < set.Length; i++)
        {
            var isRange = i + 2 < set.Length && set[i + 1] == '-';
            if (isRange ? character >= set[i] && character <= set[i + 2] : character == set[i])
                return true;
            i += isRange ? 2 : 0;
        }
        return false;
    }
}
