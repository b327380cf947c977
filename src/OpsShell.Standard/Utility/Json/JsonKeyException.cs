using System.Management.Automation;

namespace Microsoft.PowerShell.Commands;

/// <summary>A key of a JSON object cannot be a property.</summary>
internal sealed class JsonKeyException(string id, string message) : Exception(message)
{
    /// <summary>For the pipeline.</summary>
    public ErrorRecord ErrorRecord => new(new InvalidOperationException(Message), id, ErrorCategory.InvalidOperation, null);
}
