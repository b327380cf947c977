using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpsShell.Lab.Tests;

/// <summary>The rules of a real kernel compared with what kubectl wrote, and with a recording of the same machine.</summary>
[Collection(nameof(VmFixture))]
public sealed class VmIpvsCompareTests(VmFixture vm)
{
    private const string Show = """ | ForEach-Object { "$($_.Status) $($_.Kind) $($_.SideIndicator) $($_.Service) [$($_.KubernetesService)] $($_.RealServer) '$($_.Expected)' '$($_.Actual)'" }""";

    private static readonly string[] _rules =
    [
        "-A -t 10.96.0.1:443 -s rr",
        "-a -t 10.96.0.1:443 -r 10.0.2.15:6443 -m -w 1",
        "-A -t 10.96.7.7:80 -s rr -p 10800",
        "-a -t 10.96.7.7:80 -r 10.244.1.5:8080 -m -w 1",
        "-a -t 10.96.7.7:80 -r 10.244.1.6:8080 -m -w 1",
        "-A -u 10.96.0.10:53 -s rr",
        "-a -u 10.96.0.10:53 -r 10.244.1.2:53 -m -w 1",
    ];

    [Fact]
    public void The_cluster_has_what_the_kernel_lacks()
    {
        using var desk = vm.Desk();
        desk.Write("cluster.json", Cluster());
        var compare = $"Compare-OpsIpvs vm -KubernetesFile cluster.json -Recheck 0{Show}";
        try
        {
            Rules(_rules);
            Assert.Empty(desk.Script(compare).Exits(0).IsQuiet().Output);

            vm.Nodes.Run("vm", """
                ipvsadm -D -u 10.96.0.10:53
                ipvsadm -e -t 10.96.7.7:80 -r 10.244.1.5:8080 -m -w 5
                ipvsadm -a -t 10.96.7.7:80 -r 10.244.9.9:8080 -m -w 1
                ipvsadm -d -t 10.96.0.1:443 -r 10.0.2.15:6443
                ipvsadm -A -t 10.96.50.50:443 -s rr
                """);
            Assert.Equal(
                [
                    "Warning ExtraRealServer => TCP 10.96.7.7:80 [shop/web:http] 10.244.9.9:8080 '' 'Masq, weight 1'",
                    "Warning ExtraService => TCP 10.96.50.50:443 []  '' 'rr, 0 real servers'",
                    "Warning MissingRealServer <= TCP 10.96.0.1:443 [default/kubernetes:https] 10.0.2.15:6443 'Masq, weight 1' ''",
                    "Warning MissingService <= UDP 10.96.0.10:53 [kube-system/kube-dns:dns]  '1 real server in the cluster' ''",
                    "Warning WrongWeight <> TCP 10.96.7.7:80 [shop/web:http] 10.244.1.5:8080 '1' '5'",
                ],
                Lines(desk.Script(compare).Exits(0).IsQuiet().Output));
        }
        finally
        {
            vm.Nodes.Run("vm", "ipvsadm -C");
        }
    }

    [Fact]
    public void A_recording_has_what_was_before_the_change()
    {
        using var desk = vm.Desk();
        var compare = $"Compare-OpsIpvs snapshot:before/vm.zip, vm -Recheck 0{Show}";
        try
        {
            Rules(_rules);
            desk.Script("$null = Save-OpsSnapshot vm -Path before -Confirm:$false").Exits(0).IsQuiet();
            Assert.Empty(desk.Script(compare).Exits(0).IsQuiet().Output);

            vm.Nodes.Run("vm", """
                ipvsadm -D -u 10.96.0.10:53
                ipvsadm -E -t 10.96.7.7:80 -s sh -p 600
                ipvsadm -e -t 10.96.7.7:80 -r 10.244.1.6:8080 -m -w 0
                ipvsadm -a -t 10.96.0.1:443 -r 10.0.2.16:6443 -m -w 1
                """);
            Assert.Equal(
                [
                    "Warning ExtraRealServer => TCP 10.96.0.1:443 [] 10.0.2.16:6443 '' 'Masq, weight 1'",
                    "Warning MissingService <= UDP 10.96.0.10:53 []  'rr, 1 real server' ''",
                    "Warning WrongPersistence <> TCP 10.96.7.7:80 []  '10800 s' '600 s'",
                    "Warning WrongScheduler <> TCP 10.96.7.7:80 []  'rr' 'sh'",
                    "Warning WrongWeight <> TCP 10.96.7.7:80 [] 10.244.1.6:8080 '1' '0'",
                ],
                Lines(desk.Script(compare).Exits(0).IsQuiet().Output));
        }
        finally
        {
            vm.Nodes.Run("vm", "ipvsadm -C");
        }
    }

    private static List<string> Lines(string text) => [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal)];

    private void Rules(string[] rules) => vm.Nodes.Run("vm", $"modprobe ip_vs && ipvsadm -C && ipvsadm -R <<'END'\n{string.Join('\n', rules)}\nEND\n");

    /// <summary>The cluster of <see cref="_rules"/> as <c>kubectl get services,endpointslices -A -o json</c> writes it.</summary>
    private static string Cluster()
    {
        JsonNode[] items =
        [
            Service("default", "kubernetes", "10.96.0.1", "https", "TCP", 443, "None"), Slice("default", "kubernetes", "https", "TCP", 6443, "10.0.2.15"),
            Service("shop", "web", "10.96.7.7", "http", "TCP", 80, "ClientIP"), Slice("shop", "web", "http", "TCP", 8080, "10.244.1.5", "10.244.1.6"),
            Service("kube-system", "kube-dns", "10.96.0.10", "dns", "UDP", 53, "None"), Slice("kube-system", "kube-dns", "dns", "UDP", 53, "10.244.1.2"),
        ];
        return new JsonObject { ["apiVersion"] = "v1", ["kind"] = "List", ["items"] = new JsonArray(items) }.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    private static JsonObject Service(string space, string name, string address, string port, string protocol, int number, string affinity)
    {
        var spec = new JsonObject
        {
            ["type"] = "ClusterIP",
            ["clusterIP"] = address,
            ["clusterIPs"] = new JsonArray(address),
            ["ports"] = new JsonArray(new JsonObject { ["name"] = port, ["protocol"] = protocol, ["port"] = number }),
            ["sessionAffinity"] = affinity,
        };
        if (affinity == "ClientIP")
            spec["sessionAffinityConfig"] = new JsonObject { ["clientIP"] = new JsonObject { ["timeoutSeconds"] = 10800 } };
        return new JsonObject { ["apiVersion"] = "v1", ["kind"] = "Service", ["metadata"] = new JsonObject { ["namespace"] = space, ["name"] = name }, ["spec"] = spec };
    }

    private static JsonObject Slice(string space, string name, string port, string protocol, int number, params string[] addresses) => new()
    {
        ["apiVersion"] = "discovery.k8s.io/v1",
        ["kind"] = "EndpointSlice",
        ["metadata"] = new JsonObject { ["namespace"] = space, ["name"] = $"{name}-x1", ["labels"] = new JsonObject { ["kubernetes.io/service-name"] = name } },
        ["addressType"] = "IPv4",
        ["ports"] = new JsonArray(new JsonObject { ["name"] = port, ["protocol"] = protocol, ["port"] = number }),
        ["endpoints"] = new JsonArray([.. addresses.Select(address => (JsonNode)new JsonObject
        {
            ["addresses"] = new JsonArray(address),
            ["conditions"] = new JsonObject { ["ready"] = true, ["serving"] = true, ["terminating"] = false },
            ["nodeName"] = "lab-vm",
        })]),
    };
}
