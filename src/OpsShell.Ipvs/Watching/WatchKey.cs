namespace OpsShell.Ipvs.Watching;

/// <summary>What a key means to Watch-OpsIpvs.</summary>
internal enum WatchKey
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>q, Q, Ctrl-C, Ctrl-D: end.</summary>
    Quit,

    /// <summary>s: the next order.</summary>
    Sort,

    /// <summary>p, blank: stop and go on.</summary>
    Pause,

    /// <summary>Cursor up, k.</summary>
    Up,

    /// <summary>Cursor down, j.</summary>
    Down,

    /// <summary>Page up.</summary>
    PageUp,

    /// <summary>Page down.</summary>
    PageDown,

    /// <summary>Home, g.</summary>
    Top,
}
