namespace OpsShell.Core.Transport;

/// <summary>
/// Copies files between here and a node. Every file is written under a temporary name in its folder, checked by SHA-256 and
/// renamed over the target in one step, so a reader never sees half a file and a failure leaves the old one.
/// </summary>
public interface INodeFiles : IDisposable
{
    /// <summary>Copies a local file or folder to the node.</summary>
    CopyOutcome Upload(string localPath, string nodePath, CopyRequest request, CancellationToken cancellationToken);

    /// <summary>Copies a file or folder of the node to a local path.</summary>
    CopyOutcome Download(string nodePath, string localPath, CopyRequest request, CancellationToken cancellationToken);
}
