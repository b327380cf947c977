using OpsShell.Core.Transport;

namespace OpsShell.Ipvs.Probing;

/// <summary>
/// The script that connects from a node: by python (2 or 3; the platform-python of CentOS and OpenCloudOS 8 too), perl or curl,
/// the first that is there, because a shell alone cannot bind a source port. Nothing is written to the node's disk.
/// </summary>
/// <remarks>
/// <para>
/// What makes the failure: a SYN comes in for which IPVS still has an entry in TIME_WAIT (120 s). The server must have ended the
/// connection first (its FIN, then ours): then the client keeps no TIME_WAIT of its own, and may use the port again at once. A
/// client that resets leaves the entry in CLOSE, where reuse is no problem; so a reset is only the way out when the server does not end it.
/// </para>
/// <para>
/// python and perl read how often the kernel sent the SYN again from TCP_INFO (tcpi_total_retrans, byte 100 of struct tcp_info in
/// include/uapi/linux/tcp.h), so a stall is told from a slow server. curl tells only the time. (nc has too many variants to rely on.)
/// </para>
/// </remarks>
internal static class ReuseScript
{
    /// <summary>Beyond the limit of the plan: the last attempt, and starting what connects.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(20);

    /// <summary>The command.</summary>
    public static CommandRequest Request(ReusePlan plan) => new()
    {
        Script = Shell,
        Arguments = [.. plan.Arguments, Python, Perl],
        Timeout = plan.Limit + plan.ConnectLimit + Margin,
        OutputLimit = 1 << 20,
    };

    /// <summary>Chooses the tool; $8 and $9 are the programs below.</summary>
    private const string Shell = """
        LC_ALL=C PATH=$PATH:/usr/sbin:/usr/bin:/sbin:/bin; export LC_ALL PATH
        host=$1 port=$2 local=$3 count=$4 timeout=$5 interval=$6 limit=$7
        syn() { awk '$1 == "TcpExt:" { if (n++) { if (c) print "syn", $c } else for (i = 2; i <= NF; i++) if ($i == "TCPSynRetrans") c = i }' /proc/net/netstat; }
        works() { command -v "$1" >/dev/null 2>&1 && "$@" </dev/null >/dev/null 2>&1; }
        each() {
        n=0 bad=0 begin=$(date +%s)
        while [ $n -lt $((count+3)) ] && [ $bad -lt 5 ] && [ $(($(date +%s)-begin)) -le ${limit%.*} ]; do
        [ $n = 0 ] || sleep "$interval" 2>/dev/null || sleep 1
        if [ $n -lt 3 ]; then one c; else one r "$1" "$local"; fi
        case $o in ok|refused) bad=0;; *) bad=$((bad+1));; esac
        n=$((n+1))
        done
        }
        curled() { k=$1; shift; case $host in *:*) h="[$host]";; *) h=$host;; esac
        t=$(curl -q -s -g -I -0 -o /dev/null --noproxy '*' -H 'Connection: close' --connect-timeout "$timeout" -m "$((${timeout%.*}+2))" -w '%{time_connect}' "$@" "http://$h:$port/" </dev/null 2>/dev/null); r=$?
        case $r in 7) o=refused w=-;; 28) if [ -z "${t##*[1-9]*}" ]; then o=ok; else o=timeout w=-; fi;; 45) o=busy w=-;; 6|3) o=failed w=-;; *) o=ok w=server;; esac
        printf 'a %s %s - %s %s %s\n' "$k" "${t:-0}" "$o" "$r" "$w"; }
        before=$(syn)
        for p in python3 /usr/libexec/platform-python python2 python; do
        if works $p -c 'import socket,select,struct'; then
        printf 'tool %s %s\n%s\n' "${p##*/}" "$($p -c 'import sys;print(sys.version.split()[0])')" "$before"
        $p -c "$8" "$host" "$port" "$local" "$count" "$timeout" "$interval" "$limit"; r=$?; syn; [ $r != 0 ] || printf 'end\n'; exit 0
        fi
        done
        if works perl -MSocket -MTime::HiRes -e 1; then
        printf 'tool perl\n%s\n' "$before"
        perl -e "$9" "$host" "$port" "$local" "$count" "$timeout" "$interval" "$limit"; r=$?; syn; [ $r != 0 ] || printf 'end\n'; exit 0
        fi
        if command -v curl >/dev/null 2>&1; then
        printf 'tool curl\n%s\n' "$before"; one() { curled "$@"; }; each --local-port; syn
        fi
        printf 'end\n'
        """;

