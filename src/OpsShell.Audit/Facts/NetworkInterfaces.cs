using System.Collections.Immutable;
using OpsShell.Core.Facts;
using OpsShell.Core.Findings;

namespace OpsShell.Audit.Facts;

/// <summary>/proc/net/dev: the interfaces of the reader's network namespace.</summary>
/// <param name="Interfaces">By name.</param>
public sealed record NetworkInterfaces(ImmutableSortedDictionary<string, NetworkInterface> Interfaces)
{
    /// <summary>Two readings.</summary>
    public static readonly Fact<Samples<NetworkInterfaces>> Fact =
        Samples.Fact("node/network-interfaces", "Counters of network interfaces, read twice", "/proc/net/dev", Parse);

    /// <summary>Reads the file.</summary>
    /// <exception cref="FormatException">The two heading lines are missing, or a line is malformed.</exception>
    public static NetworkInterfaces Parse(string text)
    {
        var lines = TextLine.Of(text).ToArray();
        if (lines.Length < 2 || !lines[1].Text.Contains("bytes", StringComparison.Ordinal))
            throw new FormatException("line 2: the heading of the columns is missing");
        var interfaces = ImmutableSortedDictionary.CreateBuilder<string, NetworkInterface>(StringComparer.Ordinal);
        foreach (var line in lines.Skip(2))
        {
            var item = NetworkInterface.Parse(line);
            interfaces[item.Name] = item;
        }
        return new NetworkInterfaces(interfaces.ToImmutable());
    }
}
