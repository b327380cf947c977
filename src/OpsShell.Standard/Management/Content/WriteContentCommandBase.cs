using System.Management.Automation;
using System.Management.Automation.Provider;

namespace Microsoft.PowerShell.Commands;

/// <summary>A cmdlet that writes into items. They are opened once and stay open for all that comes down the pipeline.</summary>
public abstract class WriteContentCommandBase : ContentCommandBase, IDisposable
{
    private readonly List<(PathInfo Item, IContentWriter Writer)> _open = [];
    private bool _isOpen;
    private bool _hasPipedPaths;

    /// <summary>What is written, one line each.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [AllowNull]
    [AllowEmptyCollection]
    public object[]? Value { get; set; }

    /// <summary>Writes what was written to the pipeline too, as one array for each time that something came.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void BeginProcessing() =>
        _hasPipedPaths = !MyInvocation.BoundParameters.ContainsKey(nameof(Path))
            && !MyInvocation.BoundParameters.ContainsKey(nameof(LiteralPath));

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (_hasPipedPaths)
            Close();
        if (!_isOpen)
            Open();
        foreach (var (item, writer) in _open)
            Write(item, writer, Value ?? []);
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Close();

    /// <summary>Closes the items if the pipeline ended early.</summary>
    public void Dispose()
    {
        Close();
        GC.SuppressFinalize(this);
    }

    /// <summary>The verb that the user is asked about.</summary>
    private protected abstract string ActionName { get; }

    /// <summary>Makes an item ready before it is opened.</summary>
    private protected virtual void Prepare(PathInfo item) { }

    /// <summary>Goes to where writing begins.</summary>
    private protected virtual void Seek(IContentWriter writer) { }

    private void Open()
    {
        _isOpen = true;
        foreach (var item in Resolve(Path, mayBeNew: true))
        {
            if (ShouldProcess($"Path: {item.Path}", ActionName))
                Attempt(() => Open(item));
        }
    }

    private void Open(PathInfo item)
    {
        Prepare(item);
        foreach (var writer in InvokeProvider.Content.GetWriter(NameOf(item), NewContext()))
        {
            // Open before it is moved, so that it is closed in any case.
            _open.Add((item, writer));
            try
            {
                Seek(writer);
            }
            catch (PSNotSupportedException e)
            {
                // Writing on would replace what the item has: Add-Content to an environment variable.
                ThrowTerminatingError(new ErrorRecord(e.ErrorRecord, e));
            }
        }
    }

    private void Write(PathInfo item, IContentWriter writer, object[] content)
    {
        try
        {
            var written = writer.Write(content);
            if (PassThru && written is { Count: > 0 })
                WriteObject(NotesOf(item).Tag(written.Cast<object>().ToArray(), written.Count), enumerateCollection: false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            WriteError(new ErrorRecord(e, "ProviderContentWriteError", ErrorCategory.WriteError, item.Path));
        }
    }

    private void Close()
    {
        foreach (var (_, writer) in _open)
        {
            writer.Close();
            writer.Dispose();
        }
        _open.Clear();
        _isOpen = false;
    }

    private protected override object? DynamicParametersIn(EngineContext context) =>
        InvokeProvider.Content.GetContentWriterDynamicParameters(FirstPath, context);
}
