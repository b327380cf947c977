using System.Globalization;
using System.Management.Automation;
using System.Text;

namespace Microsoft.PowerShell.Commands;

/// <summary>Shows the bytes of files, texts and numbers in hexadecimal.</summary>
[Cmdlet(VerbsCommon.Format, "Hex", HelpUri = "https://go.microsoft.com/fwlink/?LinkId=526919")]
[OutputType(typeof(ByteCollection))]
[Alias("fhx")]
public sealed class FormatHex : PSCmdlet
{
    private const int BytesOnLine = 16;
    private readonly List<byte> _pending = [];
    private Type? _pendingType;

    /// <summary>The files; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = "Path")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The files, wildcards being plain characters.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "LiteralPath")]
    [ValidateNotNullOrEmpty]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>A text, number, array of numbers, or file.</summary>
    [Parameter(Mandatory = true, ParameterSetName = "ByInputObject", ValueFromPipeline = true)]
    public PSObject? InputObject { get; set; }

    /// <summary>The encoding of texts that come as objects; UTF-8 by default.</summary>
    [Parameter(ParameterSetName = "ByInputObject")]
    [FileEncoding]
    [ArgumentCompleter(typeof(FileEncodingCompleter))]
    [ValidateNotNullOrEmpty]
    public Encoding Encoding { get; set; } = FileEncodingAttribute.Default;

    /// <summary>Changes nothing: numbers and texts are always shown by all of their bytes.</summary>
    [Parameter(ParameterSetName = "ByInputObject", DontShow = true)]
    [Obsolete("Raw parameter is deprecated.")]
    public SwitchParameter Raw { get; set; }

    /// <summary>How many bytes are shown at most.</summary>
    [Parameter]
    [ValidateRange(ValidateRangeKind.Positive)]
    public long Count { get; set; } = long.MaxValue;

    /// <summary>How many bytes are passed over at the start.</summary>
    [Parameter]
    [ValidateRange(ValidateRangeKind.NonNegative)]
    public long Offset { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        if (ParameterSetName == "ByInputObject")
            Take(InputObject!.BaseObject);
        else if (ParameterSetName == "LiteralPath")
            WriteFiles(LiteralPath, literal: true);
        else
            WriteFiles(Path, literal: false);
    }

    /// <inheritdoc/>
    protected override void EndProcessing() => Flush();

    private void Take(object value)
    {
        switch (value)
        {
            case FileSystemInfo file:
                Flush();
                WriteFiles([file.FullName], literal: true);
                break;
            case string text:
                Flush();
                WriteBytes(Encoding.GetBytes(text), typeof(string));
                break;
            default:
                TakeBytes(value);
                break;
        }
    }

    // Numbers of one type that come one after the other are shown together; an array stands for itself.
    private void TakeBytes(object value)
    {
        if (PrimitiveBytes.Of(value) is not { } bytes)
        {
            WriteError(new ErrorRecord(
                new ArgumentException($"Cannot convert input of type '{value.GetType()}' to hexadecimal. To view the hexadecimal formatting of "
                    + "its string representation, pipe it to the Out-String cmdlet before piping it to Format-Hex."),
                "FormatHexTypeNotSupported", ErrorCategory.InvalidArgument, value.GetType()));
            return;
        }
        var type = value is Array ? value.GetType() : PrimitiveBytes.Underlying(value.GetType())!;
        if (value is Array || type != _pendingType)
            Flush();
        _pendingType = type;
        _pending.AddRange(bytes);
    }

    private void Flush()
    {
        if (_pending.Count > 0)
            WriteBytes([.. _pending], _pendingType!);
        _pending.Clear();
        _pendingType = null;
    }

    private void WriteBytes(byte[] bytes, Type type)
    {
        // Lines are shown together by their label, and two texts that follow each other are not one.
        var label = string.Create(CultureInfo.InvariantCulture, $"{type.Name} ({type.FullName}) <{Random.Shared.Next():X8}>");
        var from = (int)Math.Min(bytes.Length, Offset);
        var to = from + (int)Math.Min(bytes.Length - from, Count);
        for (var at = from; at < to; at += BytesOnLine)
            WriteObject(ByteCollection.Unnamed((ulong)(at - from), bytes[at..Math.Min(at + BytesOnLine, to)], label));
    }

    private void WriteFiles(string[] paths, bool literal)
    {
        foreach (var file in paths.SelectMany(path => Resolve(path, literal)))
        {
            try
            {
                WriteFile(file);
            }
            catch (IOException error)
            {
                WriteError(new ErrorRecord(error, "FormatHexIOError", ErrorCategory.WriteError, file));
            }
            catch (UnauthorizedAccessException error)
            {
                WriteError(new ErrorRecord(error, "FormatHexUnauthorizedAccessError", ErrorCategory.PermissionDenied, file));
            }
        }
    }

    private void WriteFile(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        stream.Seek(Offset, SeekOrigin.Begin);
        var line = new byte[BytesOnLine];
        var offset = Offset;
        var remaining = Count;
        while (remaining > 0 && Fill(stream, line, remaining) is > 0 and var read)
        {
            WriteObject(new ByteCollection((ulong)offset, line[..read], file));
            offset += read;
            remaining -= read;
        }
    }

    private static int Fill(FileStream stream, byte[] line, long most)
    {
        var wanted = line.AsSpan(0, (int)Math.Min(line.Length, most));
        return stream.ReadAtLeast(wanted, wanted.Length, throwOnEndOfStream: false);
    }

    private List<string> Resolve(string path, bool literal)
    {
        try
        {
            ProviderInfo provider;
            List<string> files = literal
                ? [SessionState.Path.GetUnresolvedProviderPathFromPSPath(path, out provider, out _)]
                : [.. SessionState.Path.GetResolvedProviderPathFromPSPath(path, out provider)];
            if (provider.Name == "FileSystem")
                return files;
            WriteError(new ErrorRecord(
                new ArgumentException($"'{path}' is not a file: it belongs to the provider {provider.Name}."),
                "FormatHexOnlySupportsFileSystemPaths", ErrorCategory.InvalidArgument, path));
        }
        catch (ItemNotFoundException error)
        {
            if (!WildcardPattern.ContainsWildcardCharacters(path))
                WriteError(new ErrorRecord(error, "FileNotFound", ErrorCategory.ObjectNotFound, path));
        }
        return [];
    }
}
