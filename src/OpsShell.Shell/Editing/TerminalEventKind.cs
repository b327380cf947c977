namespace OpsShell.Shell.Editing;

/// <summary>What can happen at a terminal.</summary>
internal enum TerminalEventKind
{
    /// <summary>Nothing, in the time allowed.</summary>
    TimedOut,

    /// <summary>Bytes came.</summary>
    Bytes,

    /// <summary>The size may have changed, or the program was stopped and goes on.</summary>
    Redraw,

    /// <summary>Nothing will come any more.</summary>
    Closed,
}
