using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>Errors of the cmdlets themselves; those of providers come from the engine.</summary>
internal static class ItemErrors
{
    public static ErrorRecord InvalidOperation(string message)
    {
        var error = new PSInvalidOperationException(message);
        return new ErrorRecord(error.ErrorRecord, error);
    }
}
