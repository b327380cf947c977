using System.Collections.Immutable;

namespace OpsShell.Core.Nodes;

/// <summary>One machine of the fleet, as the inventory or the user's own words describe it.</summary>
public sealed record Node
{
    /// <summary>The name that stands on every result as <c>ComputerName</c>; unique within an inventory.</summary>
    public required string Name { get; init; }

    /// <summary>How it is reached.</summary>
    public NodeTransport Transport { get; init; } = NodeTransport.Ssh;

    /// <summary>The mounted root (<see cref="NodeTransport.HostRoot"/>) or the recording (<see cref="NodeTransport.Snapshot"/>).</summary>
    public string? Path { get; init; }

    /// <summary>How to reach it over SSH.</summary>
    public SshSettings Ssh { get; init; } = SshSettings.Default;

    /// <summary>The groups it is in, also through groups of groups.</summary>
    public ImmutableSortedSet<string> Groups { get; init; } = ImmutableSortedSet.Create<string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Its labels, with those that its groups pass down.</summary>
    public ImmutableSortedDictionary<string, string> Labels { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The file that described it, or null when the user named it without an inventory.</summary>
    public string? Source { get; init; }

    /// <summary>This machine, under its own host name.</summary>
    public static Node LocalMachine() => new() { Name = Environment.MachineName, Transport = NodeTransport.Local };

    /// <summary>The node's name.</summary>
    public override string ToString() => Name;
}
