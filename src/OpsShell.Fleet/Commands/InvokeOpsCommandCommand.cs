using System.Management.Automation;
using System.Text;
using OpsShell.Core.Nodes;
using OpsShell.Core.Transport;

namespace OpsShell.Fleet.Commands;

/// <summary>Runs a shell command or a local script on nodes.</summary>
/// <remarks>
/// <para>
/// The command is text for the node's sh; -ArgumentList gives it $1, $2, ... which no shell interprets. -Script runs a local
/// file by the interpreter that its #! line names, without leaving anything on the node. Every node gives one result, in order of
/// completion, with exit code, standard output and standard error; a non-zero exit code is a result, not an error. With -Live
/// every line comes as it is written.
/// </para>
/// <para>
/// Pipeline input names the nodes. When -ComputerName names them, pipeline input is the command's standard input: strings are
/// lines, byte arrays are taken as they are. Ctrl-C ends the commands on the nodes too.
/// </para>
/// </remarks>
/// <example>
/// <code>Invoke-OpsCommand 'uname -r'</code>
/// <para>Runs a command on this machine.</para>
/// </example>
/// <example needs="fleet">
/// <code>Invoke-OpsCommand 'uname -r' -ComputerName '*' -ThrottleLimit 64 | Group-OpsOutput</code>
/// <para>Runs it on all nodes of the inventory and folds equal answers together.</para>
/// </example>
/// <example needs="fleet">
/// <code>Invoke-OpsCommand -Script ./triage.sh -ArgumentList eth0, 'a b' -ComputerName 'web[01-40]' -Become -Timeout 30</code>
/// <para>Runs a local script as root with two arguments, for at most 30 seconds on each node.</para>
/// </example>
/// <example>
/// <code>'first', 'second' | Invoke-OpsCommand 'sort -r' -ComputerName local</code>
/// <para>Gives the command two lines on its standard input.</para>
/// </example>
/// <example needs="fleet">
/// <code>Invoke-OpsCommand 'journalctl -fu kubelet' -ComputerName '@edge' -Live</code>
/// <para>Follows a log on many nodes until Ctrl-C.</para>
/// </example>
/// <seealso href="about:OpsShell_Nodes">about_OpsShell_Nodes</seealso>
/// <seealso href="cmdlet:Group-OpsOutput">Group-OpsOutput</seealso>
[Cmdlet(VerbsLifecycle.Invoke, "OpsCommand", DefaultParameterSetName = CommandSet)]
[OutputType(typeof(OpsCommandResult), typeof(OpsCommandLine))]
public sealed class InvokeOpsCommandCommand : NodeCmdlet
{
    private const string CommandSet = "Command";
    private const string ScriptSet = "Script";
    private readonly MemoryStream _input = new();

    /// <summary>The command, as text for <c>sh</c>. Several lines are allowed.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = CommandSet)]
    [ValidateNotNullOrEmpty]
    public string Command { get; set; } = "";

    /// <summary>A local script file. Its <c>#!</c> line names the interpreter on the node; without one it is <c>sh</c>.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ScriptSet)]
    [ValidateNotNullOrEmpty]
    public string Script { get; set; } = "";

    /// <summary>Arguments of the command or script: <c>$1</c>, <c>$2</c>, ...; they are passed as they are, <c>$null</c> as an empty one.</summary>
    [Parameter]
    [Alias("Args")]
    [AllowEmptyString]
    [AllowNull]
    public string?[]? ArgumentList { get; set; } = [];

    /// <summary>
    /// Standard input of the command: strings are lines, byte arrays are bytes. From the pipeline when -ComputerName names the
    /// nodes.
    /// </summary>
    [Parameter(ValueFromPipeline = true)]
    [AllowEmptyString]
    [AllowNull]
    public object? InputObject { get; set; }

    /// <summary>A local file for the command's standard input.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? InputFile { get; set; }

    /// <summary>Limit in seconds for the command on each node; then it is ended there and TimedOut is true. Default: none.</summary>
    [Parameter]
    [ValidateRange(0.1, 604800.0)]
    public double? Timeout { get; set; }

    /// <summary>Writes every line as it comes instead of one result for each node.</summary>
    [Parameter]
    public SwitchParameter Live { get; set; }

