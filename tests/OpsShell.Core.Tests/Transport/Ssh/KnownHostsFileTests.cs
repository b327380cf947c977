using System.Diagnostics;
using System.Text;
using CsCheck;
using OpsShell.Core.Transport.Ssh;

namespace OpsShell.Core.Tests.Transport.Ssh;

public sealed class KnownHostsFileTests
{
    private const string Key = "AAAAC3NzaC1lZDI1NTE5AAAAIIYvH3CWLd5pFYuOFbS7EZgv0rMtLzSq8Rb3XbYzF5aX";

    private static KnownHostsFile Parse(params string[] lines) => KnownHostsFile.Parse(string.Join('\n', lines), "/k");

    private static int Found(KnownHostsFile file, string name) => file.Find(name).Count();

    [Theory]
    [InlineData("web1", "web1", true)]
    [InlineData("web1,10.0.0.1", "10.0.0.1", true)]
    [InlineData("WEB1", "web1", true)]
    [InlineData("web1", "web10", false)]
    [InlineData("web*", "web10", true)]
    [InlineData("web?", "web10", false)]
    [InlineData("web*,!web3", "web3", false)]
    [InlineData("!web3,web*", "web4", true)]
    [InlineData("!web3", "web4", false)]
    [InlineData("[web1]:2222", "[web1]:2222", true)]
    [InlineData("[web1]:2222", "web1", false)]
    [InlineData("[*.example.com]:2222", "[a.b.example.com]:2222", true)]
    [InlineData("*", "anything", true)]
    public void Names_and_patterns_match_as_sshd_8_says(string hosts, string name, bool matches) =>
        Assert.Equal(matches ? 1 : 0, Found(Parse($"{hosts} ssh-ed25519 {Key} a comment"), name));

    [Fact]
    public void Hashed_names_of_ssh_keygen_are_found()
    {
        // ssh-keygen -H of "hashed.example".
        var line = HostPattern.Hash("hashed.example");
        var file = Parse($"{line} ssh-ed25519 {Key}");
        Assert.True(file.HasHashedNames);
        Assert.Equal(1, Found(file, "hashed.example"));
        Assert.Equal(1, Found(file, "HASHED.example"));
        Assert.Equal(0, Found(file, "other.example"));
    }

    [Fact]
    public void Markers_comments_and_damaged_lines()
    {
        var file = Parse(
            "# comment", "", "   ", $"@cert-authority *.example ssh-ed25519 {Key}", $"@revoked * ssh-ed25519 {Key}", $"@unknown a ssh-ed25519 {Key}",
            "only-a-name", "name ssh-ed25519", "name ssh-ed25519 not*base64", $"\tx\t ssh-ed25519  {Key}\r", "|1|bad|bad ssh-ed25519 " + Key);
        Assert.Equal([KnownHostMarker.CertificateAuthority, KnownHostMarker.Revoked], file.Find("a.example").Select(entry => entry.Marker));
        Assert.Equal(4, file.Malformed);
        var x = file.Find("x").Single(entry => entry.Marker == KnownHostMarker.None);
        Assert.Equal("/k:10", x.Place);
        Assert.Equal(Key, x.Key.ToString());
    }

    [Fact]
    public void Any_text_parses_and_every_line_is_counted()
    {
        Gen.String.Array[0, 20].Sample(lines =>
        {
            var text = string.Join('\n', lines);
            var file = KnownHostsFile.Parse(text, "/k");
            _ = file.Find("name").Count();
            Assert.InRange(file.Count + file.Malformed, 0, text.Count(c => c == '\n') + 1);
        });
    }

    [Fact]
    public void A_recorded_name_is_found_again_plain_and_hashed()
    {
        var name = Gen.Char["abcdefghijklmnopqrstuvwxyz0123456789.-[]:"].Array[1, 40].Select(c => new string(c));
        name.Sample(host =>
        {
            Assert.Equal(1, Found(Parse($"{host} ssh-ed25519 {Key}"), host));
            Assert.Equal(1, Found(Parse($"{HostPattern.Hash(host)} ssh-ed25519 {Key}"), host));
        });
    }

    [Fact]
    public void A_pattern_without_wildcards_matches_exactly_itself_and_one_star_what_begins_and_ends_alike()
    {
        var text = Gen.Char["ab.-"].Array[0, 8].Select(c => new string(c));
        Gen.Select(text, text, text).Sample((a, b, c) =>
        {
            Assert.Equal(a == b, HostPattern.Matches(a, b));
            Assert.True(HostPattern.Matches($"{a}*{c}", a + b + c));
            Assert.Equal(b.Length >= a.Length + c.Length && b.StartsWith(a, StringComparison.Ordinal) && b.EndsWith(c, StringComparison.Ordinal), HostPattern.Matches($"{a}*{c}", b));
        });
    }

    [Fact]
    public void A_hostile_pattern_takes_no_time()
    {
        var clock = Stopwatch.StartNew();
        Assert.False(HostPattern.Matches(string.Concat(Enumerable.Repeat("*a", 200)) + "b", new string('a', 1000)));
        Assert.InRange(clock.ElapsedMilliseconds, 0, 500);
    }

    [Fact]
    public void A_hundred_thousand_lines_parse_and_answer_fast()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 100_000; i++)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"node{i}.example,10.{i >> 16}.{(i >> 8) & 255}.{i & 255} ssh-ed25519 {Key}\n");
        KnownHostsFile.Parse("warm ssh-ed25519 " + Key, "/k");
        var clock = Stopwatch.StartNew();
        var file = KnownHostsFile.Parse(text.ToString(), "/k");
        Assert.Equal(100_000, file.Count);
        for (var i = 0; i < 10_000; i++)
            Assert.Single(file.Find($"node{i * 7}.example"));
        Assert.InRange(clock.ElapsedMilliseconds, 0, 2000);
    }
}
