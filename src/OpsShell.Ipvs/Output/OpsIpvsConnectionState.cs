using System.Collections.Immutable;

namespace OpsShell.Ipvs;

/// <summary>Connections of one real server of one service, by state (<c>Get-OpsIpvsConnection</c>). A contract: members are added, never renamed.</summary>
public sealed record OpsIpvsConnectionState
{
    /// <summary>The node.</summary>
    public required string ComputerName { get; init; }

    /// <summary>Protocol, virtual address and port.</summary>
    public required string Service { get; init; }

    /// <summary>Address and port of the real server.</summary>
    public required string Server { get; init; }

    /// <summary>Connections, without persistence templates.</summary>
    public required long Connections { get; init; }

    /// <summary>Connections by the kernel's name of their state.</summary>
    public required ImmutableSortedDictionary<string, long> States { get; init; }

    /// <summary>Persistence templates: clients that keep this real server.</summary>
    public required long Templates { get; init; }

    /// <summary>In state ESTABLISHED.</summary>
    public long Established => States.GetValueOrDefault("ESTABLISHED");

    /// <summary>In state SYN_RECV. Many of them mean a real server that does not answer, or whose answers do not pass here.</summary>
    public long SynReceived => States.GetValueOrDefault("SYN_RECV");

    /// <summary>In state FIN_WAIT.</summary>
    public long FinWait => States.GetValueOrDefault("FIN_WAIT");

    /// <summary>In state TIME_WAIT.</summary>
    public long TimeWait => States.GetValueOrDefault("TIME_WAIT");

    /// <summary>In any other state.</summary>
    public long Other => Connections - Established - SynReceived - FinWait - TimeWait;
}
