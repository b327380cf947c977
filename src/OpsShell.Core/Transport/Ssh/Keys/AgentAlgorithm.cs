using Renci.SshNet.Security;

namespace OpsShell.Core.Transport.Ssh;

/// <summary>A way to log in whose private key stays in an agent.</summary>
/// <param name="agent">The agent.</param>
/// <param name="name">The name of the signature algorithm, for a certificate that of the certificate.</param>
/// <param name="data">The public key or certificate that is shown to the server.</param>
/// <param name="signer">The blob by which the agent finds the key.</param>
/// <param name="flags">Flags of the signature request.</param>
internal sealed class AgentAlgorithm(AgentClient agent, string name, byte[] data, byte[] signer, uint flags) : HostAlgorithm(name)
{
    /// <inheritdoc/>
    public override byte[] Data => data;

    /// <inheritdoc/>
    public override byte[] Sign(byte[] message) => agent.Sign(signer, message, flags);

    /// <summary>Never asked of a user's key.</summary>
    public override bool VerifySignature(byte[] message, byte[] signature) =>
        throw new NotSupportedException("a user's key signs, it does not verify");
}
