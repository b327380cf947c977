namespace OpsShell.Core.Changes;

/// <summary>The shell functions that all scripts of <see cref="ChangeScript"/> begin with.</summary>
internal static class ChangeShell
{
    /// <summary>
    /// V is the state found, R and X what else was found, E the reason of a failure. The lock is held by the kernel for the
    /// processes that have its descriptor, so it ends with a run that is killed, and not before a command that such a run has left
    /// behind ends too; without flock the comparison before each write has to do.
    /// </summary>
    public const string Functions = """
        LC_ALL=C PATH=$PATH:/usr/sbin:/usr/bin:/sbin:/bin; export LC_ALL PATH
        umask 022; unset IFS
        say() { printf '%s\n' "$*"; }
        pack() { printf '.'; printf '%s' "$1" | base64 | tr -d '\n'; }
        tell() { w=$1 n=$2 p=$(pack "$3") q=$(pack "$4"); say "$w $n $p $q"; }
        stop() { say end; exit 0; }
        for x in base64 cat chmod chown cp dd head id mkdir mv rm rmdir sha256sum stat touch tr; do
        command -v $x >/dev/null 2>&1 || { tell lacks - "$x" ''; stop; }
        done
        norm() { set -f; set -- $1; V=$*; set +f; }
        run() {
        l=$1; shift
        if command -v timeout >/dev/null 2>&1; then O=$(timeout -s KILL $l "$@" 2>&1 </dev/null); else O=$("$@" 2>&1 </dev/null); fi
        r=$? E=
        case $r in 0) ;; 137|265) E="$1 did not end within $l s. $O";; *) E="$1 ended with exit code $r. $O";; esac
        return $r; }
        machine_id() { M=; [ ! -r /etc/machine-id ] || M=$(cat /etc/machine-id 2>/dev/null); }
        tell_machine() { machine_id; tell machine - "$M" "$(id -u) $(id -g)"; }
        same_machine() { machine_id; [ "$M" = "$1" ] && return; tell other - "$M" "$1"; stop; }
        same_network() { x=$(readlink /proc/1/ns/net) && [ "$x" = "$(readlink /proc/self/ns/net)" ] && return; tell network - "$x" ''; stop; }
        lock() {
        [ "$(id -u)" = 0 ] && [ -d /run ] && command -v flock >/dev/null 2>&1 && { : >>/run/opsshell-change.lock; } 2>/dev/null || return 0
        exec 8>>/run/opsshell-change.lock
        for x in 1 2 3 4 5 6 7 8 9 10; do flock -n 8 && return 0; sleep 1; done
        [ $F = 1 ] && return 0
        tell locked - '' ''; stop; }
        parameter_state() {
        V= R= X=
        [ -e "$1" ] || { E='There is no such file.'; return 1; }
        [ -f "$1" ] || { E='It is not a regular file.'; return 1; }
        R=$(head -c 65537 "$1" 2>&1) || { E=$R R=; return 1; }
        [ ${#R} -le 65536 ] || { E='It has more than 65536 bytes.' R=; return 1; }
        norm "$R"
        case $1 in /sys/*) case $V in *' ['*']'*|'['*'] '*) V=${V#*\[}; V=${V%%\]*}; R=$V;; esac;; esac
        return 0; }
        parameter_write() { E=$( { printf '%s\n' "$2" >"$1"; } 2>&1 ); }
        file_state() {
        V= R= X= d=$1
        [ ! -L "$1" ] || { E='It is a symbolic link. Name the file that it points to.'; return 1; }
        while d=${d%/*}; [ -n "$d" ] && [ ! -e "$d" ]; do :; done
        [ -d "$d/" ] || { E="$d is not a folder."; return 1; }
        [ -x "$d/" ] || { E="$d may not be searched by this user."; return 1; }
        [ -e "$1" ] || { V=absent; return 0; }
        [ -f "$1" ] || { E='It is not a regular file.'; return 1; }
        V=$(stat -c '%a %u %g' "$1" 2>&1) || { E=$V V=; return 1; }
        X=$(sha256sum 2>&1 <"$1") || { E=$X V=; return 1; }
        V="$V ${X%% *}"; }
        file_more() {
        x=$(stat -c %s "$1"); [ "$x" -le 1048576 ] || { E="It has $x bytes; the limit is 1048576."; return 1; }
        m=$(stat -c %.9Y "$1" 2>/dev/null); case $m in ''|*[!0-9.]*|*.*.*|.*) m=$(stat -c %Y "$1");; esac
        X=$(base64 <"$1" | tr -d '\n'); }
        file_write() {
        p=$1 t=$2 d=${1%/*}
        E=$( {
        [ -d "$d/" ] || { mkdir -p "$d" && { ! command -v restorecon || restorecon "$d"; } >/dev/null 2>&1; [ -d "$d/" ]; } || exit 1
        rm -f "$t"
        if [ -e "$p" ]; then cp -a "$p" "$t"; else ( umask 077; set -C; : >"$t" ); fi || exit 1
        x=$(printf '%s' "$8" | base64 -d | dd of="$t" conv=fsync 2>&1) || { printf '%s' "$x" >&2; exit 1; }
        x=$(sha256sum <"$t"); [ "${x%% *}" = "$7" ] || { printf 'What arrived in %s is not what was sent.' "$t" >&2; exit 1; }
        [ "$(stat -c '%u %g' "$t")" = "$4 $5" ] || chown "$4:$5" "$t" || exit 1
        chmod "$3" "$t" || exit 1
        [ -z "$6" ] || touch -d "@$6" "$t" 2>/dev/null || touch -d "@${6%.*}" "$t" || exit 1
        n=; [ -e "$p" ] || n=1
        mv -f "$t" "$p" || exit 1
        [ -z "$n" ] || ! command -v restorecon || restorecon "$p" || :
        } 2>&1 >/dev/null ) || { rm -f "$t"; return 1; }
        return 0; }
        file_remove() { E=$(rm -f "$1" 2>&1); }
        command_state() {
        V= R= X= w=$1 k=$2; shift 2
        run "$@"; r=$?
        case $k in *" $r "*) ;; *) return 1;; esac
        norm "$O"
        [ -n "$w" ] || return 0
        case " $V " in *" $w "*) V=present;; *) V=absent;; esac; }
        see() {
        if s$1 && { [ -z "$2" ] || [ "$V" = absent ] || file_more "$2"; }; then
        if [ -z "$2" ]; then tell state $1 "$V" "$R"; else a=$(pack "$V") b=$(pack "$m") c=$(pack "$d"); say "file $1 $a $b $c .$X"; fi
        else tell unreadable $1 "$E" ''; fi; }
        apply() {
        s$1 || { tell failed $1 '' "$E"; stop; }
        [ "$V" = "$2" ] || [ $F = 1 ] || { tell conflict $1 "$V" ''; stop; }
        say begin $1
        a$1; g=$? h=$E
        s$1 || { tell failed $1 '' "$h $E"; stop; }
        [ $g = 0 ] || { tell failed $1 "$V" "$h"; stop; }
        [ "$V" = "$3" ] || { tell differs $1 "$V" ''; stop; }
        tell done $1 "$V" ''; }
        undo() {
        s$1 || { tell failed $1 '' "$E"; return; }
        if [ "$V" = "$2" ]; then c$1; tell same $1 "$V" ''; return; fi
        case $V in "$3"|"$4") ;; *) [ $F = 1 ] || { tell conflict $1 "$V" ''; return; };; esac
        u$1; g=$? h=$E; c$1
        s$1 || { tell failed $1 '' "$h $E"; return; }
        [ $g = 0 ] || { tell failed $1 "$V" "$h"; return; }
        [ "$V" = "$2" ] || { tell differs $1 "$V" ''; return; }
        tell done $1 "$V" ''; }

        """;
}
