using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace Microsoft.PowerShell.Commands;

/// <summary>Removes type data from the session, until it ends.</summary>
[Cmdlet(VerbsCommon.Remove, "TypeData", SupportsShouldProcess = true, DefaultParameterSetName = DataSet,
    HelpUri = "https://go.microsoft.com/fwlink/?LinkID=2096622")]
public class RemoveTypeDataCommand : PSCmdlet
{
    private const string NameSet = "RemoveTypeSet";
    private const string FileSet = "RemoveFileSet";
    private const string DataSet = "RemoveTypeDataSet";

    /// <summary>The type whose data goes.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true, ParameterSetName = NameSet)]
    [TypeName]
    [ValidateNotNullOrEmpty]
    public string TypeName { get; set; } = "";

    /// <summary>The files whose data goes; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = FileSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The type data that goes.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = DataSet)]
    public TypeData? TypeData { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == FileSet)
            RemoveFiles();
        else
            RemoveType(TypeData?.TypeName ?? TypeName);
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => new TypeEngine(this).Refresh();

    private void RemoveType(string name)
    {
        if (!ShouldProcess($"TypeName: {name}", "Remove TypeData"))
            return;
        foreach (var error in new TypeEngine(this).Update(new TypeData(name), remove: true))
            Fail(new RuntimeException(error), "TypesDynamicRemoveException");
    }

    private void RemoveFiles()
    {
        var engine = new TypeEngine(this);
        var remaining = engine.State.Types.ToList();
        var before = remaining.Count;
        foreach (var file in UpdateData.Files(this, Path, "TypePathException"))
        {
            if (!ShouldProcess($"FileName: {file}", "Remove type file"))
                continue;
            if (remaining.RemoveAll(entry => entry.FileName is { } name && System.IO.Path.GetFullPath(name) == file) == 0)
                Fail(new InvalidOperationException($"The file '{file}' is not one of the session's type files."), "TypeFileNotExistsInCurrentSession");
        }
        if (remaining.Count == before)
            return;
        try
        {
            engine.ReplaceTypes(remaining);
        }
        catch (RuntimeException error)
        {
            Fail(error, "TypesFileRemoveException");
        }
    }

    private void Fail(Exception error, string id) => WriteError(new ErrorRecord(error, id, ErrorCategory.InvalidOperation, null));
}
