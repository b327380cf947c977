namespace Microsoft.PowerShell.Commands;

/// <summary>The hash of a file.</summary>
public class FileHashInfo
{
    /// <summary>The hash algorithm.</summary>
    public string? Algorithm { get; set; }

    /// <summary>The hash, in hexadecimal digits.</summary>
    public string? Hash { get; set; }

    /// <summary>The file; empty for a stream.</summary>
    public string? Path { get; set; }
}
