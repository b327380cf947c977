using OpsShell.Core.Findings;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Compare;

/// <summary>One thing in which nodes differ from what is expected of them; equal by value, so that nodes with the same one can be counted.</summary>
/// <param name="Service">The virtual service.</param>
/// <param name="Kind">What differs.</param>
/// <param name="RealServer">The real server; null where it is about the service.</param>
/// <param name="Expected">What the reference has; empty for something extra.</param>
/// <param name="Actual">What the nodes have; empty for something missing.</param>
/// <param name="Status">Warning, or Info where it may be as it should.</param>
/// <param name="Reason">Why it is Info only; else empty.</param>
/// <param name="KubernetesName">The Kubernetes service with its port; empty when not known.</param>
internal sealed record Deviation(
    ServiceName Service, IpvsDifferenceKind Kind, IpvsEndpoint? RealServer, string Expected, string Actual, FindingStatus Status = FindingStatus.Warning,
    string Reason = "", string KubernetesName = "")
{
    /// <summary>What makes it the same difference at another time, when values may have moved on.</summary>
    public (ServiceName Service, IpvsDifferenceKind Kind, IpvsEndpoint? RealServer) Identity => (Service, Kind, RealServer);
}
