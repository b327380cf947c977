using OpsShell.Testing.Sshd;

namespace OpsShell.Benchmarks;

/// <summary>
/// The nodes: one sshd on loopback that answers on every address 127.1.H.L, a user with an empty home, and the files by which
/// each contender finds the nodes, on the same terms: Ed25519 keys, curve25519-sha256, strict host keys.
/// </summary>
internal sealed class BenchFleet : IDisposable
{
    /// <summary>The key exchange of all contenders.</summary>
    public const string KeyExchange = "curve25519-sha256";

    // prctl(PR_SET_CHILD_SUBREAPER) lasts over exec: what a session leaves behind becomes a child of the listening sshd, which
    // collects it, so that its processor time is counted as well.
    private const string BecomeSubreaper = "import ctypes, os, sys; ctypes.CDLL(None).prctl(36, 1, 0, 0, 0); os.execv(sys.argv[1], sys.argv[1:])";

    private readonly TestUser? _user;

    /// <summary>Starts the sshd and writes what does not depend on the number of nodes.</summary>
    /// <param name="launcher">A command that starts the sshd in surroundings of its own, and becomes it.</param>
    /// <param name="asRoot">Whether the user is root, as the one who looks into a node's processes is.</param>
    public BenchFleet(IReadOnlyList<string>? launcher = null, bool asRoot = false)
    {
        _user = asRoot ? null : TestUser.Create();
        // root's own start-up files, whatever they do, are no part of what is measured.
        var home = asRoot ? ["SetEnv HOME=/nonexistent"] : Array.Empty<string>();
        Sshd = SshdServer.Start(new SshdOptions
        {
            Config = [.. home, $"AllowUsers {User}@127.0.0.0/8", $"KexAlgorithms {KeyExchange}", "UsePAM no", "MaxStartups 2000:30:4000", "LogLevel ERROR"],
            Launcher = [.. launcher ?? [], Tools.Python, "-c", BecomeSubreaper],
        });
        // sshd reads the accepted keys as the user who logs in.
        File.SetUnixFileMode(Sshd.Folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute);
        File.SetUnixFileMode(Sshd.AuthorizedKeys, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Home = Directory.CreateDirectory(Path.Combine(Sshd.Folder, "home")).FullName;
        File.WriteAllText(AnsibleConfig, "[defaults]\n");
        WriteKnownHosts();
        WriteSshConfigs();
    }

    /// <summary>The server.</summary>
    public SshdServer Sshd { get; }

    /// <summary>The login name.</summary>
    public string User => _user?.Name ?? "root";

    /// <summary>An empty home for the contenders, so that nobody's own settings play a part.</summary>
    public string Home { get; }

    /// <summary>An ssh_config without shared connections.</summary>
    public string SshConfig => PathOf("ssh_config");

    /// <summary>An ssh_config with ControlMaster.</summary>
    public string SharedSshConfig => PathOf("ssh_config_shared");

    /// <summary>An ansible.cfg with nothing in it.</summary>
    public string AnsibleConfig => PathOf("ansible.cfg");

    /// <summary>The known_hosts file, with a line for each address that may be asked for.</summary>
    public string KnownHosts => PathOf("known_hosts_fleet");

    /// <summary>A file with an address on each line.</summary>
    public string Hosts(int nodes) => Written($"hosts_{nodes}", () => Addresses(nodes));

    /// <summary>An inventory of OpsShell.</summary>
    public string Inventory(int nodes) => Written($"inventory_{nodes}.yaml", () =>
    [
        "defaults:", $"  user: {User}", $"  port: {Sshd.Port}", $"  identityFile: {Sshd.UserKey}", $"  knownHostsFile: {KnownHosts}",
        "  identityAgent: none", "hosts:", .. Addresses(nodes).Select(address => $"  {address}: {{}}"),
    ]);

    /// <summary>Ends the sshd, and with it every connection that a ControlMaster still holds.</summary>
    public void Dispose()
    {
        Sshd.Dispose();
        _user?.Dispose();
    }

    private static IEnumerable<string> Addresses(int nodes) =>
        Enumerable.Range(0, nodes).Select(number => $"127.1.{number / 250}.{(number % 250) + 1}");

    private string PathOf(string name) => Path.Combine(Sshd.Folder, name);

    private string Written(string name, Func<IEnumerable<string>> lines)
    {
        if (!File.Exists(PathOf(name)))
            File.WriteAllLines(PathOf(name), lines());
        return PathOf(name);
    }

    private void WriteKnownHosts()
    {
        var key = string.Join(' ', File.ReadAllText(Sshd.HostKey("ed25519") + ".pub").Split(' ')[..2]);
        File.WriteAllLines(KnownHosts, Addresses(BenchOptions.MostNodes).Select(address => $"[{address}]:{Sshd.Port} {key}"));
    }

    private void WriteSshConfigs()
    {
        var config = $"""
            Host *
              User {User}
              Port {Sshd.Port}
              IdentityFile {Sshd.UserKey}
              IdentitiesOnly yes
              IdentityAgent none
              BatchMode yes
              StrictHostKeyChecking yes
              UserKnownHostsFile {KnownHosts}
              GlobalKnownHostsFile /dev/null
              KexAlgorithms {KeyExchange}
              LogLevel ERROR

            """;
        File.WriteAllText(SshConfig, config);
        File.WriteAllText(SharedSshConfig, $"{config}  ControlMaster auto\n  ControlPath {Sshd.Folder}/%h\n  ControlPersist 60\n");
    }
}
