namespace OpsShell.Ipvs;

/// <summary>In what nodes differ from their reference.</summary>
public enum IpvsDifferenceKind
{
    /// <summary>The nodes lack a virtual service.</summary>
    MissingService,

    /// <summary>The nodes have a virtual service that the reference has not.</summary>
    ExtraService,

    /// <summary>A virtual service of the nodes lacks a real server.</summary>
    MissingRealServer,

    /// <summary>A virtual service of the nodes has a real server too many.</summary>
    ExtraRealServer,

    /// <summary>A real server has another weight.</summary>
    WrongWeight,

    /// <summary>A real server is reached in another way (Masq, Route, Tunnel).</summary>
    WrongForward,

    /// <summary>A virtual service has another scheduler or differs in one-packet scheduling.</summary>
    WrongScheduler,

    /// <summary>A virtual service has another persistence (sessionAffinity).</summary>
    WrongPersistence,
}
