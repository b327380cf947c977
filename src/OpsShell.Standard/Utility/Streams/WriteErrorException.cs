namespace Microsoft.PowerShell.Commands;

/// <summary>The exception of an error that Write-Error was given a text for only.</summary>
public class WriteErrorException : SystemException
{
    /// <summary>Makes one with a general message.</summary>
    public WriteErrorException()
        : base("The Write-Error cmdlet reported an error.")
    {
    }

    /// <summary>Makes one with a message.</summary>
    public WriteErrorException(string? message)
        : base(message)
    {
    }

    /// <summary>Makes one with a message and its cause.</summary>
    public WriteErrorException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
