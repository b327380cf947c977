using System.Diagnostics;
using System.Management.Automation;
using OpsShell.Core.Nodes;
using OpsShell.Core.Transport;
using OpsShell.Core.Transport.Ssh;
using OpsShell.Core.Transport.Terminal;
using OpsShell.Fleet.Completion;

namespace OpsShell.Fleet.Commands;

/// <summary>Opens an interactive login on a node, in this terminal, and comes back when it ends.</summary>
/// <remarks>
/// <para>
/// The node's login shell gets a terminal of its own kind and size, which follows this one when its window changes. All keys go to
/// the node, Ctrl-C and Ctrl-Z too, so that editors and other full-screen programs work. The exit code of the login shell is in
/// $LASTEXITCODE afterwards, where the node tells it.
/// </para>
/// <para>
/// When the node does not answer any more: Enter, then ~. (a tilde and a full stop at the beginning of a line) comes back at
/// once. ~~ there types one tilde.
/// </para>
/// <para>
/// It logs in as all other cmdlets do (host key, keys, agent, jump hosts). This machine is entered by the shell that $SHELL names.
/// Mounted roots and recordings cannot be entered.
/// </para>
/// </remarks>
/// <example needs="fleet">
/// <code>Enter-OpsNode web07</code>
/// <para>Logs in to web07.</para>
/// </example>
/// <example needs="fleet">
/// <code>Use-OpsNode web07; Enter-OpsNode -UserName root</code>
/// <para>Logs in to the default target, as root.</para>
/// </example>
/// <seealso href="about:OpsShell_Connections">about_OpsShell_Connections</seealso>
[Cmdlet(VerbsCommon.Enter, "OpsNode")]
[OutputType(typeof(void))]
public sealed class EnterOpsNodeCommand : LoginCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();

    /// <summary>The one node to log in to. Without it: the default target that Use-OpsNode has set, else this machine.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("HostName", "Node", "Cn")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(NodeNameCompleter))]
    public object? ComputerName { get; set; }

    /// <summary>
    /// The file with the inventory, in YAML, JSON or CSV, or a plain list of hosts. Default: the file that OPSSHELL_INVENTORY
    /// names, then ~/.config/opsshell/inventory.yaml, then /etc/opsshell/inventory.yaml.
    /// </summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Inventory { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ComputerName is null && MyInvocation.ExpectingInput)
            return;
        var node = OneNode();
        if (!LocalTerminal.Exists)
            Refuse("NotATerminal", "Enter-OpsNode needs a terminal, and standard input or output is not one. Invoke-OpsCommand runs commands without.", node);
        // The host may have the terminal in a state of its own, as it has while a native program runs.
        Host.NotifyBeginApplication();
        try
        {
            Enter(node);
        }
        catch (NodeException error)
        {
            ThrowTerminatingError(NodeErrorRecord.Create(node, error.ToError()));
        }
        catch (OperationCanceledException)
        {
            // The pipeline is being stopped.
        }
        finally
        {
            Host.NotifyEndApplication();
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    private Node OneNode()
    {
        var nodes = ComputerName is null ? DefaultTarget.Resolve(this, Inventory) : NodeReferences.Resolve(this, [ComputerName], Inventory);
        if (nodes.Count != 1)
            Refuse("NotOneNode", $"Enter-OpsNode enters one node; this names {(nodes.Count == 0 ? "none" : $"{nodes.Count}")}.", ComputerName);
        return nodes[0];
    }

    private void Enter(Node node)
    {
        switch (node.Transport)
        {
            case NodeTransport.Ssh:
                LogIn(node);
                break;
            case NodeTransport.Local:
                StartShell();
                break;
            default:
                throw new NodeException(
                    NodeErrorId.NotSupported, $"{node.Name}: nobody can log in to a {(node.Transport == NodeTransport.Snapshot ? "recording" : "mounted root")}.",
                    "Enter the machine itself, by its own name.");
        }
    }

    private void LogIn(Node node)
    {
        // A connection of its own: it may end in any state, and others may want theirs meanwhile.
        using var connector = NodeConnections.OpenCold(LoginOptions());
        using var connection = (SshConnection)connector.Connect(node, _stop.Token);
        var end = connection.LogIn(_stop.Token);
        SetExitCode(end.ExitCode);
        if (end.Lost is { } lost)
            WriteError(NodeErrorRecord.Create(node, lost.ToError()));
        else if (end.Left)
            WriteWarning($"The login on {node.Name} was left; what ran there may still run.");
    }

    private void StartShell()
    {
        var shell = Environment.GetEnvironmentVariable("SHELL") is { Length: > 0 } own ? own : "/bin/sh";
        using var process = Process.Start(new ProcessStartInfo(shell) { WorkingDirectory = SessionState.Path.CurrentFileSystemLocation.ProviderPath })!;
        using var stopping = _stop.Token.Register(process.Kill);
        process.WaitForExit();
        SetExitCode(process.ExitCode);
    }

    private void SetExitCode(int? code) => SessionState.PSVariable.Set("global:LASTEXITCODE", code);

    private void Refuse(string id, string message, object? target) =>
        ThrowTerminatingError(new ErrorRecord(new PSInvalidOperationException(message), id, ErrorCategory.InvalidOperation, target));

    /// <summary>Frees what the cmdlet holds.</summary>
    public void Dispose() => _stop.Dispose();
}
