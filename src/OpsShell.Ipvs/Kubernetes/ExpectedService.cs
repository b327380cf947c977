namespace OpsShell.Ipvs.Kubernetes;

/// <summary>A virtual service that kube-proxy makes.</summary>
/// <param name="KubernetesName">Namespace, name and port of the Service: <c>default/kubernetes:https</c>.</param>
/// <param name="AffinitySeconds">Its persistence; null for none.</param>
/// <param name="Servers">Its real servers.</param>
internal sealed record ExpectedService(string KubernetesName, int? AffinitySeconds, ExpectedServers Servers);
