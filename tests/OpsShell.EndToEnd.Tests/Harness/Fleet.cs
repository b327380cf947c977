using System.Globalization;
using System.Text;
using OpsShell.EndToEnd.Tests.Harness;
using OpsShell.Testing.Sshd;

[assembly: AssemblyFixture(typeof(Fleet))]

namespace OpsShell.EndToEnd.Tests.Harness;

/// <summary>
/// Nodes to reach over SSH: one real sshd on 127.*, a login user with an empty home, and an inventory in which each name is an
/// address of its own: <c>web[01-40]</c>, and the group <c>edge</c> with <c>edge[01-08]</c>, of which edge07 is switched off.
/// </summary>
public sealed class Fleet : IDisposable
{
    private readonly string? _missing = OpsCommand.Path is null ? "there is no published opsshell" : SshdServer.Missing ?? TestUser.Missing;
    private readonly SshdServer? _server;
    private readonly TestUser? _user;

    public Fleet()
    {
        if (_missing is not null)
            return;
        _user = TestUser.Create();
        // A user's authorized keys are read as that user, who may not look into the server's folder.
        _server = SshdServer.Start(new SshdOptions { Config = ["AuthorizedKeysFile .ssh/authorized_keys"] });
        Admit(_user);
        Inventory = Path.Combine(_server.Folder, "inventory.yaml");
        File.WriteAllText(Inventory, WriteInventory());
    }

    /// <summary>The sshd.</summary>
    public SshdServer Server => _server!;

    /// <summary>The login user of all nodes.</summary>
    public TestUser User => _user!;

    /// <summary>The inventory file.</summary>
    public string Inventory { get; } = "";

    /// <summary>Skips the test where no fleet can be made.</summary>
    public void Require() => Assert.SkipUnless(_missing is null, _missing ?? "");

    /// <summary>Lets a user log in with the fleet's key.</summary>
    public void Admit(TestUser user)
    {
        var keys = Directory.CreateDirectory(Path.Combine(user.Folder, ".ssh")).FullName;
        File.Copy(Server.UserKey + ".pub", Path.Combine(keys, "authorized_keys"));
        TestKeys.Run("chown", "-R", user.Name, user.Folder);
    }

    /// <summary>A line of an inventory for a further node.</summary>
    public static string Host(string name, string address, string settings = "") => $"  {name}: {{ address: {address}{(settings.Length > 0 ? ", " : "")}{settings} }}\n";

    /// <summary>An inventory with the fleet's login and these hosts.</summary>
    public string WithHosts(params string[] hosts) => Defaults() + "hosts:\n" + string.Concat(hosts);

    public void Dispose()
    {
        _server?.Dispose();
        _user?.Dispose();
    }

    private string Defaults() => string.Create(CultureInfo.InvariantCulture, $"""
        defaults:
          user: {User.Name}
          port: {Server.Port}
          identityFile: {Server.UserKey}
          identitiesOnly: true
          identityAgent: none
          knownHostsFile: {Server.KnownHosts}

        """);

    private string WriteInventory()
    {
        var text = new StringBuilder(Defaults()).Append("hosts:\n");
        for (var i = 1; i <= 40; i++)
            text.Append(Host($"web{i:00}", $"127.1.0.{i}"));
        text.Append("groups:\n  edge:\n    hosts:\n");
        for (var i = 1; i <= 8; i++)
            text.Append("    ").Append(Host($"edge{i:00}", $"127.2.0.{i}", i == 7 ? "port: 1" : ""));
        return text.ToString();
    }
}
