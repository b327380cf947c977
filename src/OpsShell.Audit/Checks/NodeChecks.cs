using System.Collections.Immutable;
using OpsShell.Core.Findings;

namespace OpsShell.Audit.Checks;

/// <summary>The checks of the area <c>node</c>: what can be wrong with any Linux machine.</summary>
public sealed class NodeChecks : ICheckProvider
{
    /// <inheritdoc/>
    public ImmutableArray<Check> Checks { get; } =
    [
        new CpuCheck(), new MemoryCheck(), new PsiCheck(), new FilesystemCheck(), new DiskCheck(), new NicCheck(), new SoftnetCheck(),
        new ConntrackCheck(), new TcpCheck(), new FileHandleCheck(), new ClockCheck(), new SystemdCheck(), new KernelLogCheck(),
    ];
}
