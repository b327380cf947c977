using OpsShell.EndToEnd.Tests.Harness;
using OpsShell.Testing.Lab;

namespace OpsShell.Lab.Tests;

/// <summary>Nodes of the lab that the test classes of a collection share.</summary>
public abstract class LabFixture(params string[] kinds) : IDisposable
{
    private readonly LabNodes? _nodes = OpsCommand.Path is null ? null : new LabNodes(kinds);

    /// <summary>The nodes.</summary>
    public LabNodes Nodes => _nodes!;

    public void Dispose()
    {
        _nodes?.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>A desk whose inventory has the nodes; skips the test where they cannot be.</summary>
    internal Sandbox Desk()
    {
        OpsCommand.Require();
        Assert.SkipWhen(Nodes.Missing is not null, Nodes.Missing ?? "");
        var desk = new Sandbox();
        desk.Variables["OPSSHELL_INVENTORY"] = Nodes.Inventory;
        return desk;
    }
}

/// <summary>A virtual machine, and what is in it.</summary>
/// <param name="machine">Its name, which is that of its kind.</param>
/// <param name="others">Kinds that live in it.</param>
public abstract class MachineFixture(string machine, params string[] others) : LabFixture([machine, .. others])
{
    /// <summary>Runs a script on the machine; it must succeed.</summary>
    /// <returns>Its standard output.</returns>
    public string Run(string script) => Nodes.Run(machine, script);
}

/// <summary>The virtual machine, and two hosts in network namespaces of it.</summary>
public sealed class VmFixture() : MachineFixture("vm", "netns 2 delay=40ms");

/// <summary>The virtual machine with a newer kernel, where IPVS estimates in threads.</summary>
public sealed class VmNextFixture() : MachineFixture("vm-next");

/// <summary>The node of which busybox is all.</summary>
public sealed class BusyboxFixture() : LabFixture("busybox");

/// <summary>Two hundred nodes, some of them with faults.</summary>
public sealed class FleetFixture() : LabFixture("fleet 200 slow=4 noisy=4 dying=4 stuck=4 hanging=4 refusing=4 changed-key=4");

/// <summary>Tests on the virtual machine make faults in it, and so run one after another.</summary>
[CollectionDefinition(nameof(VmFixture))]
public sealed class VmTests : ICollectionFixture<VmFixture>;
