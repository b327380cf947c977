using System.Collections.Immutable;

namespace OpsShell.Ipvs;

/// <summary>A parameter of IPVS on a node (<c>Get-OpsIpvsSysctl</c>). A contract: members are added, never renamed.</summary>
public sealed record OpsIpvsSysctl
{
    /// <summary>The node.</summary>
    public required string ComputerName { get; init; }

    /// <summary>The whole name: <c>net.ipv4.vs.conntrack</c>, or <c>ip_vs.conn_tab_bits</c> for a parameter of the module.</summary>
    public required string Name { get; init; }

    /// <summary>The value now.</summary>
    public required string Value { get; init; }

    /// <summary>The value that the kernel starts with; null where it depends on the machine or is not known.</summary>
    public string? Default { get; init; }

    /// <summary>The value that suits this node; null where there is nothing to recommend.</summary>
    public string? Recommended { get; init; }

    /// <summary>Why that value, or why none.</summary>
    public string Reason { get; init; } = "";

    /// <summary>Where the value comes from, and whether it will stay.</summary>
    public required IpvsSysctlState State { get; init; }

    /// <summary>The value that files set; null when none does.</summary>
    public string? PersistedValue { get; init; }

    /// <summary>The file and line that counts, or <c>/proc/cmdline:1</c>; null when there is none.</summary>
    public string? PersistedIn { get; init; }

    /// <summary>Lines that would set it too and do not count, with their values.</summary>
    public ImmutableArray<string> Overrides { get; init; } = [];

    /// <summary>What it does.</summary>
    public required string Meaning { get; init; }

    /// <summary>What is to be known about the state; empty when there is nothing.</summary>
    public string Note { get; init; } = "";

    /// <summary>Whether the value is the recommended one; null when there is none.</summary>
    public bool? IsRecommended { get; init; }
}
