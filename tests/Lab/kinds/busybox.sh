# shellcheck shell=sh disable=SC2154
# busybox: a node whose login finds a root with busybox and nothing else: no bash, no systemd, no file in /etc but passwd.

up() {
    need_root
    need_programs unshare sshd busybox
    unshare --mount true 2>/dev/null || unavailable "$kind needs mount namespaces, which this machine does not give"
    make_busybox_root
    ssh-keygen -q -t ed25519 -N '' -C host -f "$folder/host_key"
    # The accepted keys are read outside the root that the login gets. That root must belong to root all the way up, and /mnt does.
    write_sshd_config sshd 'ListenAddress 127.31.0.1' "AuthorizedKeysFile $cache/key.pub" 'ChrootDirectory /mnt'
    # shellcheck disable=SC2016
    start_isolated sshd sh -c '
        mount --bind "$0/etc" /etc && mount --bind "$0/root" /mnt && mount -t proc proc /mnt/proc &&
        mount --rbind /sys /mnt/sys && exec "$1" -D -e -f "$2"' "$folder" "$(command -v sshd)" "$folder/sshd.config"
    await 10 listens "$port" || fail "sshd does not start: $(cat "$folder/sshd.log")"
    echo "busybox 127.31.0.1 $port root $folder/host_key.pub busybox" | list_nodes
}

make_busybox_root() {
    root=$folder/root
    mkdir -p "$root/bin" "$root/dev" "$root/etc" "$root/proc" "$root/sys" "$root/tmp"
    chmod 1777 "$root/tmp"
    busybox=$(command -v busybox)
    cp "$busybox" "$root/bin/busybox"
    # Debian has two of them; one needs its libraries.
    for library in $(ldd "$busybox" 2>/dev/null | grep -o '/[^ ]*'); do
        mkdir -p "$root${library%/*}"
        cp -L "$library" "$root$library"
    done
    chroot "$root" /bin/busybox --install -s /bin
    mknod -m 666 "$root/dev/null" c 1 3
    mknod -m 666 "$root/dev/zero" c 1 5
    mknod -m 444 "$root/dev/urandom" c 1 9
    echo 'root:x:0:0:root:/:/bin/sh' >"$root/etc/passwd"
    sed 's|^root:.*|root:x:0:0:root:/:/bin/sh|' /etc/passwd | make_etc
}
