using System.Management.Automation;
using System.Security.Cryptography;

namespace Microsoft.PowerShell.Commands;

/// <summary>What the cmdlets share that convert secure strings: the key, and how failures are told.</summary>
public abstract class SecureStringCommandBase : PSCmdlet
{
    private protected const string WithoutKey = "Secure";
    private protected const string WithKey = "Open";
    private protected const string Plain = "PlainText";

    // Errors have no target: it would be the secret.
    private protected void Attempt(string name, Action convert)
    {
        try
        {
            convert();
        }
        catch (CryptographicException e)
        {
            WriteError(new ErrorRecord(e, $"{name}_InvalidArgument_CryptographicError", ErrorCategory.InvalidArgument, null));
        }
        catch (Exception e) when (e is FormatException or ArgumentException)
        {
            WriteError(new ErrorRecord(e, $"{name}_InvalidArgument", ErrorCategory.InvalidArgument, null));
        }
    }
}
