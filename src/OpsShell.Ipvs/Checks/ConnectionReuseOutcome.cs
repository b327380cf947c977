namespace OpsShell.Ipvs.Checks;

/// <summary>What happens to a new connection that comes from the address and port of an old one which IPVS still remembers.</summary>
public enum ConnectionReuseOutcome
{
    /// <summary>It is scheduled anew at once.</summary>
    Sound,

    /// <summary>Its SYN is dropped; the client sends it again after 1 s, then 3 s, 7 s.</summary>
    SynDropped,

    /// <summary>As <see cref="SynDropped"/> if the kernel lacks f0a5e4d7a594, which is not known.</summary>
    SynPerhapsDropped,

    /// <summary>It goes to the old real server, also to one that is being removed.</summary>
    OldServer,

    /// <summary>It goes to the old real server, also to one that is being removed if the kernel lacks c95c07836fa4, which is not known.</summary>
    OldServerPerhapsDead,

    /// <summary>It goes to the old real server, but not to one that is being removed.</summary>
    NoRebalancing,

    /// <summary>The kernel has no such setting and behaves as <see cref="NoRebalancing"/> or <see cref="OldServer"/>.</summary>
    NoSetting,

    /// <summary>The setting could not be read.</summary>
    Undecided,
}
