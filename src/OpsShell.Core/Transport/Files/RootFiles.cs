namespace OpsShell.Core.Transport.Files;

/// <summary>Copies to and from a node as root, by sudo.</summary>
/// <param name="connection">The connection, which stays open.</param>
/// <param name="password">Password for sudo; <c>sudo -n</c> alone when null.</param>
internal sealed class RootFiles(INodeConnection connection, string? password) : INodeFiles
{
    /// <inheritdoc/>
    public CopyOutcome Upload(string localPath, string nodePath, CopyRequest request, CancellationToken cancellationToken) =>
        Files(cancellationToken).Upload(localPath, nodePath, request, cancellationToken);

    /// <inheritdoc/>
    public CopyOutcome Download(string nodePath, string localPath, CopyRequest request, CancellationToken cancellationToken) =>
        Files(cancellationToken).Download(nodePath, localPath, request, cancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        // The connection is its opener's.
    }

    private TreeFiles Files(CancellationToken cancellationToken) => new(new RootTree(connection, password, cancellationToken), null);
}
