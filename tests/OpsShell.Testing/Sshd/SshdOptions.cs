namespace OpsShell.Testing.Sshd;

/// <summary>How a test's sshd is set up.</summary>
public sealed record SshdOptions
{
    /// <summary>Host key types; the first is the default.</summary>
    public IReadOnlyList<string> HostKeyTypes { get; init; } = ["ed25519"];

    /// <summary>Further lines for sshd_config; they come first and so win.</summary>
    public IReadOnlyList<string> Config { get; init; } = [];

    /// <summary>A CA public key file whose user certificates are accepted.</summary>
    public string? TrustedUserCa { get; init; }

    /// <summary>Whether the host key gets a certificate for these principals (comma-separated), signed by <see cref="HostCa"/>.</summary>
    public string? HostCertificatePrincipals { get; init; }

    /// <summary>The CA private key for the host certificate.</summary>
    public string? HostCa { get; init; }

    /// <summary>Validity of the host certificate, as <c>ssh-keygen -V</c> takes it.</summary>
    public string HostCertificateValidity { get; init; } = "-1d:+1d";

    /// <summary>A command that is given sshd's own command line, and becomes it; empty to start sshd directly.</summary>
    public IReadOnlyList<string> Launcher { get; init; } = [];

    /// <summary>Whether the sftp subsystem is there.</summary>
    public bool Sftp { get; init; } = true;
}
