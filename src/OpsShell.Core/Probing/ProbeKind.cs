namespace OpsShell.Core.Probing;

/// <summary>What a probe item reads.</summary>
public enum ProbeKind
{
    /// <summary>One file.</summary>
    File,

    /// <summary>All files that match a shell pattern (<c>*</c>, <c>?</c>, <c>[...]</c>).</summary>
    Glob,

    /// <summary>The names in a directory.</summary>
    Listing,

    /// <summary>The output of a command line of <c>sh</c>.</summary>
    Command,
}
