using System.Management.Automation;
using System.Management.Automation.Remoting;

namespace Microsoft.PowerShell.Commands;

/// <summary>Writes the commands of the session and what they show to a file, until Stop-Transcript or the end of the session.</summary>
[Cmdlet(VerbsLifecycle.Start, "Transcript", SupportsShouldProcess = true, DefaultParameterSetName = PathSet,
    HelpUri = "https://go.microsoft.com/fwlink/?LinkID=2096485")]
[OutputType(typeof(string))]
public sealed class StartTranscriptCommand : PSCmdlet
{
    private const string PathSet = "ByPath";
    private const string LiteralSet = "ByLiteralPath";
    private const string FolderSet = "ByOutputDirectory";

    /// <summary>The file; by default that of $Transcript, or a new one in the home folder.</summary>
    [Parameter(Position = 0, ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string? Path { get; set; }

    /// <summary>The file, wildcards being plain characters.</summary>
    [Parameter(Position = 0, ParameterSetName = LiteralSet)]
    [Alias("PSPath", "LP")]
    [ValidateNotNullOrEmpty]
    public string? LiteralPath { get; set; }

    /// <summary>A folder in which a new file with a name of its own is made.</summary>
    [Parameter(Position = 0, ParameterSetName = FolderSet)]
    [ValidateNotNullOrEmpty]
    public string? OutputDirectory { get; set; }

    /// <summary>Adds to the end of the file.</summary>
    [Parameter]
    public SwitchParameter Append { get; set; }

    /// <summary>Writes to a read-only file too; it stays writable.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <summary>Refuses to overwrite a file that exists.</summary>
    [Parameter]
    [Alias("NoOverwrite")]
    public SwitchParameter NoClobber { get; set; }

    /// <summary>Notes the time at which each command begins.</summary>
    [Parameter]
    public SwitchParameter IncludeInvocationHeader { get; set; }

    /// <summary>Begins the file with the time only, without user, machine and versions.</summary>
    [Parameter]
    public SwitchParameter UseMinimalHeader { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        var asked = Path ?? LiteralPath ?? (OutputDirectory is null ? GetVariableValue("global:Transcript") as string : null)
            ?? TranscriptEngine.NewPath(OutputDirectory);
        var file = DataFile.Resolve(this, asked, ParameterSetName != PathSet);
        if (!ShouldProcess(file))
            return;
        MakeRoom(file);
        try
        {
            TranscriptEngine.Start(
                Host.UI, file, GetVariableValue("PSSenderInfo") as PSSenderInfo, IncludeInvocationHeader, UseMinimalHeader);
            TranscriptEngine.EndWithSession(Host.UI);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            Fail(error);
        }
        var started = new PSObject($"Transcript started, output file is {asked}");
        started.Properties.Add(new PSNoteProperty("Path", asked));
        WriteObject(started);
    }

    /// <summary>
    /// The engine writes to the file later and in the background, where an error would be lost: what could go wrong is tried here.
    /// </summary>
    private void MakeRoom(string file)
    {
        if (NoClobber && !Append && File.Exists(file))
            ThrowTerminatingError(new ErrorRecord(
                new UnauthorizedAccessException($"File {file} already exists and NoClobber was specified."), "NoClobber",
                ErrorCategory.ResourceExists, file));
        try
        {
            var info = new FileInfo(file);
            if (info.Exists && info.IsReadOnly)
            {
                if (!Force)
                    ThrowTerminatingError(new ErrorRecord(
                        new ArgumentException($"The file '{file}' is read-only; -Force writes to it."), "FileReadOnly",
                        ErrorCategory.InvalidArgument, file));
                info.IsReadOnly = false;
            }
            info.Directory?.Create();
            using var probe = new FileStream(file, Append ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.ReadWrite);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            Fail(error);
        }
    }

    private void Fail(Exception error) => ThrowTerminatingError(new ErrorRecord(
        new PSInvalidOperationException($"The transcript cannot be started: {error.Message}", error), "CannotStartTranscription",
        ErrorCategory.InvalidOperation, null));
}
