using System.Globalization;
using OpsShell.Core.Nodes;
using OpsShell.Core.Transport;

namespace OpsShell.Ipvs.Measuring;

/// <summary>
/// The script that measures the estimator on a node. It needs root, a POSIX sh and awk (busybox will do), and leaves nothing: the
/// instance of tracefs is its own, and goes when the script ends, by itself, by a signal, or by the transport, which ends the
/// script when the connection is lost. What a killed script left is known by the process id and start time in its name,
/// and is removed by the next.
/// </summary>
/// <remarks>
/// <para>
/// timer_expire_exit has no function to filter on, so the exits of all timers pass; awk keeps those that belong to the estimator.
/// Where they are more than 20,000 a second, the event is narrowed to the CPUs on which the estimator was seen.
/// </para>
/// <para>
/// Of the threads only children of kthreadd (process 2) count: any user can give a process their name.
/// </para>
/// <para>
/// function_graph is no way: before 6.12 only the one global trace buffer has it, which may be in use by somebody else.
/// </para>
/// </remarks>
internal static class EstimatorScript
{
    /// <summary>Beyond the measurement: sweeping, the instance's ring buffers, bpftrace's compiler.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);

    /// <summary>The command.</summary>
    /// <param name="seconds">How long to measure.</param>
    /// <param name="method">How.</param>
    /// <param name="become">Whether to become root.</param>
    /// <param name="password">Password for sudo, or null.</param>
    /// <param name="places">Where /proc, tracefs and the lockdown file are, for tests; empty for the node's own.</param>
    public static CommandRequest Request(int seconds, EstimatorMethod method, BecomeMethod become, string? password, params string[] places) => new()
    {
        Script = Text,
        Arguments = [seconds.ToString(CultureInfo.InvariantCulture), method.ToString(), .. places],
        Become = become,
        BecomePassword = password,
        Timeout = TimeSpan.FromSeconds(seconds) + Margin,
        OutputLimit = 16 << 20,
    };

