using System.Buffers.Text;
using System.Net;
using System.Text;
using OpsShell.Core.Nodes;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>
/// A parsed known_hosts file. Plain names are found by an index; only lines with wildcards and hashed names are gone through.
/// It never changes after parsing, so any number of threads may look things up.
/// </summary>
internal sealed class KnownHostsFile
{
    private readonly Dictionary<string, KnownHostEntry[]> _byName = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<KnownHostEntry> _patterns = [];
    private readonly List<KnownHostEntry> _hashed = [];

    private KnownHostsFile(string path) => Path = path;

    /// <summary>The file's path.</summary>
    public string Path { get; }

    /// <summary>Lines that follow no known form; they are passed over, as OpenSSH does.</summary>
    public int Malformed { get; private set; }

    /// <summary>Lines understood.</summary>
    public int Count { get; private set; }

    /// <summary>Whether names are kept hashed in this file.</summary>
    public bool HasHashedNames => _hashed.Count > 0;

    /// <summary>Parses a file's text.</summary>
    public static KnownHostsFile Parse(string text, string path)
    {
        var file = new KnownHostsFile(path);
        var keyTypes = new Dictionary<string, string>(StringComparer.Ordinal);
        var index = file._byName.GetAlternateLookup<ReadOnlySpan<char>>();
        var number = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            number++;
            var line = text.AsMemory(range).Trim();
            if (line.IsEmpty || line.Span[0] == '#')
                continue;
            if (ParseLine(line, path, number, keyTypes) is { } entry)
                file.Add(entry, index);
            else
                file.Malformed++;
        }
        return file;
    }

    /// <summary>The plain names in a file that are those of hosts: no pattern, no hash, no address, no <c>[host]:port</c>. None without a file.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IReadOnlyList<string> NamesIn(string path) =>
        !File.Exists(path) ? []
        : [.. Parse(File.ReadAllText(path), path)._byName.Keys.Where(IsHostName)];

    /// <summary>The lines about a name, in the form it is looked up: <c>host</c> or <c>[host]:port</c>.</summary>
    public IEnumerable<KnownHostEntry> Find(string name)
    {
        foreach (var entry in _byName.GetValueOrDefault(name) ?? [])
            yield return entry;
        foreach (var entry in _patterns)
            if (HostPattern.MatchesList(entry.Hosts.Span, name))
                yield return entry;
        if (_hashed.Count == 0)
            yield break;
        var bytes = Encoding.UTF8.GetBytes(name.ToLowerInvariant());
        foreach (var entry in _hashed)
            if (HostPattern.MatchesHash(entry.Hosts.Span, bytes))
                yield return entry;
    }

    private static bool IsHostName(string name) => NodeName.Problem(name) is null && name[0] != '[' && !IPAddress.TryParse(name, out _);

    private static KnownHostEntry? ParseLine(ReadOnlyMemory<char> line, string path, int number, Dictionary<string, string> keyTypes)
    {
        var field = NextField(ref line);
        var marker = KnownHostMarker.None;
        if (field.Length > 0 && field.Span[0] == '@')
        {
            if (field.Span is "@cert-authority")
                marker = KnownHostMarker.CertificateAuthority;
            else if (field.Span is "@revoked")
                marker = KnownHostMarker.Revoked;
            else
                return null;
            field = NextField(ref line);
        }
        var type = NextField(ref line);
        var key = NextField(ref line);
        if (field.IsEmpty || type.IsEmpty || key.IsEmpty || !Base64.IsValid(key.Span))
            return null;
        return new KnownHostEntry(path, number, marker, field, Intern(type.Span, keyTypes), key);
    }

    private void Add(KnownHostEntry entry, Dictionary<string, KnownHostEntry[]>.AlternateLookup<ReadOnlySpan<char>> index)
    {
        Count++;
        var hosts = entry.Hosts.Span;
        if (HostPattern.IsHashed(hosts))
            _hashed.Add(entry);
        else if (HostPattern.IsPattern(hosts))
            _patterns.Add(entry);
        else
            foreach (var range in hosts.Split(','))
                index[hosts[range]] = index.TryGetValue(hosts[range], out var others) ? [.. others, entry] : [entry];
    }

    private static ReadOnlyMemory<char> NextField(ref ReadOnlyMemory<char> line)
    {
        var end = line.Span.IndexOfAny(' ', '\t');
        var field = end < 0 ? line : line[..end];
        line = end < 0 ? default : line[end..].TrimStart();
        return field;
    }

    private static string Intern(ReadOnlySpan<char> text, Dictionary<string, string> known)
    {
        var lookup = known.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(text, out var value))
            lookup[text] = value = text.ToString();
        return value;
    }
}
