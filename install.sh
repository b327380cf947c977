#!/bin/sh
# Builds OpsShell and installs it: opsshell, its modules and bash completion. Running it again upgrades in place.
set -eu

usage() {
    cat <<'EOF'
usage: ./install.sh [--prefix DIR] [--engine sma|sdk|auto] [--no-audit]
       ./install.sh --uninstall [--prefix DIR]

  --prefix DIR   where to install: DIR/bin/opsshell, DIR/lib/opsshell, DIR/share/bash-completion.
                 Default: /usr/local as root, ~/.local otherwise.
  --engine E     the PowerShell engine: sma (default), System.Management.Automation with the standard cmdlets of this project;
                 sdk, Microsoft.PowerShell.SDK, which brings PowerShell's own but is not on every package feed;
                 auto, sdk where it can be restored, else sma.
  --no-audit     do not run 'opsshell audit' on this machine at the end.
  --uninstall    remove what a former run put there, and nothing else.
EOF
}

fail() {
    printf 'install.sh: %s\n' "$1" >&2
    exit "${2:-1}"
}

prefix=
engine=sma
audit=yes
action=install
while [ $# -gt 0 ]; do
    case $1 in
        --prefix)
            [ $# -ge 2 ] || fail "--prefix needs a folder" 64
            prefix=$2
            shift
            ;;
        --prefix=*) prefix=${1#--prefix=} ;;
        --engine)
            [ $# -ge 2 ] || fail "--engine needs sma, sdk or auto" 64
            engine=$2
            shift
            ;;
        --engine=*) engine=${1#--engine=} ;;
        --no-audit) audit=no ;;
        --uninstall) action=uninstall ;;
        -h | --help)
            usage
            exit 0
            ;;
        *)
            usage >&2
            fail "unknown argument '$1'" 64
            ;;
    esac
    shift
done
case $engine in
    sma | sdk | auto) ;;
    *) fail "there is no engine '$engine'; there are sma, sdk and auto" 64 ;;
esac
if [ -z "$prefix" ]; then
    if [ "$(id -u)" = 0 ]; then
        prefix=/usr/local
    else
        prefix=${HOME:?install.sh: HOME is not set; name a folder with --prefix}/.local
    fi
fi
case $prefix in
    /*) ;;
    *) prefix=$(pwd)/$prefix ;;
esac
app=$prefix/lib/opsshell
command=$prefix/bin/opsshell
completion=$prefix/share/bash-completion/completions/opsshell
# Stands in every folder that this script made, so that it never removes somebody else's.
mark=.installed-by-opsshell

uninstall() {
    [ -e "$app/$mark" ] || fail "there is no OpsShell under $prefix"
    [ "$(readlink "$command" 2>/dev/null)" = "$app/opsshell" ] && rm -f "$command"
    if [ -e "$completion" ] && grep -q opsshell "$completion"; then rm -f "$completion"; fi
    rm -rf "$app"
    printf 'Removed OpsShell from %s.\n' "$prefix"
}

sdk_advice() {
    # shellcheck source=/dev/null
    id=$(. /etc/os-release 2>/dev/null && printf '%s' "${ID:-} ${ID_LIKE:-}") || id=
    case " $id " in
        *ubuntu*) printf "'apt-get install dotnet-sdk-10.0'" ;;
        *fedora* | *rhel* | *centos* | *opencloudos*) printf "'dnf install dotnet-sdk-10.0'" ;;
        *alpine*) printf "'apk add dotnet10-sdk'" ;;
        *arch*) printf "'pacman -S dotnet-sdk'" ;;
        *) printf "the package dotnet-sdk-10.0 of Microsoft's package repository for this distribution" ;;
    esac
}

check_sdk() {
    command -v dotnet >/dev/null 2>&1 || fail "the .NET 10 SDK is missing ('dotnet' is not on PATH). Install $(sdk_advice)."
    dotnet --list-sdks 2>/dev/null | grep -q '^10\.' ||
        fail "dotnet is here, but without the .NET 10 SDK (found: $(dotnet --list-sdks 2>/dev/null | cut -d' ' -f1 | tr '\n' ' ')). Install $(sdk_advice)."
}

runtime_id() {
    case $(uname -m) in
        x86_64) printf linux-x64 ;;
        aarch64) printf linux-arm64 ;;
        *) fail "no build for the architecture $(uname -m); there are x86_64 and aarch64" ;;
    esac
}

# Whether Microsoft.PowerShell.SDK is to be had is the feed's to say; what a restore says when it is not goes to $1.
choose_engine() {
    [ "$engine" != sma ] || return 0
    if dotnet restore "$source/src/OpsShell.Shell" -p:OpsEngine=sdk --nologo --verbosity quiet >"$1" 2>&1; then
        engine=sdk
    elif [ "$engine" = auto ]; then
        engine=sma
        printf 'Microsoft.PowerShell.SDK cannot be restored here; using System.Management.Automation (--engine sma).\n'
    else
        cat "$1" >&2
        rm -f "$1"
        fail "Microsoft.PowerShell.SDK cannot be restored; '--engine sma' needs System.Management.Automation alone"
    fi
}

install_files() {
    source=$(cd "$(dirname "$0")" && pwd)
    if [ -e "$app" ] && [ ! -e "$app/$mark" ]; then
        fail "$app is there and was not made by this script; remove it or choose another --prefix"
    fi
    if [ -e "$command" ] || [ -L "$command" ]; then
        [ "$(readlink "$command")" = "$app/opsshell" ] || fail "$command is there and was not made by this script; remove it or choose another --prefix"
    fi
    mkdir -p "$prefix/lib" "$prefix/bin" "$(dirname "$completion")" || fail "cannot write to $prefix; choose another --prefix"
    new=$(mktemp -d "$prefix/lib/.opsshell-new.XXXXXX") || fail "cannot write to $prefix/lib; choose another --prefix"
    trap 'rm -rf "$new"' EXIT
    choose_engine "$new.log"
    printf 'Building OpsShell ...\n'
    if ! dotnet publish "$source/src/OpsShell.Shell" --configuration Release --runtime "$(runtime_id)" --output "$new" \
        -p:OpsEngine="$engine" -p:PublishReadyToRun=true -p:DebugType=none --nologo --verbosity quiet >"$new.log" 2>&1; then
        cat "$new.log" >&2
        rm -f "$new.log"
        fail "the build failed"
    fi
    rm -f "$new.log"
    : >"$new/$mark"
    chmod 755 "$new"
    # The old version stays until the new one is whole; a running opsshell keeps its open files.
    old=
    if [ -e "$app" ]; then
        old=$new.old
        mv "$app" "$old"
    fi
    mv "$new" "$app"
    trap - EXIT
    [ -z "$old" ] || rm -rf "$old"
    ln -sfn "$app/opsshell" "$command"
    cp "$source/scripts/completion/opsshell.bash" "$completion"
    printf 'Installed %s as %s.\n' "$("$command" --version)" "$command"
    case ":$PATH:" in
        *":$prefix/bin:"*) ;;
        *) printf "Add it to your PATH: export PATH=\"%s/bin:\$PATH\"\n" "$prefix" ;;
    esac
}

if [ "$action" = uninstall ]; then
    uninstall
    exit 0
fi
check_sdk
install_files
if [ "$audit" = yes ]; then
    printf '\nA first audit, of this machine (opsshell audit):\n\n'
    # Its exit code tells the state of the machine, not of the installation.
    "$command" audit || true
fi
