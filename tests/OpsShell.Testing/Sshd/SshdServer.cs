using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace OpsShell.Testing.Sshd;

/// <summary>
/// A real sshd for a test, on a free port, with host keys, configuration and authorized keys of its own in a temporary folder.
/// It listens on all addresses, so every address of 127.0.0.0/8 is a node of its own: <c>127.1.H.L</c> makes a fleet.
/// </summary>
public sealed class SshdServer : IDisposable
{
    private const string Program = "/usr/sbin/sshd";
    private readonly Process _process;

    private SshdServer(string folder, int port, Process process)
    {
        Folder = folder;
        Port = port;
        _process = process;
    }

    /// <summary>Why no sshd can be started here; null when one can.</summary>
    public static string? Missing =>
        !File.Exists(Program) ? $"{Program} is not installed"
        : !TestKeys.Available ? "ssh-keygen is not installed"
        : Environment.UserName != "root" ? "only root can start an sshd that lets others log in"
        : null;

    /// <summary>The folder with everything; removed at the end.</summary>
    public string Folder { get; }

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>The process id of the listening sshd.</summary>
    public int ProcessId => _process.Id;

    /// <summary>A private key that the server accepts for root.</summary>
    public string UserKey => Path.Combine(Folder, "id_user");

    /// <summary>A known_hosts file that knows this server for all of 127.*.</summary>
    public string KnownHosts => Path.Combine(Folder, "known_hosts");

    /// <summary>The file of accepted public keys.</summary>
    public string AuthorizedKeys => Path.Combine(Folder, "authorized_keys");

    /// <summary>What sshd has logged.</summary>
    public string Log => File.ReadAllText(Path.Combine(Folder, "sshd.log"));

    /// <summary>The private host key of a type.</summary>
    public string HostKey(string type) => Path.Combine(Folder, $"host_{type}");

    /// <summary>Starts an sshd and waits until it answers.</summary>
    public static SshdServer Start(SshdOptions? options = null)
    {
        options ??= new SshdOptions();
        Directory.CreateDirectory("/run/sshd");
        var folder = Directory.CreateTempSubdirectory("opsshell-sshd-").FullName;
        var port = FreePort();
        Prepare(folder, port, options);
        string[] command = [.. options.Launcher, Program, "-D", "-f", Path.Combine(folder, "sshd_config"), "-E", Path.Combine(folder, "sshd.log")];
        var process = Process.Start(new ProcessStartInfo(command[0], command[1..]))!;
        var server = new SshdServer(folder, port, process);
        server.AwaitAnswer();
        return server;
    }

    /// <summary>Accepts a further public key.</summary>
    public void Authorize(string publicKeyFile, string restrictions = "") =>
        File.AppendAllText(AuthorizedKeys, restrictions + (restrictions.Length > 0 ? " " : "") + File.ReadAllText(publicKeyFile));

    /// <summary>Ends the sshd and every session of it, at once.</summary>
    public void Kill()
    {
        if (_process.HasExited)
            return;
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
    }

    /// <summary>Ends the sshd and removes its folder.</summary>
    public void Dispose()
    {
        Kill();
        _process.Dispose();
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (IOException)
        {
            // A session that is just ending may still write there; the folder is in /tmp and no test depends on it.
        }
    }

    /// <summary>A port that is free now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static void Prepare(string folder, int port, SshdOptions options)
    {
        var hostKeys = new List<string>();
        foreach (var type in options.HostKeyTypes)
        {
            var key = TestKeys.Create(folder, $"host_{type}", type);
            hostKeys.Add($"HostKey {key}");
            File.AppendAllText(Path.Combine(folder, "known_hosts"), $"127.*,[127.*]:* {string.Join(' ', File.ReadAllText(key + ".pub").Split(' ')[..2])}\n");
            if (options.HostCertificatePrincipals is { } principals)
                hostKeys.Add($"HostCertificate {TestKeys.Certify(options.HostCa!, key + ".pub", principals, host: true, options.HostCertificateValidity)}");
        }
        var user = TestKeys.Create(folder, "id_user");
        File.Copy(user + ".pub", Path.Combine(folder, "authorized_keys"));
        File.SetUnixFileMode(Path.Combine(folder, "authorized_keys"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        string[] lines =
        [
            .. options.Config, $"Port {port}", "ListenAddress 0.0.0.0", .. hostKeys, $"AuthorizedKeysFile {folder}/authorized_keys",
            "PermitRootLogin yes", "StrictModes no", "UsePAM no", "PidFile none", "LogLevel VERBOSE", "MaxStartups 2000:30:4000", "UseDNS no",
            .. options.TrustedUserCa is { } ca ? [$"TrustedUserCAKeys {ca}"] : Array.Empty<string>(),
            .. options.Sftp ? ["Subsystem sftp internal-sftp"] : Array.Empty<string>(),
        ];
        File.WriteAllLines(Path.Combine(folder, "sshd_config"), lines);
    }

    private void AwaitAnswer()
    {
        for (var attempt = 0; attempt < 200; attempt++)
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"sshd ended: {Log}");
            try
            {
                using var probe = new TcpClient();
                probe.Connect(IPAddress.Loopback, Port);
                return;
            }
            catch (SocketException)
            {
                Thread.Sleep(25);
            }
        }
        throw new InvalidOperationException("sshd did not listen within 5 s");
    }
}
