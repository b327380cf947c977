namespace OpsShell.Benchmarks;

/// <summary>The command lines of all contenders, on the same terms.</summary>
internal sealed class Tools(BenchFleet fleet, string opsshell, int throttle)
{
    /// <summary>The command of the fan-out: about 1.5 kB of output.</summary>
    public const string Command = "cat /proc/loadavg /proc/meminfo";

    /// <summary>The interpreter that Debian's packages belong to; another one may come first on PATH.</summary>
    public const string Python = "/usr/bin/python3";
    private readonly string _scripts = Path.Combine(AppContext.BaseDirectory, "scripts");

    /// <summary>The environment of OpsShell.</summary>
    public Dictionary<string, string> OpsShellEnvironment(int nodes) =>
        new() { ["HOME"] = fleet.Home, ["OPSSHELL_INVENTORY"] = fleet.Inventory(nodes), ["XDG_CONFIG_HOME"] = "" };

    /// <summary>The PowerShell script that runs the command in rounds.</summary>
    public string[] Rounds => [opsshell, Path.Combine(_scripts, "rounds.ps1"), "-Command", Command, "-ThrottleLimit", $"{throttle}"];

    /// <summary>OpsShell, the whole process as a user runs it.</summary>
    public Contender OpsShell(int nodes) => new(
        "opsshell", [opsshell, "-NoProfile", "-c", $"Invoke-OpsCommand '{Command}' -ComputerName '*' -ThrottleLimit {throttle} | ForEach-Object Output"],
        OpsShellEnvironment(nodes), Contender.CountMemory);

    /// <summary>The peers that fork ssh.</summary>
    public Contender[] Forking(int nodes) =>
    [
        Peer("pssh", ["parallel-ssh", "-i", "-t", "0", "-p", $"{throttle}", "-x", $"-F {fleet.SshConfig}", "-h", fleet.Hosts(nodes), Command]),
        Peer("pdsh", ["pdsh", "-R", "ssh", "-f", $"{throttle}", "-l", fleet.User, "-w", $"^{fleet.Hosts(nodes)}", Command],
            ("PDSH_SSH_ARGS_APPEND", $"-F {fleet.SshConfig}")),
        Peer("clush", ["clush", "--nostdin", "--color=never", "-f", $"{throttle}", "-o", $"-F {fleet.SshConfig}", $"--hostfile={fleet.Hosts(nodes)}", Command]),
    ];

    /// <summary>asyncssh; null where Debian's python has no such module.</summary>
    public Contender? AsyncSsh(int nodes) => !File.Exists("/usr/lib/python3/dist-packages/asyncssh/__init__.py") ? null : Peer("asyncssh",
    [
        Python, "-W", "ignore", Path.Combine(_scripts, "fan-out.py"), fleet.Hosts(nodes), $"{fleet.Sshd.Port}", fleet.User, fleet.Sshd.UserKey,
        fleet.KnownHosts, BenchFleet.KeyExchange, $"{throttle}", Command,
    ]);

    /// <summary>xargs and ssh over connections that ControlMaster keeps.</summary>
    public Contender Xargs(int nodes) => Peer("xargs ssh + ControlMaster",
        ["xargs", "-a", fleet.Hosts(nodes), "-P", $"{throttle}", "-I", "{}", "ssh", "-F", fleet.SharedSshConfig, "{}", Command]);

    /// <summary>Ends the ControlMasters.</summary>
    public Contender CloseShared(int nodes) =>
        new("ssh -O exit", ["xargs", "-a", fleet.Hosts(nodes), "-P", "8", "-I", "{}", "ssh", "-q", "-F", fleet.SharedSshConfig, "-O", "exit", "{}"],
            new Dictionary<string, string>(), _ => nodes)
        { AnyExitCode = true };

    /// <summary>Ansible's own fact gathering, with pipelining over kept connections: its fastest way.</summary>
    public Contender Ansible(int nodes) => new(
        "ansible -m setup", ["ansible", "all", "-i", fleet.Hosts(nodes), "-m", "setup", "-f", $"{nodes}"],
        new Dictionary<string, string>
        {
            ["HOME"] = fleet.Home,
            ["ANSIBLE_LOCAL_TEMP"] = fleet.Home,
            ["ANSIBLE_PIPELINING"] = "True",
            ["ANSIBLE_SSH_ARGS"] = $"-F {fleet.SharedSshConfig}",
            ["ANSIBLE_HOST_KEY_CHECKING"] = "True",
            ["ANSIBLE_PYTHON_INTERPRETER"] = Python,
            ["ANSIBLE_CONFIG"] = fleet.AnsibleConfig,
            ["ANSIBLE_NOCOLOR"] = "1",
        },
        output => output.Split("| SUCCESS =>").Length - 1);

    /// <summary>An audit of the fleet.</summary>
    /// <param name="nodes">How many nodes.</param>
    /// <param name="checks">The checks; all when null.</param>
    public Contender FleetAudit(int nodes, string? checks = null) => new(
        checks is null ? "opsshell audit" : $"opsshell audit -Check {checks}",
        [opsshell, "audit", "*", "-Output", "json", "-ThrottleLimit", $"{throttle}", .. checks is null ? Array.Empty<string>() : ["-Check", checks]],
        OpsShellEnvironment(nodes), AuditOutput.CountRead)
    { AnyExitCode = true };

    /// <summary>An audit of this machine.</summary>
    public static Contender LocalAudit(string opsshell) =>
        new("opsshell audit (local)", [opsshell, "audit", "-Output", "json"], new Dictionary<string, string>(), AuditOutput.CountRead) { AnyExitCode = true };

    private Contender Peer(string name, string[] command, params (string Name, string Value)[] environment) =>
        new(name, command, environment.Append(("HOME", fleet.Home)).ToDictionary(pair => pair.Item1, pair => pair.Item2), Contender.CountMemory);
}
