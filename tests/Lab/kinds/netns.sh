# shellcheck shell=sh disable=SC2154
# netns N [delay=TIME] [loss=PERCENT]: N hosts in network namespaces inside vm, which must be up: its kernel has netem, and this
# machine's may lack it. Each is at the end of a link of its own, which delays and loses packets in both directions; it is
# reached with vm as jump host.

up() {
    [ -d "$lab/vm" ] || unavailable "$kind lives in vm, and that is not up"
    count=${1:-}
    case $count in '' | *[!0-9]*) usage ;; esac
    [ "$count" -le 250 ] || usage
    shift
    delay=0ms loss=0%
    for setting; do
        case $setting in
            delay=*) delay=${setting#*=} ;;
            loss=*) loss=${setting#*=}% ;;
            *) usage ;;
        esac
    done
    make_hosts | remote vm sh -s "$count" "$delay" "$loss"
    number=0
    while [ $number -lt "$count" ]; do
        number=$((number + 1))
        echo "netns$number 10.33.1.$number 22 root $lab/vm/host_key.pub netns jump=vm"
    done | list_nodes
}

# The script that vm runs.
make_hosts() {
    cat <<'END'
set -eu
for number in $(seq "$1"); do
    host=netns$number
    ip netns add "$host"
    ip link add "veth$number" type veth peer name eth0 netns "$host"
    ip address add 10.33.0.1 peer "10.33.1.$number" dev "veth$number"
    ip link set "veth$number" up
    tc qdisc add dev "veth$number" root netem delay "$2" loss "$3"
    ip -n "$host" address add "10.33.1.$number" peer 10.33.0.1 dev eth0
    ip -n "$host" link set lo up
    ip -n "$host" link set eth0 up
    tc -n "$host" qdisc add dev eth0 root netem delay "$2" loss "$3"
    ip netns exec "$host" /usr/sbin/sshd -o "PidFile=/run/$host.pid"
done
END
}

down() {
    # When vm went first, its namespaces went with it.
    # shellcheck disable=SC2016
    ! is_up || timeout 30 ssh -F "$lab/ssh_config" vm '
        for host in $(ip netns | cut -d " " -f 1); do
            ip netns pids "$host" | xargs -r kill -KILL
            ip netns delete "$host"
        done' </dev/null || true
}

is_up() { [ -d "$lab/vm" ] && [ -n "$(processes_of "$lab/vm" || true)" ]; }
