namespace OpsShell.Lab.Tests;

/// <summary>What a process kube-proxy tells of itself over its address for metrics, on a machine with IPVS.</summary>
[Collection(nameof(VmFixture))]
public sealed class VmKubeProxyTests(VmFixture vm)
{
    // A process of that name, which answers as kube-proxy does; the configuration names another port than the usual one.
    private const string Up = """
        set -e
        modprobe ip_vs; ipvsadm -C; ipvsadm -A -t 192.0.2.10:80 -s rr
        mkdir -p /run/lab-proxy; cp /usr/bin/python3 /run/lab-proxy/kube-proxy
        cat >/run/lab-proxy/config.conf <<'END'
        apiVersion: kubeproxy.config.k8s.io/v1alpha1
        kind: KubeProxyConfiguration
        metricsBindAddress: "0.0.0.0:10349"
        mode: ""
        END
        cat >/run/lab-proxy/serve.py <<'END'
        import http.server
        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            def do_GET(self):
                info = 'kubernetes_build_info{git_commit="0",git_version="v1.21.5",major="1"} 1\n'
                body = {"/proxyMode": "ipvs", "/metrics": "# TYPE go_info gauge\ngo_info 1\n" + info + "z 1\n" * 20000}[self.path].encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
        http.server.ThreadingHTTPServer(("0.0.0.0", 10349), Handler).serve_forever()
        END
        systemd-run --quiet --unit lab-proxy /run/lab-proxy/kube-proxy /run/lab-proxy/serve.py --config=/run/lab-proxy/config.conf
        n=0
        until curl -s -o /dev/null http://127.0.0.1:10349/proxyMode; do n=$((n+1)); [ $n -lt 60 ] || exit 1; sleep 0.5; done
        """;

    [Fact]
    public void Mode_and_version_are_those_that_the_running_process_tells()
    {
        using var desk = vm.Desk();
        try
        {
            vm.Nodes.Run("vm", Up);
            desk.Script("Test-OpsIpvs vm -Check ipvs/conn-reuse | ForEach-Object { $_.Evidence } | Where-Object Name -eq 'rules kept by' | ForEach-Object Value")
                .Exits(0).IsQuiet().Prints("kube-proxy v1.21.5 (ipvs)\n");
        }
        finally
        {
            vm.Nodes.Run("vm", "systemctl stop lab-proxy; ipvsadm -C; rm -rf /run/lab-proxy");
        }
    }
}
