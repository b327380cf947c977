using System.Diagnostics;
using CsCheck;
using OpsShell.Core.Probing;
using OpsShell.Testing;

namespace OpsShell.Core.Tests.Probing;

public sealed class ShellPatternTests
{
    [Theory]
    [InlineData("/sys/block/*/stat", "/sys/block/sda/stat", true)]
    [InlineData("/sys/block/*/stat", "/sys/block/a/b/stat", false)]
    [InlineData("/etc/*.conf", "/etc/.hidden.conf", false)]
    [InlineData("/etc/.*.conf", "/etc/.hidden.conf", true)]
    [InlineData("/proc/[0-9]*/stat", "/proc/12/stat", true)]
    [InlineData("/proc/[0-9]*/stat", "/proc/self/stat", false)]
    [InlineData("/a/[!x]y", "/a/zy", true)]
    [InlineData("/a/[!x]y", "/a/xy", false)]
    [InlineData("/a/?", "/a/b", true)]
    [InlineData("/a/?", "/a/bc", false)]
    [InlineData("/a/[b", "/a/[b", true)]
    [InlineData("/a/*", "/a/b\nc", true)]
    public void It_matches_as_a_shell_does(string pattern, string path, bool expected) =>
        Assert.Equal(expected, new ShellPattern(pattern).IsMatch(path));

    [Fact]
    public void It_agrees_with_sh_on_random_patterns_and_names()
    {
        using var folder = new TemporaryFolder();
        var names = Gen.String[Gen.Char["ab.1-"], 1, 4].Where(name => name is not ("." or "..") && !name.StartsWith('-'));
        var patterns = Gen.Int[0, 8].Select(i => new[] { "*", "?", "[ab]", "[!a]", "[a-b]", "a", "b", ".", "1" }[i]).Array[1, 4].Select(string.Concat);
        Gen.Select(names.HashSet[1, 8], patterns.Where(pattern => pattern is not ("." or ".."))).Sample((files, pattern) =>
        {
            var place = folder[Guid.NewGuid().ToString("N")];
            Directory.CreateDirectory(place);
            foreach (var file in files)
                File.WriteAllText(Path.Combine(place, file), "");
            var ours = files.Where(file => ShellPattern.IsNameMatch(pattern, file)).Order(StringComparer.Ordinal);
            return ours.SequenceEqual(ByShell(place, pattern).Order(StringComparer.Ordinal));
        }, iter: 60, threads: 1);
    }

    private static IEnumerable<string> ByShell(string folder, string pattern)
    {
        var start = new ProcessStartInfo("sh", ["-c", $"cd \"$1\" && for f in {pattern}; do [ -e \"$f\" ] && echo \"$f\"; done; true", "sh", folder])
        {
            RedirectStandardOutput = true,
            Environment = { ["LC_ALL"] = "C" },
        };
        using var process = Process.Start(start)!;
        // A directory's own two entries are no files of it.
        return process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(name => name is not ("." or ".."));
    }
}
