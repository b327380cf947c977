using System.Collections.Immutable;
using OpsShell.Core.Facts;
using OpsShell.Core.Probing;

namespace OpsShell.Ipvs.Facts;

/// <summary>
/// The one command of this area: who writes IPVS rules on the node, and what only programs tell. Every line of its answer
/// begins with a letter that says what it is, so no text of the node can pass for another line.
/// </summary>
internal static class ProxyProbe
{
    /// <summary>How findings name the command, whose text is long.</summary>
    public const string Source = "`kube-proxy process, configuration and metrics`";

    // - Names of all processes are read by one grep, some 10 us a process on the node; pgrep costs more, a shell's read loop too.
    // - A kube-proxy of another network namespace (a cluster in containers) is not this node's.
    // - The configuration is read through the process's root, where a hostile container could place a link to any file of the
    //   node, so only a file that calls itself a KubeProxyConfiguration is passed on, and at most 64 KiB of it.
    // - kube-proxy is asked with bash's own sockets where bash is: curl takes 8 ms of CPU to start, bash 2 ms. HTTP/1.0 has no chunks, which
    //   could break the line in two, and ends with the connection. bash reads the short answer itself and becomes the sed that reads the long
    //   one (its own read takes a system call a byte); sed ends at the one line that is wanted.
    // - A program costs the node about 1 ms, whatever it does: what the shell can do itself is left to it.
    // - ipvsadm loads the module ip_vs where it is not loaded, hence the look at its file.
    // - In another network namespace than the node's, metrics would be asked of, and timeouts told of, somebody else.
    private const string Script = $$"""
        LC_ALL=C; export LC_ALL
        net=/proc/net foreign=
        {{OwnNetwork.Test}} || net=/proc/1/net foreign=1
        [ -e $net/ip_vs ] || { echo none; exit 0; }
        L='
        '
        say() { printf '%s %s\n' "$1" "$2"; }
        V='/^kubernetes_build_info{/{s/^/h /p;q;}' M='s/^ipvs$/h &/p;s/^iptables$/h &/p;s/^nftables$/h &/p;s/^userspace$/h &/p'
        metrics() {
          if command -v bash >/dev/null 2>&1 && command -v timeout >/dev/null 2>&1; then
            h=${1#[[]}
            timeout 1 bash -c 'ask() { exec 7<>"/dev/tcp/$1/$2" || exit; printf "GET /%s HTTP/1.0\r\n\r\n" "$3" >&7; }
              ask "$1" "$2" proxyMode
              while read -r l <&7 || [ -n "$l" ]; do case $l in ipvs|iptables|nftables|userspace) printf "h %s\n" "$l";; esac; done
              ask "$1" "$2" metrics; exec sed -n "$3" <&7' bash "${h%]}" "$2" "$V" 2>/dev/null
          elif command -v curl >/dev/null 2>&1; then curl -q -s -m 1 --noproxy '*' -w '\n' "$3/proxyMode" "$3/metrics" 2>/dev/null | sed -n "$M;$V"
          elif command -v wget >/dev/null 2>&1 && command -v timeout >/dev/null 2>&1; then
            for x in proxyMode metrics; do http_proxy= timeout 1 wget -q -O - "$3/$x" 2>/dev/null; echo; done 2>/dev/null | sed -n "$M;$V"
          else say y 'the node has neither bash nor curl nor wget'
          fi
        }
        proxy= address=127.0.0.1:10249
        for f in $(grep -lxE 'kube-proxy|kube-router|keepalived|cilium-agent|k3s|k3s-server|k3s-agent' /proc/[0-9]*/comm 2>/dev/null); do
          d=${f%/comm}
          { read -r n < "$f"; } 2>/dev/null || continue
          if [ -e "$d/ns/net" ] && [ -e /proc/1/ns/net ]; then [ "$d/ns/net" -ef /proc/1/ns/net ] || continue; fi
          say p "${d#/proc/} $n"
          [ "$n" = kube-proxy ] && [ -z "$proxy" ] && proxy=$d
        done
        if [ -n "$proxy" ]; then
          config= next=
          A=$(tr '\000\n' '\n ' 2>/dev/null <"$proxy/cmdline")
          [ ${#A} -le 16384 ] || A=$(printf %s "$A" | head -c 16384)
          set -f; IFS=$L
          for a in $A; do
            say a "$a"
            case $next in config) config=$a;; metrics) address=$a;; esac
            next=
            case $a in
              --config=*) config=${a#*=};; --config) next=config;;
              --metrics-bind-address=*) address=${a#*=};; --metrics-bind-address) next=metrics;;
            esac
          done
          if [ -n "$config" ]; then
            say f "$config"
            case $config in /*) file=$proxy/root$config;; *) file=$proxy/cwd/$config;; esac
            if [ ! -e "$file" ]; then say x 'it is not there, or the process may be looked into by root alone'
            elif [ ! -f "$file" ] || [ ! -r "$file" ]; then say x 'it may not be read'
            else
              T=$(head -c 65537 "$file" 2>/dev/null)
              if [ ${#T} -gt 65536 ]; then say x 'it is longer than 64 KiB'
              else
                case $T in
                  *KubeProxyConfiguration*)
                    address=127.0.0.1:10249
                    for l in $T; do
                      say c "$l"
                      case $l in metricsBindAddress:*)
                        v=${l#*:}; v=${v# }; v=${v#[\"\']}; v=${v%[\"\']}; [ -z "$v" ] || address=$v;;
                      esac
                    done;;
                  *) say x 'it is not a KubeProxyConfiguration';;
                esac
              fi
            fi
          fi
          unset IFS; set +f
          port=${address##*:} host=${address%:*}
          case $host in ''|0.0.0.0|::|'[::]') host=127.0.0.1;; esac
          case $host$port in
            *[!0-9a-fA-F.:[\]]*) say y "its address for metrics is not one";;
            *)
              u=http://$host:$port
              say m "$u"
              if [ -n "$foreign" ]; then say y '{{OwnNetwork.Reason}}'
              else metrics "$host" "$port" "$u"
              fi;;
          esac
        fi
        if [ -n "$foreign" ]; then say u '{{OwnNetwork.Reason}}'
        elif command -v ipvsadm >/dev/null 2>&1; then
          if o=$(ipvsadm -L --timeout 2>&1); then say t "${o%%"$L"*}"; else say u "ipvsadm: ${o%%"$L"*}"; fi
        else say u 'the node has no ipvsadm'
        fi
        """;

