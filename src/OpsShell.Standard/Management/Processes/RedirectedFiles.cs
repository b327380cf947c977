namespace Microsoft.PowerShell.Commands;

/// <summary>The files that stand for a program's streams.</summary>
internal sealed record RedirectedFiles(string? Input, string? Output, string? Error)
{
    /// <summary>Two streams that are given the same file; null if there are none.</summary>
    public (string First, string Second)? SamePair()
    {
        if (Input is not null && Input == Output)
            return ("RedirectStandardInput", "RedirectStandardOutput");
        if (Input is not null && Input == Error)
            return ("RedirectStandardInput", "RedirectStandardError");
        return Output is not null && Output == Error ? ("RedirectStandardOutput", "RedirectStandardError") : null;
    }
}