    /// <summary>For python 2.7 and 3.</summary>
    private const string Python = """
        import errno,select,socket,struct,sys,time
        host,port,local,count,timeout,interval,limit=sys.argv[1],int(sys.argv[2]),int(sys.argv[3]),int(sys.argv[4]),float(sys.argv[5]),float(sys.argv[6]),float(sys.argv[7])
        clock=getattr(time,"monotonic",time.time)
        family=socket.AF_INET6 if ":" in host else socket.AF_INET
        begin=clock()
        def attempt(kind,source):
            s=socket.socket(family,socket.SOCK_STREAM)
            retransmits="-"
            try:
                s.setsockopt(socket.SOL_SOCKET,socket.SO_REUSEADDR,1)
                if source:
                    try: s.bind(("",source))
                    except (OSError,socket.error) as e: return say(kind,0,retransmits,"busy",e.errno,"-")
                s.setblocking(False)
                t=clock()
                e=s.connect_ex((host,port))
                if e==errno.EINPROGRESS:
                    e=s.getsockopt(socket.SOL_SOCKET,socket.SO_ERROR) if select.select([],[s],[],timeout)[1] else errno.ETIMEDOUT
                took=clock()-t
                try: retransmits=struct.unpack("I",s.getsockopt(socket.IPPROTO_TCP,11,104)[100:104])[0]
                except Exception: pass
                if e: return say(kind,took,retransmits,"refused" if e==errno.ECONNREFUSED else "timeout" if e==errno.ETIMEDOUT else "busy" if e in (errno.EADDRINUSE,errno.EADDRNOTAVAIL) else "failed",e,"-")
                say(kind,took,retransmits,"ok",0,close(s))
            finally: s.close()
        def close(s):
            end=clock()+2
            try:
                s.send(b"HEAD / HTTP/1.0\r\nConnection: close\r\n\r\n")
                while clock()<end and select.select([s],[],[],max(0,end-clock()))[0]:
                    if not s.recv(65536): return "server"
            except (OSError,socket.error): return "reset"
            s.setsockopt(socket.SOL_SOCKET,socket.SO_LINGER,struct.pack("ii",1,0))
            return "client"
        def say(kind,took,retransmits,outcome,code,closed):
            sys.stdout.write("a %s %.6f %s %s %d %s\n"%(kind,took,retransmits,outcome,code,closed))
            sys.stdout.flush()
            return outcome
        bad=0
        for number in range(count+3):
            if clock()-begin>limit or bad>=5: break
            if number: time.sleep(interval)
            outcome=attempt("c" if number<3 else "r",0 if number<3 else local)
            bad=bad+1 if outcome in ("timeout","failed","busy") else 0
        """;

    /// <summary>For perl 5 with its core modules.</summary>
    private const string Perl = """
        use Socket; use Socket qw(IPPROTO_TCP SOL_SOCKET SO_REUSEADDR SO_ERROR SO_LINGER AF_INET AF_INET6); use Fcntl; use Errno qw(EINPROGRESS ECONNREFUSED ETIMEDOUT EADDRINUSE EADDRNOTAVAIL); use Time::HiRes qw(time);
        my ($host, $port, $local, $count, $timeout, $interval, $limit) = @ARGV;
        my $six = $host =~ /:/;
        my $to = $six ? Socket::pack_sockaddr_in6($port, Socket::inet_pton(AF_INET6, $host)) : sockaddr_in($port, inet_aton($host));
        my ($begin, $bad) = (time, 0);
        $| = 1; $SIG{PIPE} = 'IGNORE';
        sub ready { my ($s, $write, $wait) = @_; my $v = ''; vec($v, fileno($s), 1) = 1; return $write ? select(undef, $v, undef, $wait) : select($v, undef, undef, $wait); }
        sub closing { my $s = shift; my $end = time + 2;
          syswrite($s, "HEAD / HTTP/1.0\r\nConnection: close\r\n\r\n") or return 'reset';
          while (time < $end && ready($s, 0, $end - time) > 0) { my $n = sysread($s, my $x, 65536); return 'reset' unless defined $n; return 'server' unless $n; }
          setsockopt($s, SOL_SOCKET, SO_LINGER, pack('ii', 1, 0)); return 'client'; }
        sub attempt { my ($kind, $source) = @_; my ($took, $again, $outcome, $code, $closed) = (0, '-', 'failed', 0, '-');
          socket(my $s, $six ? AF_INET6 : AF_INET, SOCK_STREAM, 0) or return 'failed';
          setsockopt($s, SOL_SOCKET, SO_REUSEADDR, 1);
          my $any = $six ? Socket::pack_sockaddr_in6($source, Socket::inet_pton(AF_INET6, '::')) : sockaddr_in($source, INADDR_ANY);
          if ($source && !bind($s, $any)) { $outcome = 'busy'; $code = $! + 0; }
          else { fcntl($s, F_SETFL, O_NONBLOCK); my $t = time; $code = connect($s, $to) ? 0 : $! + 0;
            if ($code == EINPROGRESS) { $code = ready($s, 1, $timeout) > 0 ? unpack('i', getsockopt($s, SOL_SOCKET, SO_ERROR)) : ETIMEDOUT; }
            $took = time - $t; my $info = getsockopt($s, IPPROTO_TCP, 11); $again = unpack('L', substr($info, 100, 4)) if defined $info && length $info >= 104;
            $outcome = !$code ? 'ok' : $code == ECONNREFUSED ? 'refused' : $code == ETIMEDOUT ? 'timeout' : $code == EADDRINUSE || $code == EADDRNOTAVAIL ? 'busy' : 'failed';
            $closed = closing($s) unless $code; }
          close $s; printf "a %s %.6f %s %s %d %s\n", $kind, $took, $again, $outcome, $code, $closed; return $outcome; }
        for my $n (0 .. $count + 2) { last if time - $begin > $limit || $bad >= 5; select(undef, undef, undef, $interval) if $n;
          my $o = attempt($n < 3 ? ('c', 0) : ('r', $local)); $bad = $o =~ /timeout|failed|busy/ ? $bad + 1 : 0; }
        """;
}
