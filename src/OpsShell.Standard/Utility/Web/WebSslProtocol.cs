using System.Security.Authentication;

namespace Microsoft.PowerShell.Commands;

/// <summary>The versions of TLS that may be used.</summary>
[Flags]
public enum WebSslProtocol
{
    /// <summary>What the system allows.</summary>
    Default = SslProtocols.None,

#pragma warning disable SYSLIB0039, CA5397 // Users may name the old versions, for old devices.
    /// <summary>TLS 1.0.</summary>
    Tls = SslProtocols.Tls,

    /// <summary>TLS 1.1.</summary>
    Tls11 = SslProtocols.Tls11,
#pragma warning restore SYSLIB0039, CA5397

    /// <summary>TLS 1.2.</summary>
    Tls12 = SslProtocols.Tls12,

    /// <summary>TLS 1.3.</summary>
    Tls13 = SslProtocols.Tls13,
}
