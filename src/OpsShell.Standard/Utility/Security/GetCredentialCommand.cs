using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Asks the user for a name and a password.</summary>
[Cmdlet(VerbsCommon.Get, "Credential", DefaultParameterSetName = ByCredential)]
[OutputType(typeof(PSCredential), ParameterSetName = [ByCredential, ByMessage])]
public sealed class GetCredentialCommand : PSCmdlet
{
    private const string ByCredential = "CredentialSet";
    private const string ByMessage = "MessageSet";

    /// <summary>A user name to ask the password for, or a credential to pass on.</summary>
    [Parameter(Position = 0, ParameterSetName = ByCredential)]
    [ValidateNotNull]
    [Credential]
    public PSCredential? Credential { get; set; }

    /// <summary>What the user is told.</summary>
    [Parameter(Mandatory = false, ParameterSetName = ByMessage)]
    [ValidateNotNullOrEmpty]
    public string Message { get; set; } = "Enter your credentials.";

    /// <summary>The user name to ask the password for.</summary>
    [Parameter(Position = 0, Mandatory = false, ParameterSetName = ByMessage)]
    [ValidateNotNullOrEmpty]
    public string? UserName { get; set; }

    /// <summary>The heading above the message.</summary>
    [Parameter(Mandatory = false, ParameterSetName = ByMessage)]
    [ValidateNotNullOrEmpty]
    public string Title { get; set; } = "PowerShell credential request";

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        if (Credential is not null)
        {
            WriteObject(Credential);
            return;
        }
        try
        {
            WriteObject(Host.UI.PromptForCredential(Title, Message, UserName, ""));
        }
        catch (ArgumentException e)
        {
            WriteError(new ErrorRecord(e, "CouldNotPromptForCredential", ErrorCategory.InvalidOperation, null));
        }
    }
}
