#!/bin/sh
# Runs a command with a /proc that tells of IPVS, on a kernel that may have none: FILES/proc/... stand in place of the kernel's or
# beside them; all else is the kernel's own, by links.
#   unshare -m sh ipvs-node.sh FILES PROCESSES COMMAND [ARGUMENT...]
# Of processes there are PROCESSES, this one as number 1 (the first of a node, in whose network namespace the node's facts are), and
# those whose name is kube-proxy.
set -eu
files=$1 processes=$2
shift 2
mount --make-rprivate /
new=$(mktemp -d)
mount -t tmpfs -o mode=755 none "$new"
kernel=/proc/.kernel
mkdir "$new/.kernel"
mount --rbind /proc "$new/.kernel"

# cover FOLDER: what the folder has below /proc, as links, so that single files in it can be others.
cover() {
    mkdir -p "$new/$1"
    for entry in /proc/"$1"/*; do
        name=${entry##*/}
        case $1/$name in /[1-9]*) continue ;; esac
        [ -e "$new/$1/$name" ] || ln -s "$kernel/${1:+$1/}$name" "$new/$1/$name"
    done
}

# The folders first, the deepest of them last.
cover ''
for folder in $(cd "$files/proc" && find . -mindepth 1 -type d | sort); do
    folder=${folder#./}
    if [ -L "$new/$folder" ]; then rm "$new/$folder"; fi
    cover "$folder"
done
cp -R --remove-destination "$files/proc/." "$new/"

ln -s "$kernel/$$" "$new/1"
made=1
# shellcheck disable=SC2013 # A path below /proc has no spaces.
for proxy in $(grep -lx kube-proxy /proc/[0-9]*/comm 2>/dev/null); do
    proxy=${proxy%/comm}
    ln -s "$kernel/${proxy#/proc/}" "$new/${proxy#/proc/}"
    made=$((made + 1))
done
while [ $made -lt "$processes" ]; do
    made=$((made + 1))
    ln -s "$kernel/$$" "$new/$((4000000 + made))"
done
chmod -R a+rX "$new/net" "$new/sys" 2>/dev/null || :
mount --move "$new" /proc
rmdir "$new"
exec "$@"
