namespace OpsShell.Core.Probing;

/// <summary>How reading an item went. There is no silent empty string: every item has one of these.</summary>
public enum ProbeStatus
{
    /// <summary>Read in full.</summary>
    Ok,

    /// <summary>No such file, directory or command on the node.</summary>
    Missing,

    /// <summary>It is there, and may not be read.</summary>
    Denied,

    /// <summary>It took longer than its time limit; what came until then is kept.</summary>
    TimedOut,

    /// <summary>It is longer than its size limit; what was read is kept.</summary>
    Truncated,

    /// <summary>Reading failed for another reason, which is given.</summary>
    Failed,

    /// <summary>This kind of node cannot answer it (a command on a mounted root, an item that a recording does not have).</summary>
    Unsupported,
}
