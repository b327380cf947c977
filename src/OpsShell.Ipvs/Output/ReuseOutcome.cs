namespace OpsShell.Ipvs;

/// <summary>What an attempt to connect came to.</summary>
public enum ReuseOutcome
{
    /// <summary>It came about.</summary>
    Connected,

    /// <summary>The other side refused it (ECONNREFUSED).</summary>
    Refused,

    /// <summary>Nobody answered within the time limit.</summary>
    TimedOut,

    /// <summary>The source port was in use on the client (EADDRINUSE, EADDRNOTAVAIL); nothing was sent.</summary>
    PortBusy,

    /// <summary>It failed otherwise: no route, reset, no permission.</summary>
    Failed,
}
