namespace OpsShell.Ipvs.Kubernetes;

/// <summary>Where a cluster's objects come from.</summary>
internal interface IKubeSource : IDisposable
{
    /// <summary>Whether another reading may give something else.</summary>
    bool IsLive { get; }

    /// <summary>Reads the cluster.</summary>
    /// <exception cref="KubeException">It cannot be read or understood.</exception>
    KubeCluster Read(CancellationToken cancellationToken);
}
