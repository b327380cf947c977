using System.Management.Automation;
using Newtonsoft.Json;

namespace Microsoft.PowerShell.Commands;

/// <summary>Converts objects to JSON text.</summary>
[Cmdlet(VerbsData.ConvertTo, "Json", RemotingCapability = RemotingCapability.None)]
[OutputType(typeof(string))]
public class ConvertToJsonCommand : PSCmdlet, IDisposable
{
    private readonly List<object?> _objects = [];
    private readonly CancellationTokenSource _stop = new();

    /// <summary>The objects; more than one become a JSON array.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true)]
    [AllowNull]
    public object? InputObject { get; set; }

    /// <summary>
    /// How many levels of contained objects are followed, 0 to 100; deeper ones become strings, with a warning.
    /// </summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int Depth { get; set; } = 2;

    /// <summary>Leaves out white space and line breaks.</summary>
    [Parameter]
    public SwitchParameter Compress { get; set; }

    /// <summary>Writes enumeration values by name, not by number.</summary>
    [Parameter]
    public SwitchParameter EnumsAsStrings { get; set; }

    /// <summary>Writes an array even for one object.</summary>
    [Parameter]
    public SwitchParameter AsArray { get; set; }

    /// <summary>
    /// Which characters are escaped: control characters (Default), also all non-ASCII ones, or also those of HTML.
    /// </summary>
    [Parameter]
    public StringEscapeHandling EscapeHandling { get; set; } = StringEscapeHandling.Default;

    /// <inheritdoc/>
    protected override void ProcessRecord() => _objects.Add(InputObject);

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (_objects.Count == 0)
            return;
        var value = _objects.Count > 1 || AsArray ? _objects : _objects[0];
        var context = new JsonObject.ConvertToJsonContext(
            Depth, EnumsAsStrings.IsPresent, Compress.IsPresent, EscapeHandling, this, _stop.Token);
        try
        {
            WriteObject(JsonObject.ConvertToJson(value, in context));
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        catch (RuntimeException e) when (e.ErrorRecord.FullyQualifiedErrorId == "NonStringKeyInDictionary")
        {
            ThrowTerminatingError(new ErrorRecord(e.ErrorRecord, e));
        }
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the cmdlet holds.</summary>
    /// <param name="disposing">False from a finalizer.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _stop.Dispose();
    }
}
