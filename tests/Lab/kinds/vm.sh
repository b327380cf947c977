# shellcheck shell=sh disable=SC2154
# vm: a virtual machine of Debian 12: systemd, kernel 6.1 with ip_vs, BTF, cgroup v2 and PSI; ipvsadm, bpftrace, bcc, nginx.
# The cache keeps the disk image by its recipe and, for emulation, the machine as it was when it had booted: a start takes
# seconds. What a run writes goes to an overlay of its own.

vm_address=127.32.0.1
# What the names of this kind's kernel and initrd end with.
flavour=
# Emulated: a plain model, as each feature of a newer one is work for the emulation.
cpu=Nehalem

up() {
    need_root
    need_programs qemu-system-x86_64 qemu-img
    [ "$(uname -m)" = x86_64 ] || unavailable "$kind is a machine of x86_64, and this is $(uname -m)"
    [ "$(awk '/^MemAvailable:/ { print $2 }' /proc/meminfo)" -gt 1500000 ] || unavailable "$kind needs 1.5 GB of free memory"
    find_image
    [ -f "$image/vmlinuz$flavour" ] || unavailable "$kind needs a newer kernel: $(cat "$image/no$flavour")"
    cp "$image/host_key.pub" "$folder"
    find_accelerator
    if [ "$accelerator" = kvm ]; then
        start_fresh || fail "$kind did not boot; its console ends with: $(tail -n 5 "$folder/console.log")"
    else
        find_booted
        start_booted
    fi
    vm_nodes | list_nodes
}

vm_nodes() { echo "$kind $vm_address $port root $folder/host_key.pub $kind"; }

