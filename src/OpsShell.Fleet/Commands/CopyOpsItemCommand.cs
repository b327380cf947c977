using System.Diagnostics;
using System.Management.Automation;
using OpsShell.Core.Nodes;
using OpsShell.Core.Transport;

namespace OpsShell.Fleet.Commands;

/// <summary>Copies files and folders to nodes, or from nodes to here.</summary>
/// <remarks>
/// <para>
/// Each file is written under a temporary name beside its target, checked by SHA-256 and renamed in one step: a reader on the node
/// sees the old file or the new one, and a copy that fails leaves the old one. Without -Force an existing file is an error.
/// </para>
/// <para>
/// A file goes to the path that is named, or into it when it is a folder there; of a folder the contents go into the folder that
/// is named, which is made. Links that lead out of the folder, devices and sockets are not copied, and the error says so. With
/// -FromNode the path is one on the nodes, and what comes lies under the destination in a folder for each node. A path that
/// fails is an error record; the other paths are copied all the same.
/// </para>
/// <para>
/// Relative paths on a node start at the login user's folder, and so does ~/. Wildcards are not expanded there: name the
/// folder and -Recurse. With -Become the node's shell copies under sudo instead of SFTP; what it makes belongs to root. It needs
/// stat, head, dd and sha256sum there (coreutils or BusyBox), and is not for this machine: run the command as root for that.
/// </para>
/// </remarks>
/// <example needs="fleet">
/// <code>Copy-OpsItem ./sysctl.conf /etc/sysctl.d/90-ipvs.conf -ComputerName '@edge' -Become -Force -WhatIf</code>
/// <para>Says what would be copied where.</para>
/// </example>
/// <example needs="fleet">
/// <code>Copy-OpsItem -Path ./tools -Destination /opt/tools -Recurse -Mode 0755 -ComputerName 'web[01-40]'</code>
/// <para>Copies a folder with all below it to 40 nodes.</para>
/// </example>
/// <example needs="fleet">
/// <code>Copy-OpsItem -FromNode -Path /var/log/messages -Destination ./logs -ComputerName 'web[01-40]'</code>
/// <para>Fetches a log of each node to ./logs/web01/messages, ./logs/web02/messages, ...</para>
/// </example>
/// <seealso href="cmdlet:Invoke-OpsCommand">Invoke-OpsCommand</seealso>
[Cmdlet(VerbsCommon.Copy, "OpsItem", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(OpsCopyResult))]
public sealed class CopyOpsItemCommand : NodeCmdlet
{
    /// <summary>What to copy: local paths, where wildcards are allowed; with -FromNode paths on the nodes, without wildcards.</summary>
    [Parameter(Position = 0, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>
    /// Where to: a path on the nodes; with -FromNode a local folder, which is made. Several paths go into a folder of that name.
    /// </summary>
    [Parameter(Position = 1, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Destination { get; set; } = "";

    /// <summary>Copies from the nodes to here.</summary>
    [Parameter]
    public SwitchParameter FromNode { get; set; }

    /// <summary>Copies folders with all below them.</summary>
    [Parameter]
    public SwitchParameter Recurse { get; set; }

    /// <summary>Replaces existing files.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Permission bits for the files, in octal as chmod takes them: 0644. Default: those of the source.</summary>
    [Parameter]
    [ValidatePattern("^0?[0-7]{3,4}$")]
    public string? Mode { get; set; }

    /// <inheritdoc/>
    protected override void Run(IReadOnlyList<Node> nodes)
    {
        var sources = FromNode ? Path.ToList() : LocalSources();
        var request = new CopyRequest { Recurse = Recurse, Force = Force, Mode = Mode is null ? null : Convert.ToInt32(Mode, 8) };
        var action = FromNode ? "Copy from the node" : "Copy to the node";
        var approved = nodes.Where(node => ShouldProcess($"{node.Name}: {string.Join(", ", sources)} -> {Destination}", action)).ToList();
        var folder = FromNode ? FullPath(Destination) : Destination;
        RunOnNodes(
            approved,
            (connection, cancel) => Copy(connection, sources, folder, request, cancel),
            (node, errors) =>
            {
                foreach (var error in errors)
                    WriteError(NodeErrorRecord.Create(node, error));
            });
    }

    /// <summary>Copies each path, writes what became of it at once, and gives the errors of those that failed.</summary>
    private List<NodeError> Copy(
        INodeConnection connection, List<string> sources, string destination, CopyRequest request, CancellationToken cancellationToken)
    {
        using var files = connection.OpenFiles();
        var errors = new List<NodeError>();
        for (var index = 0; index < sources.Count; index++)
        {
            try
            {
                var result = CopyOne(files, connection.Node, sources[index], sources.Count, destination, request, cancellationToken);
                Post(() => WriteObject(result));
            }
            catch (NodeException error) when (error.Id is NodeErrorId.ConnectionLost or NodeErrorId.BecomeFailed or NodeErrorId.Cancelled)
            {
                errors.Add(new NodeError(error.Id, $"{error.Message} Not copied: {string.Join(", ", sources[index..])}.", error.Remedy));
                break;
            }
            catch (NodeException error)
            {
                errors.Add(error.ToError());
            }
        }
        return errors;
    }

    private OpsCopyResult CopyOne(
        INodeFiles files, Node node, string source, int sources, string destination, CopyRequest request, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        if (!FromNode)
            return Result(node, source, files.Upload(source, UploadPath(source, destination, sources), request, cancellationToken), Stopwatch.GetElapsedTime(started));
        // A folder of the node's own, because many nodes have a file of the same name.
        var folder = System.IO.Path.Combine(destination, SafeFileName.For(node.Name));
        try
        {
            Directory.CreateDirectory(folder);
            var path = System.IO.Path.Combine(folder, SafeFileName.For(LastPart(source)));
            return Result(node, source, files.Download(source, path, request, cancellationToken), Stopwatch.GetElapsedTime(started));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new NodeException(NodeErrorId.CopyFailed, $"{node.Name}: the folder {folder} cannot be made here: {error.Message}", "Name another with -Destination.", error);
        }
        finally
        {
            RemoveIfEmpty(folder);
        }
    }

    // A node of which nothing came gets no folder.
    private static void RemoveIfEmpty(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: false);
        }
        catch (IOException)
        {
            // There is something in it, or it could not be made.
        }
        catch (UnauthorizedAccessException)
        {
            // Somebody else's.
        }
    }

    private OpsCopyResult Result(Node node, string source, CopyOutcome outcome, TimeSpan duration) => new()
    {
        ComputerName = node.Name,
        Source = source,
        Destination = outcome.Path,
        FromNode = FromNode,
        Files = outcome.Files,
        Bytes = outcome.Bytes,
        Sha256 = outcome.Sha256,
        Verified = outcome.Verified,
        Duration = duration,
    };

    private static string UploadPath(string source, string destination, int sources) =>
        sources > 1 ? $"{destination.TrimEnd('/')}/{LastPart(source)}" : destination;

    private static string LastPart(string path) => path.TrimEnd('/').Split('/')[^1];

    private List<string> LocalSources()
    {
        var sources = new List<string>();
        foreach (var path in Path)
        {
            try
            {
                sources.AddRange(SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _));
            }
            catch (ItemNotFoundException error)
            {
                ThrowTerminatingError(new ErrorRecord(error, "LocalFileNotFound", ErrorCategory.ObjectNotFound, path));
            }
        }
        if (sources.Count == 0)
            ThrowTerminatingError(new ErrorRecord(
                new ItemNotFoundException($"Nothing here matches '{string.Join("', '", Path)}'."), "LocalFileNotFound", ErrorCategory.ObjectNotFound, Path));
        return sources;
    }
}
