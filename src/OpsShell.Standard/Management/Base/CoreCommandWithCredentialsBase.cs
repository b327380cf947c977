using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>A cmdlet of providers that takes a credential.</summary>
public abstract class CoreCommandWithCredentialsBase : CoreCommandBase
{
    /// <summary>The user to act as, where the provider can; that of files cannot.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [Credential]
    public PSCredential? Credential { get; set; }

    private protected override PSCredential? CredentialGiven => Credential;
}