    private bool _inputNamed;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        _inputNamed = MyInvocation.BoundParameters.ContainsKey(nameof(InputObject));
        if (_inputNamed && InputFile is not null)
            RefuseTwoInputs("-InputObject");
        if (_inputNamed)
            AddInput(InputObject);
    }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        base.ProcessRecord();
        // PowerShell binds a piped object to every parameter that takes one; it is standard input only when it is not a node.
        if (!NamedByParameter || _inputNamed)
            return;
        if (InputFile is not null && MyInvocation.ExpectingInput)
            RefuseTwoInputs("the pipeline");
        AddInput(InputObject);
    }

    /// <inheritdoc/>
    protected override Dictionary<string, object?> JobParameters()
    {
        var parameters = base.JobParameters();
        parameters.Remove(nameof(InputObject));
        if (_input.Length > 0)
            parameters[nameof(InputObject)] = _input.ToArray();
        return parameters;
    }

    /// <inheritdoc/>
    protected override void Run(IReadOnlyList<Node> nodes)
    {
        var request = Request();
        if (Live)
            RunOnNodes(nodes, (connection, cancel) => RunLive(connection, request, cancel), (node, outcome) => WriteEnd(node, outcome));
        else
            RunOnNodes(nodes, (connection, cancel) => connection.Execute(request, null, cancel),
                (node, outcome) => WriteObject(OpsCommandResult.From(node.Name, outcome)));
    }

    private void RefuseTwoInputs(string other) =>
        ThrowTerminatingError(new ErrorRecord(
            new PSArgumentException($"-InputFile and {other} are both standard input; give one of them."), "InputTwice", ErrorCategory.InvalidArgument, null));

    private CommandRequest Request()
    {
        var (text, interpreter) = ParameterSetName == ScriptSet ? ReadScript() : (Command, null);
        return new CommandRequest
        {
            Script = RefuseNul(text, ParameterSetName == ScriptSet ? Script : "the command"),
            Interpreter = interpreter,
            Arguments = [.. (ArgumentList ?? []).Select(argument => RefuseNul(argument ?? "", "an argument"))],
            StandardInput = InputFile is not null ? ReadLocal(InputFile) : _input.ToArray(),
            Become = BecomeChosen,
            BecomePassword = BecomeCredential?.GetNetworkCredential().Password,
            Timeout = Timeout is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            // A live line has been written already, so it need not be kept.
            OutputLimit = Live ? 0 : new CommandRequest { Script = "" }.OutputLimit,
        };
    }

    private (string Text, string? Interpreter) ReadScript()
    {
        var text = Encoding.UTF8.GetString(ReadLocal(Script)).TrimStart('\ufeff');
        return (text, ScriptInterpreter.Of(text));
    }

    private byte[] ReadLocal(string path)
    {
        var file = FullPath(path);
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            var category = error is FileNotFoundException or DirectoryNotFoundException ? ErrorCategory.ObjectNotFound : ErrorCategory.ReadError;
            ThrowTerminatingError(new ErrorRecord(error, "LocalFileUnreadable", category, file));
            throw;
        }
    }

    private string RefuseNul(string text, string what)
    {
        if (text.Contains('\0', StringComparison.Ordinal))
            ThrowTerminatingError(new ErrorRecord(
                new PSArgumentException($"{what} has a NUL character, which no shell can take. Is it a binary file? Copy-OpsItem brings one to the nodes."),
                "NulCharacter", ErrorCategory.InvalidData, text));
        return text;
    }

    private CommandOutcome RunLive(INodeConnection connection, CommandRequest request, CancellationToken cancellationToken)
    {
        var name = connection.Node.Name;
        var lines = new LineSink((stream, line) => Post(() => WriteObject(new OpsCommandLine(name, stream, line))));
        try
        {
            return connection.Execute(request, lines, cancellationToken);
        }
        finally
        {
            lines.Flush();
        }
    }

    private void WriteEnd(Node node, CommandOutcome outcome)
    {
        if (outcome.ExitCode != 0)
            WriteObject(new OpsCommandLine(
                node.Name, CommandStream.End, OpsCommandResult.EndingOf(outcome.ExitCode, outcome.Signal, outcome.TimedOut), outcome.ExitCode));
    }

    private void AddInput(object? input)
    {
        switch (input is PSObject wrapped ? wrapped.BaseObject : input)
        {
            case null:
                break;
            case byte[] bytes:
                _input.Write(bytes);
                break;
            case string line:
                _input.Write(Encoding.UTF8.GetBytes(line + "\n"));
                break;
            case System.Collections.IEnumerable several:
                foreach (var one in several)
                    AddInput(one);
                break;
            case var other:
                AddInput(LanguagePrimitives.ConvertTo<string>(other));
                break;
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _input.Dispose();
        base.Dispose(disposing);
    }
}
