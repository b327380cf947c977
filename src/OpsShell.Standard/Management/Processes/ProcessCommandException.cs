namespace Microsoft.PowerShell.Commands;

/// <summary>Something about a process that could not be done.</summary>
public sealed class ProcessCommandException : SystemException
{
    /// <summary>An error without words.</summary>
    public ProcessCommandException()
    {
    }

    /// <summary>An error in words.</summary>
    /// <param name="message">What could not be done.</param>
    public ProcessCommandException(string message)
        : base(message)
    {
    }

    /// <summary>An error in words with its cause.</summary>
    /// <param name="message">What could not be done.</param>
    /// <param name="innerException">Why.</param>
    public ProcessCommandException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>The name of the process.</summary>
    public string? ProcessName { get; init; }
}
