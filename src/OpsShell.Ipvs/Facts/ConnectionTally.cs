using System.Runtime.InteropServices;

namespace OpsShell.Ipvs.Facts;

/// <summary>
/// Counts connections by service, real server and state, and by client and service. Memory is bounded: after so many pairs of client and
/// service, further ones are counted together.
/// </summary>
public sealed class ConnectionTally
{
    /// <summary>Pairs of client and service that are told apart, here and on the node.</summary>
    public const int MostPairs = 200_000;

    private readonly Dictionary<(string Protocol, IpvsEndpoint Virtual, IpvsEndpoint Server), Dictionary<string, long>> _servers = [];
    private readonly Dictionary<(IpvsAddress Client, string Protocol, IpvsEndpoint Virtual), (long Connections, long TimeWait)> _clients = [];

    /// <summary>The state under which persistence templates are counted.</summary>
    public const string Template = "TEMPLATE";

    /// <summary>Connections and templates.</summary>
    public long Total { get; private set; }

    /// <summary>Pairs of client and service that were seen; where this is more than are in <see cref="Clients"/>, the others had few connections.</summary>
    public long Pairs { get; private set; }

    /// <summary>Connections whose client is not told apart.</summary>
    public long Uncounted { get; private set; }

    /// <summary>Connections by state, for each real server of each service.</summary>
    public IReadOnlyDictionary<(string Protocol, IpvsEndpoint Virtual, IpvsEndpoint Server), Dictionary<string, long>> Servers => _servers;

    /// <summary>Connections, and those in TIME_WAIT, for each client and service.</summary>
    public IReadOnlyDictionary<(IpvsAddress Client, string Protocol, IpvsEndpoint Virtual), (long Connections, long TimeWait)> Clients => _clients;

    /// <summary>Counts a connection.</summary>
    public void Add(IpvsConnection connection)
    {
        var state = connection.IsTemplate ? Template : connection.State;
        AddServer(connection.Protocol, connection.Virtual, connection.Server, state, 1);
        if (connection.IsTemplate)
            return;
        var key = (connection.Client.Address, connection.Protocol, connection.Virtual);
        if (_clients.Count >= MostPairs && !_clients.ContainsKey(key))
        {
            Uncounted++;
            return;
        }
        ref var counts = ref CollectionsMarshal.GetValueRefOrAddDefault(_clients, key, out var known);
        counts = (counts.Connections + 1, counts.TimeWait + (state == "TIME_WAIT" ? 1 : 0));
        Pairs += known ? 0 : 1;
    }

    /// <summary>Adds connections that were counted elsewhere.</summary>
    public void AddServer(string protocol, IpvsEndpoint service, IpvsEndpoint server, string state, long count)
    {
        ref var states = ref CollectionsMarshal.GetValueRefOrAddDefault(_servers, (protocol, service, server), out _);
        states ??= new Dictionary<string, long>(StringComparer.Ordinal);
        states[state] = states.GetValueOrDefault(state) + count;
        Total += count;
    }

    /// <summary>Adds a client's connections that were counted elsewhere.</summary>
    public void AddClient(IpvsAddress client, string protocol, IpvsEndpoint service, long connections, long timeWait) =>
        _clients[(client, protocol, service)] = (connections, timeWait);

    /// <summary>Sets what a count elsewhere left out.</summary>
    public void SetRest(long pairs, long uncounted) => (Pairs, Uncounted) = (pairs, uncounted);
}
