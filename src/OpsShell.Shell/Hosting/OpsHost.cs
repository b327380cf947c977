using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;

namespace OpsShell.Shell.Hosting;

/// <summary>The PowerShell host of <c>opsshell</c>: data to standard output, everything else to standard error.</summary>
/// <param name="nonInteractive">Whether questions to the user are errors.</param>
/// <param name="keyboard">Where answers come from; .NET's console without one.</param>
internal sealed class OpsHost(bool nonInteractive = false, IKeyboard? keyboard = null) : PSHost, IHostSupportsInteractiveSession
{
    private readonly OpsHostUserInterface _userInterface = new(keyboard ?? new ConsoleKeyboard(), nonInteractive);

    /// <summary>The code that a script's <c>exit</c> asked for, or null.</summary>
    public int? ExitCode { get; private set; }

    public override string Name => "OpsShell";

    public override Version Version => typeof(OpsHost).Assembly.GetName().Version!;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI => _userInterface;

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    /// <summary>Leaves a nested prompt, or ends the program.</summary>
    public override void SetShouldExit(int exitCode)
    {
        if (Nested is { IsOpen: true })
            Nested.Exit();
        else
            ExitCode = exitCode;
    }

    /// <summary>What scripts see as <c>$Host.PrivateData</c>; nothing but in an interactive shell.</summary>
    public override PSObject? PrivateData => InteractiveData;

    /// <summary>What an interactive shell adds to the host.</summary>
    public PSObject? InteractiveData { get; set; }

    /// <summary>Has something done when nobody reads standard output any more.</summary>
    public void WhenReaderGoes(Action action) => _userInterface.ReaderGone = action;

    /// <summary>Removes a progress line that a command left.</summary>
    public void EndProgress() => _userInterface.EndProgress();

    /// <summary>Does something, and gives what it writes for standard output instead of writing it.</summary>
    public string Hold(Action work) => _userInterface.Hold(work);

    /// <summary>Nested prompts, in an interactive shell.</summary>
    public INestedPrompts? Nested { get; set; }

    public override void EnterNestedPrompt() => NestedOrThrow().Enter();

    public override void ExitNestedPrompt() => NestedOrThrow().Exit();

    private INestedPrompts NestedOrThrow() => Nested ?? throw new NotSupportedException("There is no interactive prompt in this mode.");

    /// <summary>The session, once it is open; what scripts see as <c>$Host.Runspace</c>.</summary>
    public Runspace Runspace { get; set; } = null!;

    /// <summary>Whether a session has been made with this host.</summary>
    public bool IsAttached => Runspace is not null;

    public bool IsRunspacePushed => false;

    /// <summary>A session of PowerShell remoting cannot take the place of this one.</summary>
    public void PushRunspace(Runspace runspace) =>
        throw new NotSupportedException("opsshell cannot enter a PowerShell session; Enter-OpsNode opens a login on a node, Invoke-Command runs in a session.");

    public void PopRunspace()
    {
        // None was pushed; Exit-PSSession is no error then.
    }

    /// <summary>The native commands that run.</summary>
    public NativeCommands NativeCommands { get; } = new();

    public override void NotifyBeginApplication() => NativeCommands.OnBegin();

    public override void NotifyEndApplication() => NativeCommands.OnEnd();
}
