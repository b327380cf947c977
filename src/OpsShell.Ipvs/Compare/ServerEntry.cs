using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Compare;

/// <summary>A real server without what moves with traffic.</summary>
internal readonly record struct ServerEntry(IpvsEndpoint Endpoint, IpvsForward Forward, int Weight);
