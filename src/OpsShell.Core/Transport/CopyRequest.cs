namespace OpsShell.Core.Transport;

/// <summary>How to copy.</summary>
public sealed record CopyRequest
{
    /// <summary>Whether folders are copied, with all below them.</summary>
    public bool Recurse { get; init; }

    /// <summary>Whether an existing file is replaced; without it an existing file is an error.</summary>
    public bool Force { get; init; }

    /// <summary>Permission bits for files, as in chmod (octal 0644 is 420); those of the source when null.</summary>
    public int? Mode { get; init; }
}
