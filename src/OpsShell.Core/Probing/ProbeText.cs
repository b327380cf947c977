using System.Text;

namespace OpsShell.Core.Probing;

/// <summary>Text of a node, from bytes.</summary>
public static class ProbeText
{
    /// <summary>Decodes UTF-8; what is not valid becomes U+FFFD, so that one bad byte never loses a file.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        var start = bytes.StartsWith(Encoding.UTF8.Preamble) ? Encoding.UTF8.Preamble.Length : 0;
        return Encoding.UTF8.GetString(bytes[start..]);
    }
}
