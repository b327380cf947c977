namespace OpsShell.Ipvs.Kubernetes;

/// <summary>A file is not what kubectl writes.</summary>
/// <param name="line">Where, from 1.</param>
/// <param name="column">Where in the line, from 1.</param>
/// <param name="message">What is wrong.</param>
/// <param name="inner">The cause.</param>
internal sealed class KubeFormatException(long line, long column, string message, Exception? inner = null) : FormatException(message, inner)
{
    public long Line => line;

    public long Column => column;
}
