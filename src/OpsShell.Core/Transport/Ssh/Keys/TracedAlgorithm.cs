using Renci.SshNet.Security;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>Tells when a key is used to sign, so that an error can name what was tried and a success what worked.</summary>
internal sealed class TracedAlgorithm(HostAlgorithm inner, Action signing) : HostAlgorithm(inner.Name)
{
    /// <inheritdoc/>
    public override byte[] Data => inner.Data;

    /// <inheritdoc/>
    public override byte[] Sign(byte[] message)
    {
        signing();
        return inner.Sign(message);
    }

    /// <inheritdoc/>
    public override bool VerifySignature(byte[] message, byte[] signature) => inner.VerifySignature(message, signature);
}
