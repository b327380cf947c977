using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using OpsShell.Ipvs.Facts;

namespace OpsShell.Ipvs.Tests.Facts;

/// <summary>The command itself, in the shells that nodes have, against a process that is called kube-proxy.</summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
public sealed class ProxyProbeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("opsshell-kube-proxy-").FullName;
    private readonly HttpListener _metrics = new();
    private readonly int _port = FreePort();
    private Process? _proxy;

    public static TheoryData<string> Shells => ["dash", "bash", "busybox sh"];

    public void Dispose()
    {
        _metrics.Close();
        _proxy?.Kill();
        _proxy?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void Running_kube_proxy_is_found_with_its_configuration_and_version(string shell)
    {
        Serve();
        File.WriteAllText(Path.Combine(_folder, "config"), $"kind: KubeProxyConfiguration\nmetricsBindAddress: \"127.0.0.1:{_port}\"\n\nmode: iptables\nipvs:\n  strictARP: true\n");
        var found = Ask(shell, "--v=2", "two\nlines p 1 keepalived", $"--config={_folder}/config");
        Assert.Equal((_proxy!.Id, "ipvs", "v1.21.5"), (found.ProcessId, found.Mode, found.Version));
        Assert.True(found.Configuration!.StrictArp);
        Assert.Contains("two lines p 1 keepalived", found.Arguments);
        Assert.DoesNotContain("keepalived", found.OtherOwners);
    }

    [Theory]
    [InlineData("curl")]
    [InlineData("wget")]
    public void Without_bash_another_program_asks(string program)
    {
        string[] needed = ["dash", "grep", "tr", "head", "sed", "timeout", program];
        var tools = Directory.CreateDirectory(Path.Combine(_folder, "tools")).FullName;
        foreach (var tool in needed)
        {
            var path = Array.Find([$"/usr/bin/{tool}", $"/bin/{tool}"], File.Exists);
            Assert.SkipWhen(path is null, $"this machine has no {tool}");
            File.CreateSymbolicLink(Path.Combine(tools, tool), path!);
        }
        Serve();
        var found = Ask($"env PATH={tools} dash", $"--metrics-bind-address=127.0.0.1:{_port}");
        Assert.Equal(("ipvs", "v1.21.5"), (found.Mode, found.Version));
    }

    [Fact]
    public void Very_long_arguments_are_cut()
    {
        var (found, output) = AskText("dash", "--a=" + new string('x', 40000), "--mode=ipvs");
        Assert.InRange(output.Length, 16000, 17000);
        Assert.DoesNotContain("--mode=ipvs", found.Arguments);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void Files_that_are_no_configuration_stay_on_the_node(string shell)
    {
        var secret = Path.Combine(_folder, "shadow");
        File.WriteAllText(secret, "root:$6$secret:19000:0:99999:7:::\n");
        File.CreateSymbolicLink(Path.Combine(_folder, "config"), secret);
        var (found, output) = AskText(shell, "--config", $"{_folder}/config");
        Assert.Equal("it is not a KubeProxyConfiguration", found.ConfigurationReason);
        Assert.DoesNotContain("secret", output);
    }

    [Theory]
    [MemberData(nameof(Shells))]
    public void What_is_no_file_or_too_long_or_not_there_is_told(string shell)
    {
        File.WriteAllText(Path.Combine(_folder, "long"), "kind: KubeProxyConfiguration\n" + new string('#', 70000));
        Assert.Equal("it may not be read", Ask(shell, $"--config={_folder}").ConfigurationReason);
        Assert.Equal("it is longer than 64 KiB", Ask(shell, $"--config={_folder}/long").ConfigurationReason);
        Assert.StartsWith("it is not there", Ask(shell, $"--config={_folder}/gone").ConfigurationReason);
    }

    [Theory]
    [InlineData("$(touch x):1")]
    [InlineData("a;b:1")]
    [InlineData("-o/tmp/x:1")]
    public void Address_that_is_none_is_not_asked(string address)
    {
        var found = Ask("dash", $"--metrics-bind-address={address}");
        Assert.Equal("its address for metrics is not one", found.VersionSource);
        Assert.False(File.Exists("x"));
    }

    // As from a container that has the node's root mounted: its metrics and timeouts would be those of somebody else.
    [Fact]
    public void Another_network_namespace_is_told_and_not_asked()
    {
        const string apart = "unshare -n dash";
        Assert.SkipUnless(Run(apart, "echo yes") == "yes\n", "this user may make no network namespace");
        Serve();
        var (found, output) = AskText(apart, $"--metrics-bind-address=127.0.0.1:{_port}");
        Assert.Equal((_proxy!.Id, OwnNetwork.Reason, null), (found.ProcessId, found.VersionSource, found.Version));
        Assert.Contains($"\nu {OwnNetwork.Reason}\n", output, StringComparison.Ordinal);
        Assert.Equal("86\n", Run(apart, $"({NodeAddresses.Command.Target}); echo $?"));
    }

    [Fact]
    public void Node_without_ipvs_is_asked_nothing()
    {
        Assert.SkipWhen(File.Exists("/proc/net/ip_vs"), "this machine has IPVS");
        Assert.Equal("none\n", Run("dash", ProxyProbe.Item.Target));
    }

    private KubeProxy Ask(string shell, params string[] arguments) => AskText(shell, arguments).Found;

    private (KubeProxy Found, string Output) AskText(string shell, params string[] arguments)
    {
        Start(arguments);
        Assert.SkipUnless(Directory.Exists($"/proc/{_proxy!.Id}/root/proc"), "this user may not look into processes");
        var script = ProxyProbe.Item.Target.Replace("[ -e $net/ip_vs ]", "[ -e /proc/self ]", StringComparison.Ordinal)
            .Replace("/proc/[0-9]*/comm", $"/proc/{_proxy.Id}/comm", StringComparison.Ordinal);
        var output = Run(shell, script);
        return (KubeProxy.Parse(output), output);
    }

    // A shell under that name, which waits for its input.
    private void Start(string[] arguments)
    {
        _proxy?.Kill();
        _proxy?.Dispose();
        var program = Path.Combine(_folder, "kube-proxy");
        if (!File.Exists(program))
            File.Copy(Path.GetFullPath(new FileInfo("/bin/sh").ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? "/bin/sh"), program);
        _proxy = Process.Start(new ProcessStartInfo(program, ["-c", "read x", "kube-proxy", .. arguments]) { RedirectStandardInput = true })!;
        var deadline = Stopwatch.StartNew();
        while (File.ReadAllText($"/proc/{_proxy.Id}/comm").Trim() != "kube-proxy" && deadline.Elapsed < TimeSpan.FromSeconds(10))
            Thread.Sleep(5);
    }

    private void Serve()
    {
        _metrics.Prefixes.Add($"http://127.0.0.1:{_port}/");
        _metrics.Start();
        _ = Task.Run(() =>
        {
            while (_metrics.IsListening)
            {
                var context = _metrics.GetContext();
                var text = context.Request.RawUrl == "/proxyMode" ? "ipvs" : "# HELP x y\nother 1\nkubernetes_build_info{build_date=\"x\",git_version=\"v1.21.5\",major=\"1\"} 1\n";
                using var writer = new StreamWriter(context.Response.OutputStream);
                writer.Write(text);
            }
        });
    }

    private static string Run(string shell, string script)
    {
        var words = shell.Split(' ');
        var path = Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin";
        Assert.SkipUnless(path.Split(':').Any(folder => File.Exists(Path.Combine(folder, words[0]))), $"this machine has no {words[0]}");
        using var process = Process.Start(new ProcessStartInfo(words[0], [.. words.Skip(1), "-c", script]) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