    /// <summary>The command.</summary>
    public static readonly ProbeItem Item = ProbeItem.Command(Script) with { NeedsRoot = true, Limit = 1 << 18 };

    /// <summary>The answer's lines.</summary>
    /// <exception cref="FactUnavailableException">The command gave none, or the node has no IPVS.</exception>
    public static ImmutableArray<ProxyLine> Read(ProbeResults results)
    {
        var content = CommandAnswer.Content(results, Item, Source);
        var lines = CommandAnswer.Parse(Source, content.Text, Parse);
        return lines.IsEmpty
            ? throw new FactUnavailableException(Source, ProbeStatus.Missing, "this node has no IPVS: the module ip_vs is not loaded")
            : lines;
    }

    /// <summary>Splits the answer; empty when it is <c>none</c>.</summary>
    /// <exception cref="FormatException">It is empty or has a line of unknown kind; the message has the line.</exception>
    public static ImmutableArray<ProxyLine> Parse(string text)
    {
        var lines = ImmutableArray.CreateBuilder<ProxyLine>();
        foreach (var line in TextLine.Of(text))
        {
            if (line.Text == "none" && lines.Count == 0)
                return [];
            if (line.Text.Length < 2 || line.Text[1] != ' ' || !"pafxcmyhtu".Contains(line.Text[0], StringComparison.Ordinal))
                throw line.Error($"not understood: {TextLine.Quote(line.Text)}");
            lines.Add(new ProxyLine(line.Number, line.Text[0], line.Text[2..]));
        }
        return lines.Count > 0 ? lines.ToImmutable() : throw TextLine.Empty();
    }
}
