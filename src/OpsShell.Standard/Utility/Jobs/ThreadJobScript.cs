using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;

namespace Microsoft.PowerShell.Commands;

/// <summary>What a thread job runs, and where.</summary>
/// <param name="Text">The script.</param>
/// <param name="Arguments">Its arguments.</param>
/// <param name="UsingValues">The values of its $using: expressions, as <see cref="UsingExpressions"/> finds them.</param>
/// <param name="Initialization">A script to run before it; null for none.</param>
/// <param name="Location">The folder to run in; null for that of the process.</param>
/// <param name="LanguageMode">The language mode of the session that starts it.</param>
/// <param name="Host">The host that shows what it writes to the screen; null to keep that in its information stream.</param>
internal sealed record ThreadJobScript(
    string Text,
    IReadOnlyList<object?> Arguments,
    IDictionary UsingValues,
    string? Initialization,
    string? Location,
    PSLanguageMode LanguageMode,
    PSHost? Host)
{
    // The engine hands the values of $using: to a script under this name.
    private const string UsingParameter = "--%";

    /// <summary>A new runspace, open and in its folder.</summary>
    public Runspace OpenRunspace()
    {
        var state = InitialSessionState.CreateDefault2();
        state.LanguageMode = LanguageMode;
        var runspace = Host is null ? RunspaceFactory.CreateRunspace(state) : RunspaceFactory.CreateRunspace(Host, state);
        // The OpsShell cmdlets know by it that the job is part of a session.
        runspace.Name = "ThreadJob";
        runspace.Open();
        if (Location is not null)
            runspace.SessionStateProxy.Path.SetLocation(Location);
        return runspace;
    }

    /// <summary>Runs the script that goes before.</summary>
    public void Initialize(System.Management.Automation.PowerShell shell)
    {
        if (Initialization is null)
            return;
        shell.AddScript(Initialization, useLocalScope: false).Invoke();
        shell.Commands.Clear();
    }

    /// <summary>Makes the script what is run next.</summary>
    public void AddTo(System.Management.Automation.PowerShell shell)
    {
        shell.AddScript(Text);
        foreach (var argument in Arguments)
            shell.AddArgument(argument);
        if (UsingValues.Count > 0)
            shell.AddParameter(UsingParameter, UsingValues);
    }
}
