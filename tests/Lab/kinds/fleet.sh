# shellcheck shell=sh disable=SC2154
# fleet N [FAULT=N ...]: N nodes that are one sshd, which answers on the whole of 127.0.0.0/8. The first of them have the faults:
#   slow      a command starts after 3 s                     dying        the connection breaks in mid-command
#   noisy     the shell's start-up file prints               stuck        a command never starts
#   hanging   accepts the connection and says nothing        refusing     nothing listens
#   changed-key   known_hosts has another key
# The second number of the address says what is wrong with a node, and a start-up file of the login shell does it.

fleet_faults="slow noisy dying stuck hanging refusing changed-key"

up() {
    need_root
    need_programs unshare sshd bash pkill
    unshare --mount true 2>/dev/null || unavailable "$kind needs mount namespaces, which this machine does not give"
    check_arguments "$@"
    make_home
    ssh-keygen -q -t ed25519 -N '' -C host -f "$folder/host_key"
    ssh-keygen -q -t ed25519 -N '' -C other -f "$folder/other_key"
    start_sshd speaking
    speaking=$port
    start_sshd mute
    # The kernel makes connections to a stopped sshd, and nobody speaks.
    pkill -STOP -P "$started"
    fleet_nodes "$@" | list_nodes
}

check_arguments() {
    case ${1:-} in '' | *[!0-9]*) usage ;; esac
    shift
    for fault; do
        case ${fault#*=} in '' | *[!0-9]*) usage ;; esac
        case " $fleet_faults " in *" ${fault%%=*} "*) ;; *) usage ;; esac
    done
}

# Root's files are not for the user of the nodes, whose home and entry in passwd exist for this sshd alone.
make_home() {
    home=$folder/home/ops
    mkdir -p "$home/.ssh"
    { cat /etc/passwd && echo 'ops:x:60001:60001:lab:/home/ops:/bin/bash'; } | make_etc
    cp "$cache/key.pub" "$home/.ssh/authorized_keys"
    # The shell's parent is the sshd process of the session.
    cat >"$home/.bashrc" <<'END'
case ${SSH_CONNECTION:-} in
    *" 127.21."*) sleep 3 ;;
    *" 127.22."*)
        echo 'Welcome! Today is patch day.'
        printf '\033[31mred\033[0m\a\n'
        echo 'mesg: ttyname failed' >&2
        ;;
    *" 127.23."*) (sleep 0.5; kill -KILL $PPID) </dev/null >/dev/null 2>&1 & ;;
    *" 127.24."*) sleep infinity ;;
esac
END
    chown -R 60001:60001 "$home"
}

start_sshd() {
    write_sshd_config "$1" 'ListenAddress 0.0.0.0' 'AllowUsers ops@127.0.0.0/8' 'AuthorizedKeysFile .ssh/authorized_keys'
    # shellcheck disable=SC2016
    start_isolated "$1" sh -c 'mount --bind "$0/etc" /etc && mount --bind "$0/home" /home && exec "$1" -D -e -f "$2"' \
        "$folder" "$(command -v sshd)" "$folder/$1.config"
    await 10 listens "$port" || fail "sshd does not start: $(cat "$folder/$1.log")"
}

# Lines for list_nodes.
fleet_nodes() {
    total=$1
    shift
    awk -v total="$total" -v counts="$*" -v faults="$fleet_faults" -v speaking="$speaking" -v mute="$port" -v folder="$folder" 'BEGIN {
        kinds = split(faults, fault, " ")
        for (i = split(counts, argument, " "); i > 0; i--) { split(argument[i], part, "="); left[part[1]] = part[2] }
        kind = 1
        for (i = 1; i <= total; i++) {
            while (kind <= kinds && left[fault[kind]] == 0) kind++
            name = kind > kinds ? "" : fault[kind]
            left[name]--
            printf "fleet%03d 127.%d.%d.%d %d ops %s/%s.pub fleet %s\n", i, 20 + (name == "" ? 0 : kind), i / 250, i % 250 + 1,
                name == "hanging" ? mute : name == "refusing" ? 1 : speaking, folder, name == "changed-key" ? "other_key" : "host_key",
                name == "" ? "" : "fault=" name
        }
    }'
}
