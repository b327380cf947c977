using System.Collections;
using System.Management.Automation;
using System.Xml;

namespace Microsoft.PowerShell.Commands;

/// <summary>Makes objects of a file that Export-Clixml wrote.</summary>
[Cmdlet(VerbsData.Import, "Clixml", SupportsPaging = true, DefaultParameterSetName = "ByPath")]
public sealed class ImportClixmlCommand : PSCmdlet
{
    /// <summary>The files; a wildcard must match one.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true,
        ParameterSetName = "ByPath")]
    public string[]? Path { get; set; }

    /// <summary>The files; wildcards are plain characters.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = "ByLiteralPath")]
    [Alias("PSPath", "LP")]
    public string[]? LiteralPath { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in LiteralPath ?? Path!)
            Import(path);
    }

    private void Import(string path)
    {
        using var file = DataFile.OpenRead(this, path, LiteralPath is not null);
        using var reader = XmlReader.Create(file, new()
        {
            CheckCharacters = false,
            DtdProcessing = DtdProcessing.Prohibit,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = false,
            XmlResolver = null,
        });
        var objects = new EngineDeserializer(reader).Read();
        if (PagingParameters.IncludeTotalCount)
            WriteObject(PagingParameters.NewTotalCount(0, 0.0));
        if (PagingParameters.Skip == 0 && PagingParameters.First == ulong.MaxValue)
            WriteAll(objects);
        else
            WritePage(objects);
    }

    private void WriteAll(IEnumerable<object?> objects)
    {
        foreach (var item in objects)
            WriteObject(item);
    }

    // A page counts the items of a collection, not the collection.
    private void WritePage(IEnumerable<object?> objects)
    {
        var skipped = 0UL;
        var written = 0UL;
        foreach (var item in objects.SelectMany(Items))
        {
            if (skipped < PagingParameters.Skip)
            {
                skipped++;
                continue;
            }
            if (written++ >= PagingParameters.First)
                return;
            WriteObject(item);
        }
    }

    private static IEnumerable<object?> Items(object? value) =>
        value is PSObject { BaseObject: ICollection items } ? items.Cast<object?>() : [value];
}
