using System.Diagnostics;
using System.Management.Automation;
using System.Runtime.CompilerServices;

namespace Microsoft.PowerShell.Commands;

/// <summary>Gets the processes of the machine.</summary>
[Cmdlet(VerbsCommon.Get, "Process", DefaultParameterSetName = "Name")]
[OutputType(typeof(ProcessModule), typeof(FileVersionInfo), typeof(Process))]
public sealed class GetProcessCommand : ProcessBaseCommand
{
    private const string UserNameType = "System.Diagnostics.Process#IncludeUserName";

    /// <summary>The names; wildcards are allowed. All processes without it.</summary>
    [Parameter(Position = 0, ParameterSetName = "Name", ValueFromPipelineByPropertyName = true)]
    [Parameter(Position = 0, ParameterSetName = "NameWithUserName", ValueFromPipelineByPropertyName = true)]
    [Alias("ProcessName")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Name
    {
        get => Names ?? [];
        set
        {
            Mode = Match.ByName;
            Names = value;
        }
    }

    /// <summary>The process ids.</summary>
    [Parameter(ParameterSetName = "Id", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = "IdWithUserName", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PID")]
    public int[] Id
    {
        get => Ids ?? [];
        set
        {
            Mode = Match.ById;
            Ids = value;
        }
    }

    /// <summary>The processes to look at anew.</summary>
    [Parameter(ParameterSetName = "InputObject", Mandatory = true, ValueFromPipeline = true)]
    [Parameter(ParameterSetName = "InputObjectWithUserName", Mandatory = true, ValueFromPipeline = true)]
    public override Process[]? InputObject
    {
        get => base.InputObject;
        set
        {
            Mode = Match.ByInput;
            base.InputObject = value;
        }
    }

    /// <summary>Adds the user that a process runs as, as UserName.</summary>
    [Parameter(ParameterSetName = "NameWithUserName", Mandatory = true)]
    [Parameter(ParameterSetName = "IdWithUserName", Mandatory = true)]
    [Parameter(ParameterSetName = "InputObjectWithUserName", Mandatory = true)]
    public SwitchParameter IncludeUserName { get; set; }

    /// <summary>Gets the modules that the processes have loaded instead.</summary>
    [Parameter(ParameterSetName = "Name")]
    [Parameter(ParameterSetName = "Id")]
    [Parameter(ParameterSetName = "InputObject")]
    [ValidateNotNull]
    public SwitchParameter Module { get; set; }

    /// <summary>Gets the version of the program file instead; with -Module that of all modules.</summary>
    [Parameter(ParameterSetName = "Name")]
    [Parameter(ParameterSetName = "Id")]
    [Parameter(ParameterSetName = "InputObject")]
    [Alias("FV", "FVI")]
    [ValidateNotNull]
    public SwitchParameter FileVersionInfo { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var process in MatchingProcesses())
        {
            if (Module || FileVersionInfo)
                WriteModules(process);
            else if (IncludeUserName)
                WriteObject(WithUserName(process));
            else
                WriteObject(process);
        }
    }

    private void WriteModules(Process process)
    {
        try
        {
            if (!Module && process.MainModule is { } main)
                WriteObject(main.FileVersionInfo);
            else if (!Module)
                return;
            else if (FileVersionInfo)
                WriteObject(VersionsOf(process.Modules), enumerateCollection: true);
            else
                WriteObject(process.Modules, enumerateCollection: true);
        }
        catch (Exception e) when (IsGone(e) || e is IOException or UnauthorizedAccessException)
        {
            var (what, id) = Module
                ? ("modules", "CouldNotEnumerateModules")
                : ("file version information", "CouldNotEnumerateFileVer");
            WriteError(
                $"Cannot enumerate the {what} of the \"{NameOf(process)}\" process: {e.Message}", id,
                ErrorCategory.PermissionDenied, process, NameOf(process), e);
        }
    }

    private static IEnumerable<FileVersionInfo> VersionsOf(ProcessModuleCollection modules) =>
        modules.Cast<ProcessModule>().Select(module => module.FileVersionInfo);

    private static PSObject WithUserName(Process process)
    {
        // The view with the user goes by this type name.
        var shown = PSObject.AsPSObject(process);
        shown.Properties.Add(new PSNoteProperty("UserName", UserOf(null, process.Id)), preValidated: true);
        shown.TypeNames.Insert(0, UserNameType);
        return shown;
    }

    [UnsafeAccessor(UnsafeAccessorKind.StaticMethod, Name = "NonWindowsGetUserFromPid")]
    private static extern string? UserOf(
        [UnsafeAccessorType("System.Management.Automation.Platform, System.Management.Automation")] object? platform, int path);
}
