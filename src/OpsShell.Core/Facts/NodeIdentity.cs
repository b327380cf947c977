using OpsShell.Core.Findings;
using OpsShell.Core.Probing;

namespace OpsShell.Core.Facts;

/// <summary>What this node is: distribution, kernel, processors, machine.</summary>
public sealed record NodeIdentity
{
    private static readonly ProbeItem Release = ProbeItem.File(Facts.KernelRelease.Source);
    private static readonly ProbeItem HostNameFile = ProbeItem.File("/proc/sys/kernel/hostname");
    private static readonly ProbeItem Distribution = ProbeItem.File("/etc/os-release");
    private static readonly ProbeItem DistributionFallback = ProbeItem.File("/usr/lib/os-release");
    private static readonly ProbeItem CpuInfo = ProbeItem.File("/proc/cpuinfo") with { Limit = 4 << 20 };
    private static readonly ProbeItem CommandLineFile = ProbeItem.File("/proc/cmdline");
    private static readonly ProbeItem Vendor = ProbeItem.File("/sys/class/dmi/id/sys_vendor");
    private static readonly ProbeItem Product = ProbeItem.File("/sys/class/dmi/id/product_name");
    private static readonly ProbeItem HypervisorType = ProbeItem.File("/sys/hypervisor/type");

    /// <summary>The fact. Only the kernel release must be there; what else the node does not give is null.</summary>
    public static readonly Fact<NodeIdentity> Fact = Findings.Fact.FromItems(
        "node/os",
        "Distribution, kernel, host name, processors, machine",
        [Release, HostNameFile, Distribution, DistributionFallback, CpuInfo, CommandLineFile, Vendor, Product, HypervisorType],
        Read);

    /// <summary>Kernel release as <c>uname -r</c> gives it.</summary>
    public required string KernelRelease { get; init; }

    /// <summary>Host name as the kernel has it.</summary>
    public string? HostName { get; init; }

    /// <summary>The distribution.</summary>
    public OsRelease? Os { get; init; }

    /// <summary>The processors.</summary>
    public CpuModel? Cpu { get; init; }

    /// <summary>Kernel command line of this boot.</summary>
    public string? KernelCommandLine { get; init; }

    /// <summary>Maker of the machine, from its firmware.</summary>
    public string? MachineVendor { get; init; }

    /// <summary>Model of the machine, from its firmware.</summary>
    public string? MachineProduct { get; init; }

    /// <summary>
    /// What hints that this is a virtual machine (the hypervisor's name, the firmware's vendor, or <c>cpu flag hypervisor</c>);
    /// null when nothing does, which is no proof of bare metal.
    /// </summary>
    public string? VirtualizationHint { get; init; }

    /// <summary>Major and minor number at the start of the release; null when it does not start with them.</summary>
    public (int Major, int Minor)? KernelVersion => new KernelRelease(KernelRelease).Version is { } version ? (version.Major, version.Minor) : null;

    private static NodeIdentity Read(ProbeResults results)
    {
        var cpu = Optional(results, CpuInfo) is { } cpuText ? CpuModel.Parse(cpuText) : null;
        var vendor = Line(results, Vendor);
        var product = Line(results, Product);
        return new NodeIdentity
        {
            KernelRelease = TextLine.Sole(results.Text(Release)).Text.Trim(),
            HostName = Line(results, HostNameFile),
            Os = (Optional(results, Distribution) ?? Optional(results, DistributionFallback)) is { } text ? OsRelease.Parse(text) : null,
            Cpu = cpu,
            KernelCommandLine = Line(results, CommandLineFile),
            MachineVendor = vendor,
            MachineProduct = product,
            VirtualizationHint = Hint(Line(results, HypervisorType), vendor, product, cpu),
        };
    }

    private static string? Hint(string? hypervisor, string? vendor, string? product, CpuModel? cpu)
    {
        string[] virtualMachines = ["QEMU", "KVM", "VMware", "Xen", "VirtualBox", "Virtual Machine", "OpenStack", "Tencent Cloud", "Alibaba Cloud", "Bochs"];
        var firmware = $"{vendor} {product}".Trim();
        if (hypervisor is not null)
            return hypervisor;
        if (virtualMachines.Any(name => firmware.Contains(name, StringComparison.OrdinalIgnoreCase)))
            return firmware;
        return cpu is { Virtual: true } ? "cpu flag hypervisor" : null;
    }

    private static string? Optional(ProbeResults results, ProbeItem item) =>
        results.Find(item) is { Status: ProbeStatus.Ok, Contents: [var content, ..] } ? content.Text : null;

    private static string? Line(ProbeResults results, ProbeItem item) =>
        Optional(results, item) is { } text && text.Trim() is { Length: > 0 } trimmed ? trimmed : null;
}
