using OpsShell.EndToEnd.Tests.Harness;

namespace OpsShell.Lab.Tests;

/// <summary>
/// A client and two web servers, each in a network namespace of the virtual machine, and the virtual address 192.0.2.77 between them.
/// The servers answer with their name: / at once, /slow over some seconds. The machine is left as it was found.
/// </summary>
internal sealed class IpvsScene : IDisposable
{
    /// <summary>The address of the first web server.</summary>
    public const string Web1 = "10.77.2.2";

    /// <summary>The address of the second.</summary>
    public const string Web2 = "10.77.3.2";

    /// <summary>The virtual address.</summary>
    public const string VirtualAddress = "192.0.2.77";

    // With server-side includes and no chunks an answer has no length, so its end is that of the connection: the server always closes
    // first, and the client's port is free at once.
    // /slow has 12,000 bytes, and nginx sends the first 1,000 of each second: the connection stays for about 12 s.
    private const string Up = """
        set -e
        modprobe ip_vs; ipvsadm -C
        sysctl -q net.ipv4.ip_forward=1
        n=0
        for host in ipvs-client ipvs-web1 ipvs-web2; do
          n=$((n+1))
          ip netns add $host
          ip link add ipvs-v$n type veth peer name eth0 netns $host
          ip address add 10.77.$n.1/24 dev ipvs-v$n; ip link set ipvs-v$n up
          ip -n $host link set lo up; ip -n $host link set eth0 up
          ip -n $host address add 10.77.$n.2/24 dev eth0; ip -n $host route add default via 10.77.$n.1
          case $host in *web*)
            mkdir -p /run/$host
            { echo $host; head -c 12000 /dev/zero | tr '\0' '.'; } >/run/$host/slow
            echo $host >/run/$host/index.html
            cat >/run/$host/conf <<END
        pid /run/$host/pid; error_log /dev/null; events {}
        http { access_log off; default_type text/html; ssi on; chunked_transfer_encoding off;
          server { listen 80; root /run/$host; location = /slow { limit_rate 1000; } } }
        END
            ip netns exec $host nginx -c /run/$host/conf;;
          esac
        done
        ip address add 192.0.2.77/32 dev lo
        """;

    private const string Down = """
        ipvsadm -C
        ip address delete 192.0.2.77/32 dev lo 2>/dev/null
        # A namespace ends some time after its name does, and its links with it.
        for n in 1 2 3; do ip link delete ipvs-v$n 2>/dev/null; done
        for host in ipvs-client ipvs-web1 ipvs-web2; do
          pids=$(ip netns pids $host 2>/dev/null)
          [ -z "$pids" ] || kill $pids
          ip netns delete $host 2>/dev/null; rm -rf /run/$host
        done
        sysctl -q net.ipv4.ip_forward=0
        """;

    /// <summary>A script that makes 5,000 services with a real server each, which are 10,001 estimators with the total.</summary>
    public const string FiveThousandServices = """
        i=0
        while [ $i -lt 5000 ]; do
        echo "-A -t 10.96.$((i/250)).$((i%250)):80 -s rr"; echo "-a -t 10.96.$((i/250)).$((i%250)):80 -r 10.33.0.1:80 -m -w 1"; i=$((i+1))
        done | ipvsadm -R
        """;

    private readonly MachineFixture _vm;

    /// <summary>Sets the scene.</summary>
    /// <param name="vm">The machine.</param>
    /// <param name="rules">Lines for <c>ipvsadm -R</c>.</param>
    public IpvsScene(MachineFixture vm, params string[] rules)
    {
        _vm = vm;
        try
        {
            Run(Up);
            Rules(rules);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Runs a script on the machine.</summary>
    public string Run(string script) => _vm.Run(script);

    /// <summary>Adds rules as <c>ipvsadm -R</c> reads them.</summary>
    public void Rules(params string[] rules) => Run($"ipvsadm -R <<'END'\n{string.Join('\n', rules)}\nEND\n");

    /// <summary>The names of the servers that answered so many requests of the client, one after another.</summary>
    public string[] Ask(int times, string target = VirtualAddress, string options = "") =>
        Run($"for n in $(seq {times}); do ip netns exec ipvs-client curl -s --max-time 10 {options} http://{target}/; done").Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Runs PowerShell text, and a script on the machine while that waits there between two readings.</summary>
    /// <param name="desk">Where PowerShell runs.</param>
    /// <param name="powerShell">Text with <c>-SampleInterval</c> of that many seconds.</param>
    /// <param name="interval">A number of seconds that nothing else on the machine sleeps.</param>
    /// <param name="waits">How many processes wait, when both kinds of readings have begun.</param>
    /// <param name="script">What happens meanwhile; its output is not kept.</param>
    public RunResult Between(Sandbox desk, string powerShell, int interval, int waits, string script)
    {
        using var run = desk.StartOps("-NoProfile", "-c", powerShell);
        Run($$"""
            n=0
            until [ "$(pgrep -fxc 'sleep {{interval}}')" -ge {{waits}} ]; do n=$((n+1)); [ $n -lt 150 ] || exit 1; sleep 0.2; done
            {{script}}
            """);
        return run.Wait();
    }

    public void Dispose() => Run(Down);
}