    private const string Text = """
        D=$1 M=$2 P=${3:-/proc} R=${4:-"/sys/kernel/tracing /sys/kernel/debug/tracing"} L=${5:-/sys/kernel/security/lockdown}
        LC_ALL=C PATH=$PATH:/usr/sbin:/usr/bin:/sbin:/bin; export LC_ALL PATH
        T= I= G= N='
        '
        fail() { printf 'error %s %s\n' "$1" "$2"; exit 0; }
        pause() { sleep 0.2 2>/dev/null || sleep 1; }
        born() { s=; read -r s <"/proc/$1/stat" && s=${s##*") "} && set -- $s && B=${20}; }
        off() { for f in "$1/events/enable" "$1/tracing_on"; do [ ! -e "$f" ] || echo 0 >"$f"; done 2>/dev/null; }
        remove() { off "$1"; for n in 1 2 3 4 5 6 7; do rmdir "$1" 2>/dev/null && return; [ -d "$1" ] || return; pause; done; }
        unprobe() { for n in in out; do echo "-:$1/$n" >>"$T/kprobe_events"; done 2>/dev/null; }
        cleanup() { trap '' TERM HUP INT PIPE; trap - EXIT; [ -z "$I" ] || remove "$I"; [ -z "$G" ] || unprobe "$G"; }
        alive() { a=${1%%[-_]*}; born "$a" 2>/dev/null && [ "$B" = "${1#*[-_]}" ]; }
        sweep() {
        for i in "$T"/instances/opsshell-*; do [ ! -d "$i" ] || alive "${i##*/opsshell-}" || { remove "$i"; printf 'stale %s\n' "${i##*/}"; }; done
        for g in $(sed -n 's/^[pr][0-9]*:\(opsshell_[0-9_]*\)\/.*/\1/p' "$T/kprobe_events" 2>/dev/null); do alive "${g#opsshell_}" || unprobe "$g"; done
        }
        instance() {
        [ -d "$T/instances" ] || fail instance 'this kernel has no instances of its tracing'
        read -r me x </proc/self/stat; born "$me"
        I=$T/instances/opsshell-$me-$B
        trap cleanup EXIT; trap 'exit 143' TERM HUP INT PIPE
        e=$(mkdir "$I" 2>&1) || { I=; fail instance "$e"; }
        [ ! -e "$I/buffer_size_kb" ] || echo 256 >"$I/buffer_size_kb"
        }
        record() {
        printf 'begin\n'
        { cat "$I/trace_pipe" & c=$!; sleep "$D"; off "$I"; pause; kill -KILL $c; } 2>/dev/null | awk -v filter="$1" '
        function limit(s, c) { for (c in cpus) s = s (s == "" ? "" : "||") "cpu==" c; system("echo \"" s "\" >" filter " 2>/dev/null"); limited = 1 }
        /LOST [0-9]+ EVENTS/ { sub(/.*LOST /, ""); lost += $1; next }
        match($0, /\[[0-9]+\] +[^ ]+ +[0-9]+\.[0-9]+: (timer_expire_entry|timer_expire_exit|in|out): /) {
        n = split(substr($0, RSTART), f, " +"); cpu = substr(f[1], 2) + 0; at = f[3]; sub(/:$/, "", at)
        id = f[5] ~ /^timer=/ ? substr(f[5], 7) : f[n] ~ /^t=/ ? substr(f[n], 3) : "0"
        if (f[4] ~ /^(timer_expire_entry|in):/) { if (kept++ < 100000) print "e", cpu, id, at; open[cpu] = id; if (!(cpu in cpus)) { cpus[cpu]; if (limited) limit() }; next }
        if (cpu in open && (f[4] == "out:" || open[cpu] == id)) { if (kept < 100000) print "x", cpu, open[cpu], at; delete open[cpu] }
        if (int(at) != second) { second = int(at); rate = 0 }
        if (++rate == 20000 && filter != "" && !limited) limit()
        }
        END { if (lost) print "lost", lost; print "end" }'
        }
        by_timer() {
        instance; printf 'method timer-events\n'
        w=$I/events/timer
        [ -d "$w/timer_expire_entry" ] || fail events 'this kernel has no timer events'
        echo "function==0x$A" >"$w/timer_expire_entry/filter" || fail events 'the filter of timer_expire_entry was refused'
        { echo 1 >"$w/timer_expire_exit/enable" && echo 1 >"$w/timer_expire_entry/enable"; } || fail events 'the timer events could not be switched on'
        record "$w/timer_expire_exit/filter"
        }
        by_probe() {
        [ -f "$T/kprobe_events" ] || fail probes 'this kernel has no kprobe_events'
        instance; printf 'method kernel-probe\n'
        G=opsshell_${me}_$B
        { echo "p:$G/in estimation_timer t=\$arg1:x64" >>"$T/kprobe_events" || echo "p:$G/in estimation_timer" >>"$T/kprobe_events"; } 2>/dev/null
        echo "r:$G/out estimation_timer" >>"$T/kprobe_events" || fail probes 'kprobe_events took no probe of estimation_timer'
        echo 1 >"$I/events/$G/enable" || fail probes 'the probes could not be switched on'
        record ''
        }
        by_bpftrace() {
        printf 'method bpftrace\nbegin\n'
        e=$(BPFTRACE_STRLEN=64 bpftrace -q -e 'kprobe:estimation_timer { @t[cpu] = arg0; printf("e %d %llx %llu.%09llu\n", cpu, arg0, nsecs / 1000000000, nsecs % 1000000000); }
        kretprobe:estimation_timer { printf("x %d %llx %llu.%09llu\n", cpu, @t[cpu], nsecs / 1000000000, nsecs % 1000000000); }
        interval:s:'"$D"' { clear(@t); exit(); }' 2>&1 </dev/null) || fail bpftrace "$(printf '%s' "$e" | head -n 2 | tr '\n' ' ')"
        # An estimator that begins between clear and exit leaves its entry in @t, which bpftrace prints when it ends.
        printf '%s\n' "$e" | sed -e '/^@t\[/d' -e '/^$/d'
        printf 'end\n'
        }
        threads() { printf 'threads %s\n' "$(cut -d ' ' -f 1 $P/uptime)"
        for f in $(grep -l '^ipvs-e:' $P/[0-9]*/comm 2>/dev/null); do
        d=${f%/comm}; n= r= s=; { read -r n <"$f"; read -r r <"$d/schedstat"; read -r s <"$d/stat"; } 2>/dev/null
        set -- ${s##*") "}; [ "$2" = 2 ] || continue; printf 'k %s %s %s %s %s\n' "${d##*/}" "$n" "${37:--}" "$((${12:-0}+${13:-0}))" "$r"; done; }

        K=$(awk '($3 == "estimation_timer" || $3 == "ip_vs_estimation_kthread") && ($4 == "" || $4 == "[ip_vs]") { print $3, $1; exit }' $P/kallsyms 2>/dev/null)
        A=${K#* }
        case $K in
        ip_vs_estimation_kthread*) printf 'design threads\nticks %s\n' "$(getconf CLK_TCK 2>/dev/null || echo 100)"
        threads; sleep "$D"; threads; printf 'end\n'; exit 0;;
        estimation_timer*) printf 'design timer\n';;
        *) fail symbol 'neither estimation_timer nor ip_vs_estimation_kthread is in /proc/kallsyms';;
        esac
        [ "$(id -u)" = 0 ] || fail root 'tracing needs root'
        for t in $R; do [ -d "$t/events" ] && [ -w "$t/events" ] && { T=$t; break; }; done
        if [ -n "$T" ]; then sweep; Z=; else
        Z="tracefs is not mounted at $R"
        case $(cat "$L" 2>/dev/null) in *'[confidentiality]'*) Z='the kernel is locked down (confidentiality)';; esac
        fi
        case $A in *[!0]*) H=;; *) H='the address of estimation_timer is hidden (kernel.kptr_restrict)';; esac
        case $M in
        Auto) if [ -n "$T" ]; then if [ -z "$H" ]; then by_timer; else by_probe; fi
        elif command -v bpftrace >/dev/null 2>&1; then by_bpftrace; else fail tracefs "$Z"; fi;;
        TimerEvents) [ -n "$T" ] || fail tracefs "$Z"; [ -z "$H" ] || fail address "$H"; by_timer;;
        KernelProbe) [ -n "$T" ] || fail tracefs "$Z"; by_probe;;
        Bpftrace) command -v bpftrace >/dev/null 2>&1 || fail bpftrace 'bpftrace is not there'; by_bpftrace;;
        esac
        exit 0
        """;
}
