using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using OpsShell.Testing;

namespace OpsShell.Benchmarks;

/// <summary>
/// What makes a node of this network namespace one with IPVS: virtual addresses on kube-ipvs0, a process that is called kube-proxy with its
/// configuration and metrics, and files for a /proc of its own (scripts/ipvs-node.sh), as this machine's kernel may have no IPVS.
/// </summary>
internal sealed class IpvsNode : IDisposable
{
    /// <summary>The node of the target: services, and real servers of each.</summary>
    public const int Services = 1000, ServersPerService = 3;

    private const int Processes = 300;
    private const string Metrics = "http://127.0.0.1:10249/";

    private readonly TemporaryFolder _folder = new();
    private readonly HttpListener _metrics = new();
    private readonly Process _kubeProxy;

    /// <summary>Makes it; in the thread whose network namespace it is to be in.</summary>
    public IpvsNode()
    {
        WriteFiles();
        AddAddresses();
        Serve();
        _kubeProxy = StartKubeProxy();
    }

    /// <summary>The command that gives sshd such a /proc.</summary>
    public IReadOnlyList<string> Launcher =>
        ["unshare", "-m", "sh", Path.Combine(AppContext.BaseDirectory, "scripts", "ipvs-node.sh"), _folder["files"], $"{Processes}"];

    /// <inheritdoc/>
    public void Dispose()
    {
        _kubeProxy.Kill();
        _kubeProxy.Dispose();
        _metrics.Close();
        _folder.Dispose();
    }

    // The settings, modules and counters of a captured node with 16 CPUs; its table is small, so a large one is made.
    private void WriteFiles()
    {
        const string settings = "proc/sys/net/ipv4/vs";
        var captured = Path.Combine(Repository.Root, "tests/fixtures/nodes/k8s-opencloudos9-6.6/root");
        foreach (var file in Directory.GetFiles(Path.Combine(captured, settings)).Select(Path.GetFileName).Select(name => $"{settings}/{name}").Append("proc/modules").Append("proc/net/ip_vs_stats_percpu"))
            _folder.Write($"files/{file}", File.ReadAllBytes(Path.Combine(captured, file)));
        _folder.Write("files/proc/net/ip_vs", IpvsBenchmarks.Table(Services, ServersPerService, buckets: 4096));
    }

    // A bridge where the kernel has no dummy interfaces: what is read of either is the same.
    private void AddAddresses()
    {
        try
        {
            Command.Run("ip", "link", "add", "kube-ipvs0", "type", "dummy");
        }
        catch (InvalidOperationException)
        {
            Command.Run("ip", "link", "add", "kube-ipvs0", "type", "bridge");
        }
        var batch = _folder["addresses"];
        File.WriteAllLines(batch, Enumerable.Range(0, Services).Select(service => $"address add {new IPAddress(IPAddress.HostToNetworkOrder(IpvsBenchmarks.Virtual(service)) & 0xFFFFFFFFL)}/32 dev kube-ipvs0"));
        Command.Run("ip", "-batch", batch);
    }

    // Of the size that kube-proxy gives, with what is asked for where it stands there.
    private void Serve()
    {
        const int before = 120, after = 400;
        static IEnumerable<string> Lines(string name, int count) => Enumerable.Range(0, count).Select(number => string.Create(CultureInfo.InvariantCulture, $"{name}_duration_seconds_bucket{{le=\"{number}\"}} {number * 17}"));
        var metrics = Encoding.ASCII.GetBytes(string.Join('\n', [.. Lines("go_gc", before), "kubernetes_build_info{git_version=\"v1.28.5\",major=\"1\",minor=\"28\"} 1", .. Lines("kubeproxy_sync_proxy_rules", after), ""]));
        _metrics.Prefixes.Add(Metrics);
        _metrics.Start();
        _ = Task.Run(() =>
        {
            while (_metrics.IsListening)
                Answer(_metrics.GetContext(), metrics);
        });
    }

    private static void Answer(HttpListenerContext context, byte[] metrics)
    {
        try
        {
            context.Response.OutputStream.Write(context.Request.RawUrl == "/proxyMode" ? "ipvs"u8 : metrics);
            context.Response.Close();
        }
        catch (HttpListenerException)
        {
            // Who asked has what it wanted, and is gone.
        }
    }

    private Process StartKubeProxy()
    {
        var (program, configuration) = (_folder["kube-proxy"], _folder["config.conf"]);
        File.Copy(new FileInfo("/bin/sh").ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? "/bin/sh", program);
        File.WriteAllText(configuration, "apiVersion: kubeproxy.config.k8s.io/v1alpha1\nkind: KubeProxyConfiguration\nmode: ipvs\nmetricsBindAddress: 127.0.0.1:10249\nclusterCIDR: 10.244.0.0/16\nipvs:\n  strictARP: true\n  tcpTimeout: 0s\n");
        return Process.Start(new ProcessStartInfo(program, ["-c", "read x", "kube-proxy", $"--config={configuration}", "--hostname-override=node1"]) { RedirectStandardInput = true })!;
    }
}
