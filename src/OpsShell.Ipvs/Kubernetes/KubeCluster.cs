namespace OpsShell.Ipvs.Kubernetes;

/// <summary>The Services and EndpointSlices of a cluster.</summary>
/// <param name="Source">Where they were read, for the output.</param>
/// <param name="Services">All Services.</param>
/// <param name="Slices">All EndpointSlices that IPVS can take.</param>
internal sealed record KubeCluster(string Source, IReadOnlyList<KubeService> Services, IReadOnlyList<KubeEndpointSlice> Slices)
{
    /// <summary>The cluster, when it can be one: every cluster has the Service default/kubernetes and its endpoints.</summary>
    /// <exception cref="KubeException">One of the kinds is missing, so that every node would seem wrong.</exception>
    public KubeCluster Checked() =>
        Services.Count == 0 ? throw Missing("Service") : Slices.Count == 0 ? throw Missing("EndpointSlice") : this;

    private KubeException Missing(string kind) => new(
        "KubernetesIncomplete", $"There is no {kind} in {Source}, and without them nothing can be compared.",
        "Write the file with: kubectl get services,endpointslices -A -o json", System.Management.Automation.ErrorCategory.InvalidData);
}
