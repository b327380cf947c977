using System.Management.Automation;

namespace OpsShell.Fleet.Commands;

/// <summary>Folds nodes whose command came to the same into one group.</summary>
/// <remarks>
/// <para>
/// Takes the results of Invoke-OpsCommand, also those of -Live, and writes one group for each different answer, the biggest
/// first: the nodes in short form, exit code, output and errors. Two nodes are in one group when exit code, standard output and
/// standard error are equal, character by character.
/// </para>
/// <para>
/// Nodes that were not reached are error records, which PowerShell shows beside the groups. To have them as groups of their own,
/// merge the error stream: Invoke-OpsCommand ... 2>&amp;1 | Group-OpsOutput.
/// </para>
/// </remarks>
/// <example>
/// <code>Invoke-OpsCommand 'uname -r' | Group-OpsOutput</code>
/// <para>Shows the kernel of this machine under its name.</para>
/// </example>
/// <example needs="fleet">
/// <code>Invoke-OpsCommand 'sysctl -n net.ipv4.vs.conn_reuse_mode' -ComputerName '@edge' 2>&amp;1 | Group-OpsOutput</code>
/// <para>Shows which nodes have which value, which refuse to say, and which were not reached.</para>
/// </example>
/// <example needs="fleet">
/// <code>(Invoke-OpsCommand 'cat /etc/os-release' -ComputerName '*' | Group-OpsOutput)[1..999].ComputerName</code>
/// <para>Lists the nodes that differ from the majority.</para>
/// </example>
/// <seealso href="cmdlet:Invoke-OpsCommand">Invoke-OpsCommand</seealso>
[Cmdlet(VerbsData.Group, "OpsOutput")]
[OutputType(typeof(OpsOutputGroup))]
public sealed class GroupOpsOutputCommand : PSCmdlet
{
    private readonly OutputFolder _folder = new();
    private object? _firstRefused;
    private long _refused;

    /// <summary>Results or live lines of Invoke-OpsCommand, or error records of nodes.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true)]
    public object InputObject { get; set; } = null!;

    /// <summary>Only exit code and standard output must be equal; the group has the standard error of its first node.</summary>
    [Parameter]
    public SwitchParameter IgnoreError { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var value = InputObject is PSObject wrapped ? wrapped.BaseObject : InputObject;
        if (_folder.TryAdd(value))
            return;
        // An error that concerns no node, from a merged error stream, stays what it is.
        if (value is ErrorRecord error)
            WriteError(error);
        else if (_refused++ == 0)
            _firstRefused = value;
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        WriteObject(_folder.Groups(IgnoreError), enumerateCollection: true);
        if (_refused == 0)
            return;
        var type = _firstRefused!.GetType().Name;
        var what = _refused == 1 ? $"A {type} is" : $"{_refused} objects, the first a {type}, are";
        WriteError(new ErrorRecord(
            new PSArgumentException($"{what} no output of a node. Pipe in what Invoke-OpsCommand gives."),
            "NotOutput", ErrorCategory.InvalidType, _firstRefused));
    }
}
