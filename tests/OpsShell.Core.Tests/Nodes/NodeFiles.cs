using System.Text;
using CsCheck;
using OpsShell.Core.Nodes;

namespace OpsShell.Core.Tests.Nodes;

/// <summary>A home folder of its own, with the files that a test writes there.</summary>
public sealed class NodeFiles : IDisposable
{
    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("opsshell-nodes-");

    public static Gen<string> AnyOf(params string[] words) => Gen.Int[0, words.Length - 1].Select(index => words[index]);

    public string Home => _home.FullName;

    public Dictionary<string, string> Variables { get; } = [];

    public NodeEnvironment Environment => new()
    {
        Home = Home,
        UserName = "me",
        Variable = name => Variables.GetValueOrDefault(name),
        SystemInventory = Path.Combine(Home, "etc", "inventory.yaml"),
        SystemSshConfig = Path.Combine(Home, "etc", "ssh_config"),
    };

    public string Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public string Write(string name, byte[] bytes)
    {
        var path = Path.Combine(Home, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public Inventory Load(string name, string text) => InventoryLoader.Load(Write(name, text), Environment);

    public InventoryException LoadFails(string name, string text) => Assert.Throws<InventoryException>(() => Load(name, text));

    public NodeDirectory Open(string? inventory = null) => NodeDirectory.Open(inventory, Environment);

    public NodeDirectory OpenWith(string name, string text) => Open(Write(name, text));

    public void Dispose() => _home.Delete(recursive: true);
}
