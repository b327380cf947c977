using System.Management.Automation;

namespace OpsShell.Ipvs.Kubernetes;

/// <summary>Kubernetes could not be read. The message has no credentials.</summary>
/// <param name="id">The stable id of the error record.</param>
/// <param name="message">What was tried and what went wrong.</param>
/// <param name="remedy">What the user can do; may be empty.</param>
/// <param name="category">The category of the error record.</param>
/// <param name="inner">The cause.</param>
internal sealed class KubeException(string id, string message, string remedy, ErrorCategory category, Exception? inner = null) : Exception(message, inner)
{
    public string Id => id;

    public string Remedy => remedy;

    public ErrorCategory Category => category;
}
