using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Compare;

/// <summary>A node's table as it is compared with that of other nodes. Pure.</summary>
internal static class NodeServices
{
    /// <summary>
    /// The services by name. A NodePort stands on every address of the node: equal ones are one service, and one that differs keeps
    /// its address as its name, so that it shows.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="nodePorts">Tells the NodePorts.</param>
    /// <param name="excludeNodePort">Leaves them out.</param>
    /// <param name="hz">Jiffies in a second of the node's kernel; null when not known, which guesses them.</param>
    public static Dictionary<ServiceName, ServiceDefinition> Of(IpvsTable table, NodePorts nodePorts, bool excludeNodePort, int? hz = null)
    {
        hz ??= KernelTicks.Guess(table);
        var services = new Dictionary<ServiceName, ServiceDefinition>(table.Services.Length);
        foreach (var service in table.Services)
        {
            var definition = new ServiceDefinition(service, KernelTicks.Describe(service.Persistence, hz));
            var literal = new ServiceName(service.Key, OnNode: false);
            if (!nodePorts.Has(service.Key))
                services[literal] = definition;
            else if (!excludeNodePort && !services.TryAdd(Placeholder(service.Key), definition) && !services[Placeholder(service.Key)].Equals(definition))
                services[literal] = definition;
        }
        return services;
    }

    private static ServiceName Placeholder(IpvsServiceKey key) => ServiceName.NodePort(key.Protocol, key.Endpoint.Address.IsIPv6, key.Endpoint.Port);
}
