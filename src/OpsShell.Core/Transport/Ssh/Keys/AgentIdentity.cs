namespace OpsShell.Core.Transport.Ssh;

/// <summary>A key or certificate that an agent holds.</summary>
/// <param name="Blob">The public key or certificate.</param>
/// <param name="Comment">What the agent says about it, cleaned.</param>
internal sealed record AgentIdentity(byte[] Blob, string Comment)
{
    /// <summary>The type that stands in the blob.</summary>
    public string Type { get; } = new SshWireReader(Blob).ReadText();
}
