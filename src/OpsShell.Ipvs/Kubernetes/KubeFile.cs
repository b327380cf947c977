using System.Globalization;
using System.Management.Automation;
using System.Text.Json;
using OpsShell.Core.Text;

namespace OpsShell.Ipvs.Kubernetes;

/// <summary>Reads files of <c>kubectl get services,endpointslices -A -o json</c> or <c>-o yaml</c>: lists, single objects, or several of either.</summary>
internal static class KubeFile
{
    /// <summary>Largest file that is read: 512 MiB, some 200,000 services.</summary>
    public const long MaximumLength = 512L << 20;

    /// <summary>Reads files. Objects are understood one at a time, and what IPVS does not need of them is let go.</summary>
    /// <exception cref="KubeException">A file cannot be read or understood; the message has file, line and column.</exception>
    public static KubeCluster Read(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        var services = new List<KubeService>();
        var slices = new List<KubeEndpointSlice>();
        foreach (var file in files)
            Read(file, services, slices, cancellationToken);
        return new KubeCluster(string.Join(", ", files.Select(Path.GetFileName)), services, slices).Checked();
    }

    private static void Read(string file, List<KubeService> services, List<KubeEndpointSlice> slices, CancellationToken cancellationToken)
    {
        var bytes = ReadBytes(file);
        try
        {
            ReadOnlySpan<byte> text = bytes;
            if (text.StartsWith("\uFEFF"u8))
                bytes = bytes[3..];
            if (IsJson(bytes))
                KubeJsonFile.Read(bytes, Take);
            else
                KubeYamlFile.Read(bytes, Take);
        }
        catch (KubeFormatException error)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{file}:{error.Line}:{error.Column}");
            throw new KubeException("KubernetesFileInvalid", DisplayText.Clean($"{place}: {error.Message}"), "", ErrorCategory.InvalidData, error);
        }

        void Take(JsonElement item)
        {
            cancellationToken.ThrowIfCancellationRequested();
            switch (KubeJson.Read(item))
            {
                case KubeService service:
                    services.Add(service);
                    break;
                case KubeEndpointSlice slice:
                    slices.Add(slice);
                    break;
            }
        }
    }

    private static byte[] ReadBytes(string file)
    {
        try
        {
            var info = new FileInfo(file);
            if (info.Exists && info.Length > MaximumLength)
                throw new KubeException(
                    "KubernetesFileTooLarge", $"'{file}' has {info.Length:N0} bytes, more than the limit of {MaximumLength:N0}.", "Write one file for each namespace or kind.", ErrorCategory.LimitsExceeded);
            return File.ReadAllBytes(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new KubeException("KubernetesFileUnreadable", $"'{file}' could not be read: {error.Message}", "", ErrorCategory.ReadError, error);
        }
    }

    private static bool IsJson(ReadOnlySpan<byte> text) => text.TrimStart(" \t\r\n"u8) is [(byte)'{', ..];
}
