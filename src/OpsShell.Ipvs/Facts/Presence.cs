namespace OpsShell.Ipvs.Facts;

/// <summary>Whether a kernel has something.</summary>
public enum Presence
{
    /// <summary>Nothing on the node tells.</summary>
    Unknown,

    /// <summary>It has.</summary>
    Yes,

    /// <summary>It has not.</summary>
    No,
}
