namespace OpsShell.Core.Transport.Ssh;

/// <summary>One line of a known_hosts file.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Marker">What it says about the key.</param>
/// <param name="Hosts">The host field: names, patterns, or a hash.</param>
/// <param name="KeyType">The key's type, such as <c>ssh-ed25519</c>.</param>
/// <param name="Key">The key in base64.</param>
internal sealed record KnownHostEntry(
    string File, int Line, KnownHostMarker Marker, ReadOnlyMemory<char> Hosts, string KeyType, ReadOnlyMemory<char> Key)
{
    /// <summary>Whether it is about this key.</summary>
    public bool HasKey(string base64) => Key.Span.SequenceEqual(base64);

    /// <summary>File and line, as editors and <c>ssh</c> write them.</summary>
    public string Place => $"{File}:{Line}";
}
