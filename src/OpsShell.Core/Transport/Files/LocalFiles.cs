namespace OpsShell.Core.Transport.Files;

/// <summary>Copies on this machine, with the same guarantees as between machines.</summary>
public sealed class LocalFiles : INodeFiles
{
    private readonly TreeFiles _files = new(new LocalTree(), null, Environment.GetFolderPath(Environment.SpecialFolder.UserProfile));

    /// <inheritdoc/>
    public CopyOutcome Upload(string localPath, string nodePath, CopyRequest request, CancellationToken cancellationToken) =>
        _files.Upload(localPath, nodePath, request, cancellationToken);

    /// <inheritdoc/>
    public CopyOutcome Download(string nodePath, string localPath, CopyRequest request, CancellationToken cancellationToken) =>
        _files.Download(nodePath, localPath, request, cancellationToken);

    /// <inheritdoc/>
    public void Dispose() => _files.Dispose();
}
