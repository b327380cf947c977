using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Security.Cryptography;

namespace Microsoft.PowerShell.Commands;

/// <summary>Computes the hash of files or of a stream.</summary>
[Cmdlet(VerbsCommon.Get, "FileHash", DefaultParameterSetName = OfPath)]
[OutputType(typeof(FileHashInfo))]
public class GetFileHashCommand : HashCmdletBase
{
    private const string OfPath = "Path";
    private const string OfLiteralPath = "LiteralPath";
    private const string OfStream = "StreamParameterSet";

    /// <summary>The files; wildcards are allowed.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OfPath, Position = 0, ValueFromPipeline = true,
        ValueFromPipelineByPropertyName = true)]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>The files; wildcards are plain characters.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OfLiteralPath, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "LP")]
    public string[] LiteralPath { get; set; } = [];

    /// <summary>The stream, read from where it stands to its end.</summary>
    [Parameter(Mandatory = true, ParameterSetName = OfStream, Position = 0)]
    public Stream? InputStream { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        foreach (var path in Path)
        {
            foreach (var file in Resolve(path))
                WriteHash(file);
        }
        foreach (var path in LiteralPath)
            WriteHash(GetUnresolvedProviderPathFromPSPath(path));
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        if (InputStream is not null)
            WriteObject(new FileHashInfo { Algorithm = Algorithm, Hash = HashOf(InputStream), Path = "" });
    }

    private Collection<string> Resolve(string path)
    {
        try
        {
            return GetResolvedProviderPathFromPSPath(path, out _);
        }
        catch (ItemNotFoundException e)
        {
            // A wildcard that matches nothing is no error.
            if (!WildcardPattern.ContainsWildcardCharacters(path))
                WriteError(new ErrorRecord(e, "FileNotFound", ErrorCategory.ObjectNotFound, path));
            return [];
        }
    }

    private void WriteHash(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            WriteObject(new FileHashInfo { Algorithm = Algorithm, Hash = HashOf(stream), Path = file });
        }
        catch (FileNotFoundException e)
        {
            WriteError(new ErrorRecord(e, "FileNotFound", ErrorCategory.ObjectNotFound, file));
        }
        catch (UnauthorizedAccessException e)
        {
            WriteError(new ErrorRecord(e, "UnauthorizedAccessError", ErrorCategory.InvalidData, file));
        }
        catch (IOException e)
        {
            WriteError(new ErrorRecord(e, "FileReadError", ErrorCategory.ReadError, file));
        }
    }

    private string HashOf(Stream stream)
    {
        try
        {
            return Convert.ToHexString(
                CryptographicOperations.HashDataAsync(new HashAlgorithmName(Algorithm), stream, PipelineStopToken)
                    .AsTask().GetAwaiter().GetResult());
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
    }
}
