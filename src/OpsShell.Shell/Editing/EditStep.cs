namespace OpsShell.Shell.Editing;

/// <summary>What a key came to.</summary>
internal enum EditStep
{
    /// <summary>The line is still being edited.</summary>
    Editing,

    /// <summary>The line is to be run.</summary>
    Accept,

    /// <summary>The line is dropped.</summary>
    Cancel,

    /// <summary>The user wants to leave.</summary>
    End,

    /// <summary>The screen is to be cleared, and the line goes on at its top.</summary>
    Clear,
}