# The image for this recipe and key; one run builds it, others wait.
find_image() {
    hash=$(cat "$here"/vm/* "$cache/key.pub" | sha256sum | cut -c 1-16)
    image=$cache/vm-$hash
    lock "$image.lock"
    [ -d "$image" ] || build_image
    flock -u 9
    touch "$image"
}

# Takes a lock that ends with this script. In the background, because a trap waits for the end of what runs in the foreground.
lock() {
    exec 9>"$1"
    flock 9 &
    wait $!
}

build_image() {
    need_programs mmdebstrap mkfs.ext4 unshare
    say 'building the disk image of the virtual machine; this takes some minutes, once'
    # Images of recipes that nobody has used for long.
    find "$cache" -mindepth 1 -maxdepth 1 -name 'vm-*' -mtime +30 -exec rm -rf {} +
    # It goes with the nodes when the start is broken off; what is left of one that was killed goes now.
    rm -rf "$image".*.new
    building=$image.$$.new
    mkdir "$building"
    code=0
    start_process build "$here/vm/build" "$building" "$cache/key.pub"
    wait "$started" || code=$?
    cp "$folder/build.log" "$image.log"
    case $code in
        0) ;;
        69) unavailable "$kind needs a disk image: $(cat "$image.log")" ;;
        *) fail "the disk image of $kind was not built; all of it is in $image.log: $(tail -n 10 "$image.log")" ;;
    esac
    mv "$building" "$image"
    building=
}

# KVM where a guest really boots under it: there are machines whose /dev/kvm only hangs. The verdict is kept for this kernel.
find_accelerator() {
    verdict=$cache/kvm-$(uname -r)
    if ! [ -f "$verdict" ]; then
        accelerator=kvm
        if [ -w /dev/kvm ] && start_fresh 40; then echo kvm; else echo tcg; fi >"$verdict.$$"
        end_processes
        mv "$verdict.$$" "$verdict"
    fi
    accelerator=$(cat "$verdict")
}

# start_qemu DISK [ARGUMENT...]
start_qemu() {
    disk=$1
    shift
    port=$(free_port)
    if [ "$accelerator" = kvm ]; then
        set -- -accel kvm -cpu host "$@"
    else
        set -- -accel tcg,thread=multi -cpu "$cpu" "$@"
    fi
    start_process qemu qemu-system-x86_64 "$@" -machine q35 -smp 2 -m 1024 -display none -nodefaults -no-user-config \
        -kernel "$image/vmlinuz$flavour" -initrd "$image/initrd$flavour" \
        -append 'root=/dev/vda rw quiet console=ttyS0 psi=1 mitigations=off net.ifnames=0 systemd.show_status=0' \
        -drive "file=$disk,if=virtio,cache=unsafe,discard=unmap" \
        -netdev "user,id=net,restrict=on,hostfwd=tcp:$vm_address:$port-:22" -device virtio-net-pci,netdev=net,romfile= \
        -device virtio-rng-pci -serial "file:$folder/console.log"
    vm_nodes | list_nodes
    write_files
    await 20 listens "$port" || {
        say "QEMU does not start: $(cat "$folder/qemu.log")"
        return 1
    }
}

# An overlay above an image, which stays as it is.
make_overlay() {
    rm -f "$2"
    qemu-img create -q -f qcow2 -b "$1" -F qcow2 "$2"
}

answers() { remote "$kind" true </dev/null; }

# await_boot SECONDS: whether it boots in that time; a kernel that dies is not waited for.
await_boot() {
    await "$1" answers_or_died
    answers 2>/dev/null
}

answers_or_died() { grep -q 'Kernel panic' "$folder/console.log" || answers; }

await_units() { timeout 200 ssh -F "$lab/ssh_config" "$kind" 'systemctl is-system-running --wait && sync' </dev/null >/dev/null || say "not all units of $kind have started"; }

start_fresh() {
    make_overlay "$image/root.qcow2" "$folder/disk.qcow2"
    start_qemu "$folder/disk.qcow2" || return 1
    await_boot "${1:-300}" || return 1
    await_units
}

# The machine as it was when it had booted: its memory, and the disk that belongs to it. QEMU reads only what its own version wrote.
find_booted() {
    booted=$image/booted$flavour-$(qemu-system-x86_64 --version | sha256sum | cut -c 1-8)
    lock "$booted.lock"
    [ -d "$booted" ] || keep_booted
    flock -u 9
}

keep_booted() {
    say "booting $kind in emulation, once"
    new=$booted.new
    rm -rf "$new"
    mkdir "$new"
    mkfifo "$folder/monitor.in" "$folder/monitor.out"
    make_overlay ../root.qcow2 "$new/disk.qcow2"
    start_qemu "$new/disk.qcow2" -chardev "pipe,id=monitor,path=$folder/monitor" -mon chardev=monitor,mode=control
    await_boot 600 || fail "$kind did not boot; its console ends with: $(tail -n 5 "$folder/console.log")"
    await_units
    cat "$folder/monitor.out" >"$folder/monitor.log" &
    printf '%s\n' '{"execute":"qmp_capabilities"}' '{"execute":"migrate","arguments":{"uri":"exec:cat >'"$new/memory"'"}}' >"$folder/monitor.in"
    await 120 is_kept || fail "the state of $kind was not kept: $(cat "$folder/monitor.log")"
    end_processes
    rm -f "$folder"/monitor.*
    mv "$new" "$booted"
}

is_kept() {
    echo '{"execute":"query-migrate"}' >"$folder/monitor.in"
    sleep 0.3
    grep -q '"status": "completed"' "$folder/monitor.log"
}

start_booted() {
    make_overlay "$booted/disk.qcow2" "$folder/disk.qcow2"
    start_qemu "$folder/disk.qcow2" -incoming "exec:cat $booted/memory"
    # Its clock stood still since then.
    if ! await 60 set_clock; then
        say "the kept state of $kind does not run; booting"
        end_processes
        start_fresh || fail "$kind did not boot; its console ends with: $(tail -n 5 "$folder/console.log")"
    fi
}

set_clock() { remote "$kind" "date -s @$(date +%s)" </dev/null >/dev/null; }

reset() {
    end_processes
    up
    write_files
}
