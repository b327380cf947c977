namespace OpsShell.Core.Nodes;

/// <summary>How a node is reached.</summary>
public enum NodeTransport
{
    /// <summary>The machine that OpsShell runs on; nothing is forked to read a file.</summary>
    Local,

    /// <summary>Over SSH, verified against known_hosts.</summary>
    Ssh,

    /// <summary>A machine's root tree mounted elsewhere (<c>root:/host</c>), as a DaemonSet pod sees its node.</summary>
    HostRoot,

    /// <summary>A recording made by <c>Save-OpsSnapshot</c> (<c>snapshot:FILE</c>), read-only.</summary>
    Snapshot,
}
