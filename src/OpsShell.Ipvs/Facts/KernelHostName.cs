using OpsShell.Core.Facts;
using OpsShell.Core.Findings;

namespace OpsShell.Ipvs.Facts;

/// <summary>The host name, under which kubelet registers the node unless it is told another.</summary>
/// <param name="Name">As the kernel has it.</param>
public sealed record KernelHostName(string Name)
{
    /// <summary>The fact.</summary>
    public static readonly Fact<KernelHostName> Fact = Core.Findings.Fact.FromFile(
        "node/host-name", "Host name", "/proc/sys/kernel/hostname", text => new KernelHostName(TextLine.Sole(text).Text.Trim()));
}
