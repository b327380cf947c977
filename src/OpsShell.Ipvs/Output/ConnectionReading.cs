using System.Collections.Immutable;
using OpsShell.Core.Probing;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs;

/// <summary>What a node gave of its connections, or why it gave nothing.</summary>
internal sealed record ConnectionReading
{
    /// <summary>Why nothing could be read.</summary>
    public FactUnavailableException? Unavailable { get; init; }

    /// <summary>Why it was not read, or not to its end, because of the cost.</summary>
    public string? Refusal { get; init; }

    /// <summary>The counts; null when the connections themselves were asked for.</summary>
    public ConnectionTally? Tally { get; init; }

    /// <summary>The connections that were asked for.</summary>
    public IReadOnlyList<IpvsConnection> Connections { get; init; } = [];

    /// <summary>Whether there are more of them.</summary>
    public bool HasMore { get; init; }

    /// <summary>Ports that a client on the node chooses from.</summary>
    public int? PortRange { get; init; }

    /// <summary>By real server.</summary>
    public IEnumerable<OpsIpvsConnectionState> States(string computerName, ConnectionFilter filter) =>
        Tally!.Servers
            .Where(pair => filter.MatchesService(pair.Key.Virtual) && filter.MatchesServer(pair.Key.Server.Address))
            .OrderBy(pair => pair.Key.Virtual).ThenBy(pair => pair.Key.Protocol, StringComparer.Ordinal).ThenBy(pair => pair.Key.Server)
            .Select(pair => new OpsIpvsConnectionState
            {
                ComputerName = computerName,
                Service = $"{pair.Key.Protocol} {pair.Key.Virtual}",
                Server = pair.Key.Server.ToString(),
                Templates = pair.Value.GetValueOrDefault(ConnectionTally.Template),
                Connections = pair.Value.Where(state => state.Key != ConnectionTally.Template).Sum(state => state.Value),
                States = pair.Value.Where(state => state.Key != ConnectionTally.Template).ToImmutableSortedDictionary(StringComparer.Ordinal),
            });

    /// <summary>By client, the most TIME_WAIT first, then the most connections.</summary>
    public IEnumerable<OpsIpvsClient> Clients(string computerName, ConnectionFilter filter) =>
        Tally!.Clients
            .Where(pair => filter.MatchesService(pair.Key.Virtual) && filter.MatchesClient(pair.Key.Client))
            .OrderByDescending(pair => pair.Value.TimeWait).ThenByDescending(pair => pair.Value.Connections).ThenBy(pair => pair.Key.Client)
            .Select(pair => new OpsIpvsClient
            {
                ComputerName = computerName,
                Client = pair.Key.Client.ToString(),
                Service = $"{pair.Key.Protocol} {pair.Key.Virtual}",
                Connections = pair.Value.Connections,
                TimeWait = pair.Value.TimeWait,
                PortRange = PortRange,
            });

    /// <summary>A connection as it is written.</summary>
    public static OpsIpvsConnection ToOutput(string computerName, IpvsConnection connection) => new()
    {
        ComputerName = computerName,
        Protocol = connection.Protocol,
        Client = connection.Client.ToString(),
        Virtual = connection.Virtual.ToString(),
        Server = connection.Server.ToString(),
        State = connection.State,
        ExpiresSeconds = connection.ExpiresSeconds,
        IsTemplate = connection.IsTemplate,
    };
}
