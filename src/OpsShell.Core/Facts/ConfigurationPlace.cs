using System.Globalization;

namespace OpsShell.Core.Facts;

/// <summary>A line of a configuration file on a node.</summary>
/// <param name="Path">The file.</param>
/// <param name="Line">The line, from 1.</param>
public sealed record ConfigurationPlace(string Path, int Line)
{
    /// <summary>As <c>/etc/sysctl.d/90-ipvs.conf:3</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Path}:{Line}");
}
