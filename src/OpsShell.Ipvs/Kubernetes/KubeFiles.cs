namespace OpsShell.Ipvs.Kubernetes;

/// <summary>Files as the source.</summary>
/// <param name="files">Their paths.</param>
internal sealed class KubeFiles(IReadOnlyList<string> files) : IKubeSource
{
    /// <inheritdoc/>
    public bool IsLive => false;

    /// <inheritdoc/>
    public KubeCluster Read(CancellationToken cancellationToken) => KubeFile.Read(files, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        // Files are closed when they have been read.
    }
}
