namespace OpsShell.Shell.Hosting;

/// <summary>Takes lines in the middle of a command: the choice 'Suspend', <c>$Host.EnterNestedPrompt()</c>.</summary>
internal interface INestedPrompts
{
    /// <summary>Whether one is open.</summary>
    bool IsOpen { get; }

    /// <summary>Takes lines until it is left.</summary>
    void Enter();

    /// <summary>Leaves the innermost one after the line that runs.</summary>
    void Exit();
}
