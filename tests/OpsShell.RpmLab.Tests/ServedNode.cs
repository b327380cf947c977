using OpsShell.EndToEnd.Tests.Harness;
using OpsShell.Testing;
using OpsShell.Testing.Rpm;

namespace OpsShell.RpmLab.Tests;

/// <summary>A CentOS 8 node that is reached over SSH, and a desk with an inventory that has it.</summary>
public sealed class ServedNode : IDisposable
{
    private readonly TemporaryFolder _desk = new();
    private readonly RpmNode? _node;

    public ServedNode()
    {
        if (Missing is null)
            Take(_node = RpmNode.Create("centos8").Serve());
    }

    /// <summary>A desk for a node that is served already, and that ends with it.</summary>
    internal ServedNode(RpmNode node) => Take(_node = node);

    private static string? Missing => OpsCommand.Path is null ? $"{OpsCommand.Variable} names no published opsshell" : RpmLabScript.Missing;

    /// <summary>The node; skips the test where there is none.</summary>
    public RpmNode Node
    {
        get
        {
            Assert.SkipUnless(Missing is null, Missing ?? "");
            return _node!;
        }
    }

    /// <summary>Runs opsshell.</summary>
    internal RunResult Ops(params string[] arguments)
    {
        Assert.SkipUnless(Missing is null, Missing ?? "");
        var start = new System.Diagnostics.ProcessStartInfo(OpsCommand.Path!, arguments) { WorkingDirectory = _desk.Path };
        foreach (var (name, value) in new Dictionary<string, string?> { ["HOME"] = _desk.Path, ["OPSSHELL_INVENTORY"] = _desk["inventory.yaml"], ["SSH_AUTH_SOCK"] = null })
            start.Environment[name] = value;
        using var running = new RunningProgram(start, null);
        return running.Wait();
    }

    /// <summary>Runs PowerShell text in opsshell.</summary>
    internal RunResult Script(string powerShell) => Ops("-NoProfile", "-c", powerShell);

    private void Take(RpmNode node) => _desk.Write("inventory.yaml", node.Inventory());

    public void Dispose()
    {
        _node?.Dispose();
        _desk.Dispose();
    }
}
