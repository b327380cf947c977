using System.Diagnostics;
using System.Globalization;

namespace OpsShell.Testing.Rpm;

/// <summary>
/// A node of the RPM lab: a root of its own with a distribution's packages, in which commands run and which an sshd serves on a
/// loopback address. It ends with this process, however this process ends.
/// </summary>
public sealed class RpmNode : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private Process? _server;

    private RpmNode(string distribution) => Distribution = distribution;

    /// <summary>The distribution: <c>centos8</c>, <c>opencloudos8</c> or <c>opencloudos9</c>. It is the host name too.</summary>
    public string Distribution { get; }

    /// <summary>The lab's folder of this node.</summary>
    public string Folder => _folder["node"];

    /// <summary>The node's root folder, as this machine sees it.</summary>
    public string Root => Path.Combine(Folder, "root");

    /// <summary>The address that it is served on.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The port that it is served on.</summary>
    public int Port { get; private set; }

    /// <summary>A private key that the node accepts for root.</summary>
    public string UserKey => Path.Combine(Folder, "id_node");

    /// <summary>A known_hosts file that knows the node.</summary>
    public string KnownHosts => Path.Combine(Folder, "known_hosts");

    /// <summary>Makes a node.</summary>
    /// <param name="distribution">What is installed.</param>
    /// <param name="packages">Further packages, of the distribution's and ACME's repositories.</param>
    public static RpmNode Create(string distribution, params string[] packages) => Make(distribution, node => ["mkroot", distribution, node.Folder, .. packages]);

    /// <summary>Makes another node as this one is now.</summary>
    public RpmNode Copy() => Make(Distribution, node => ["copy", Folder, node.Folder]);

    /// <summary>Runs shell text in the node, without sshd.</summary>
    public RpmRun Run(string command) => RpmLabScript.Run("run", Folder, "--", "sh", "-c", command);

    /// <summary>Runs shell text in the node with a disk of some size at a place; what is written there is gone afterwards.</summary>
    public RpmRun RunOnDisk(string path, string size, string command) => RpmLabScript.Run("run", Folder, "--disk", $"{path}={size}", "--", "sh", "-c", command);

    /// <summary>Starts shell text in the node.</summary>
    public Process Start(string command) => RpmLabScript.Start("run", Folder, "--", "sh", "-c", command);

    /// <summary>The installed packages as NAME-VERSION-RELEASE.ARCH, in order; without the keys that rpm keeps as packages.</summary>
    public string[] Packages() =>
        [.. Run("rpm -qa --qf '%{NAME}-%{VERSION}-%{RELEASE}.%{ARCH}\\n'").Exits(0).Lines.Where(line => !line.StartsWith("gpg-pubkey-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>What a reboot does: the kernel that the boot loader entries choose now is the one that runs.</summary>
    public void Boot() => RpmLabScript.Run("boot", Folder).Exits(0);

    /// <summary>Starts the node's sshd.</summary>
    /// <param name="disks">Small disks, as <c>/boot=2m</c>; what is written to one is gone when the node ends.</param>
    public RpmNode Serve(params string[] disks)
    {
        _server = RpmLabScript.Start(["serve", Folder, "--foreground", .. disks.SelectMany(disk => new[] { "--disk", disk })]);
        var settings = _server.StandardOutput.ReadToEnd().Split('\n').Select(line => line.Trim().Split(' ')).Where(words => words.Length == 2)
            .ToDictionary(words => words[0], words => words[1], StringComparer.Ordinal);
        if (!settings.TryGetValue("HostName", out var address))
        {
            var reason = _server.StandardError.ReadToEnd();
            Dispose();
            throw new InvalidOperationException($"the node is not served: {reason}");
        }
        Address = address;
        Port = int.Parse(settings["Port"], CultureInfo.InvariantCulture);
        return this;
    }

    /// <summary>An inventory with this node under its distribution's name.</summary>
    public string Inventory() => string.Create(CultureInfo.InvariantCulture, $$"""
        hosts:
          {{Distribution}}: { address: {{Address}}, port: {{Port}}, user: root, identityFile: {{UserKey}}, identitiesOnly: true, identityAgent: none, knownHostsFile: {{KnownHosts}} }

        """);

    /// <summary>Stops the node's sshd and everything that runs for its users.</summary>
    public void Stop()
    {
        if (_server is null)
            return;
        _server.StandardInput.Close();
        _server.WaitForExit();
        _server.Dispose();
        _server = null;
    }

    private static RpmNode Make(string distribution, Func<RpmNode, string[]> arguments)
    {
        var node = new RpmNode(distribution);
        try
        {
            RpmLabScript.Run(arguments(node)).Exits(0);
            return node;
        }
        catch
        {
            node.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Stop();
        if (Directory.Exists(Folder))
            RpmLabScript.Run("remove", Folder);
        _folder.Dispose();
    }
}
