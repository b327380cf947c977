using OpsShell.RpmLab.Tests;
using OpsShell.Testing.Rpm;

[assembly: AssemblyFixture(typeof(HalfMigrated))]

namespace OpsShell.RpmLab.Tests;

/// <summary>Nodes that are OpenCloudOS 8 by identity and repositories, and have CentOS 8's packages: in the middle of a migration.</summary>
public sealed class HalfMigrated : IDisposable
{
    // Made once, because a swap takes dnf longer than a copy of the node takes.
    private readonly Lazy<RpmNode> _first = new(() =>
    {
        var node = Lab.Node("centos8");
        node.Run(Lab.TakeIdentityOf8).Exits(0);
        return node;
    });

    /// <summary>Makes one.</summary>
    /// <param name="packages">Further packages, by file name without its end: what CentOS's or ACME's repositories have.</param>
    public RpmNode Node(params string[] packages)
    {
        Lab.Require();
        var node = _first.Value.Copy();
        foreach (var package in packages)
            node.Run($"rpm -i $(find /.lab/repos -name '{package}.*.rpm')").Exits(0);
        return node;
    }

    public void Dispose()
    {
        if (_first.IsValueCreated)
            _first.Value.Dispose();
    }
}
