namespace OpsShell.Core.Nodes;

/// <summary>What of this machine and user has a say in which nodes there are. A value, so that tests can give another.</summary>
public sealed record NodeEnvironment
{
    /// <summary>The environment of this process.</summary>
    public static NodeEnvironment Current => new()
    {
        Home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        UserName = Environment.UserName,
        Variable = Environment.GetEnvironmentVariable,
    };

    /// <summary>The user's home folder; what <c>~</c> stands for.</summary>
    public required string Home { get; init; }

    /// <summary>The local login name.</summary>
    public required string UserName { get; init; }

    /// <summary>The folder that relative paths in selectors start at; PowerShell's location is not that of the process.</summary>
    public string Folder { get; init; } = Environment.CurrentDirectory;

    /// <summary>Looks up an environment variable; null when it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>The system's inventory.</summary>
    public string SystemInventory { get; init; } = "/etc/opsshell/inventory.yaml";

    /// <summary>The system's ssh_config.</summary>
    public string SystemSshConfig { get; init; } = "/etc/ssh/ssh_config";

    /// <summary>The user's ssh_config.</summary>
    public string UserSshConfig => Path.Combine(Home, ".ssh", "config");

    /// <summary>The keys of hosts that the user has been on.</summary>
    public string UserKnownHosts => Path.Combine(Home, ".ssh", "known_hosts");

    /// <summary>The user's inventory: <c>$XDG_CONFIG_HOME/opsshell/inventory.yaml</c>, by default under <c>~/.config</c>.</summary>
    public string UserInventory
    {
        get
        {
            var folder = Variable("XDG_CONFIG_HOME");
            return Path.Combine(Path.IsPathRooted(folder) ? folder : Path.Combine(Home, ".config"), "opsshell", "inventory.yaml");
        }
    }
}
