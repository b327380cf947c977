using System.Management.Automation;
using OpsShell.Core.Transport;

namespace OpsShell.Fleet;

/// <summary>What all cmdlets that log in to nodes have in common: the parameters of the login.</summary>
public abstract class LoginCmdlet : PSCmdlet
{
    /// <summary>Login name on the nodes. Default: what the inventory or ~/.ssh/config says, else your own.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? UserName { get; set; }

    /// <summary>Private key files, tried before those of the inventory and the agent.</summary>
    [Parameter]
    [Alias("IdentityFilePath")]
    [ValidateNotNullOrEmpty]
    public string[]? KeyFilePath { get; set; }

    /// <summary>The SSH port of the nodes, 1 to 65535. Default: what the inventory or ~/.ssh/config says, else 22.</summary>
    [Parameter]
    [ValidateRange(1, 65535)]
    public int? Port { get; set; }

    /// <summary>Login name and password, for password and keyboard-interactive login; also the passphrase of an encrypted key.</summary>
    [Parameter]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>
    /// Limit in seconds (New-PSSession counts milliseconds) for TCP, key exchange and login together, 1 to 600. Default 10.
    /// </summary>
    [Parameter]
    [ValidateRange(1, 600)]
    public int? ConnectingTimeout { get; set; }

    /// <summary>
    /// Accepts host keys that known_hosts does not have, and records them. A changed or revoked key is refused all the same.
    /// </summary>
    [Parameter]
    public SwitchParameter AcceptNewHostKey { get; set; }

    /// <summary>
    /// Prefer (the default) takes a post-quantum key exchange where both sides have a fast one; Require refuses a server that
    /// has none.
    /// </summary>
    [Parameter]
    public PostQuantumPolicy PostQuantum { get; set; }

    /// <summary>The connections' options, from the parameters.</summary>
    protected virtual ConnectionOptions LoginOptions() => new()
    {
        UserName = UserName ?? Credential?.UserName,
        Port = Port,
        KeyFiles = [.. (KeyFilePath ?? []).Select(FullPath)],
        Password = Credential?.GetNetworkCredential().Password,
        AcceptNewHostKey = AcceptNewHostKey,
        ConnectTimeout = ConnectingTimeout is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        PostQuantum = PostQuantum,
    };

    /// <summary>A path as the user typed it, seen from PowerShell's location (which is not the process's folder).</summary>
    protected string FullPath(string path) => SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);
}
