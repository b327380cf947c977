#!/bin/sh
# Installs what the tests need, runs all of them on the published opsshell, and ends with "N passed, N failed, N skipped".
#   tests/run.sh            all tests
#   tests/run.sh --pwsh P   the conformance suite alone, on another PowerShell: tests/run.sh --pwsh /usr/bin/pwsh
#   tests/run.sh --bench    the benchmarks against other tools instead (tests/Benchmarks)
set -u
cd "$(dirname "$0")/.." || exit 1
root=$(pwd)
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 POWERSHELL_TELEMETRY_OPTOUT=1

bench=no
pwsh=
while [ $# -gt 0 ]; do
    case $1 in
        --bench) bench=yes ;;
        --pwsh)
            pwsh=${2:-}
            if ! [ -x "$pwsh" ]; then
                printf "tests/run.sh: --pwsh needs the path of a PowerShell; '%s' is none\n" "$pwsh" >&2
                exit 64
            fi
            shift
            ;;
        *)
            printf "tests/run.sh: unknown argument '%s'\n" "$1" >&2
            exit 64
            ;;
    esac
    shift
done

passed=0 failed=0 skipped=0
finish() {
    printf '%d passed, %d failed, %d skipped\n' "$passed" "$failed" "$skipped"
    [ "$failed" = 0 ]
    exit
}

# Programs that tests use; a test whose program is missing is skipped with that reason.
install_packages() {
    if [ "$(id -u)" != 0 ]; then
        printf 'Not root: nothing is installed; tests that lack a program are skipped.\n'
        return
    fi
    # Only what is missing, and one by one where all together fail: one unknown name must not keep out the rest.
    if command -v apt-get >/dev/null 2>&1; then
        packages="openssh-server openssh-client busybox bash dash ksh fish tcsh zsh sudo python3 shellcheck procps openssl libxml2-utils util-linux tmux python3-jsonschema"
        packages="$packages qemu-system-x86 qemu-utils mmdebstrap e2fsprogs rpm dnf dnf-plugins-core createrepo-c gnupg"
        [ "$bench" = no ] || packages="$packages pssh pdsh clustershell ansible-core python3-asyncssh ipvsadm"
        # shellcheck disable=SC2086
        missing=$(dpkg-query -W -f '${Package} ${Status}\n' $packages 2>/dev/null | awk '/ok installed/ { print $1 }')
        wanted=
        for package in $packages; do
            printf '%s\n' "$missing" | grep -qx "$package" || wanted="$wanted $package"
        done
        [ -n "$wanted" ] || return
        apt-get update -qq >/dev/null 2>&1
        for package in $wanted; do
            DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$package" >/dev/null 2>&1 || printf 'Could not install %s.\n' "$package"
        done
    elif command -v dnf >/dev/null 2>&1; then
        for package in openssh-server openssh-clients busybox bash ksh fish tcsh zsh sudo python3 ShellCheck procps-ng openssl libxml2 util-linux tmux python3-jsonschema; do
            rpm -q "$package" >/dev/null 2>&1 || dnf install -y -q "$package" >/dev/null 2>&1 || printf 'Could not install %s.\n' "$package"
        done
    else
        printf 'Neither apt-get nor dnf: nothing is installed; tests that lack a program are skipped.\n'
    fi
}

check() {
    name=$1
    shift
    printf '== %s\n' "$name"
    if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)) && printf 'FAILED: %s\n' "$name"; fi
}

check_scripts() {
    if ! command -v shellcheck >/dev/null 2>&1; then
        skipped=$((skipped + 1))
        printf '== shellcheck: skipped, it is not installed\n'
        return
    fi
    check 'shellcheck finds nothing' shellcheck install.sh tests/run.sh .ci/run tests/Lab/lab tests/Lab/kinds/*.sh tests/Lab/vm/* tests/Benchmarks/run.sh tests/Benchmarks/scripts/*.sh
    check 'shellcheck finds nothing in the RPM lab' shellcheck tests/Lab/rpm/rpmlab tests/Lab/rpm/packages.sh tests/Lab/rpm/distributions/*.sh tests/Lab/rpm/node/*
    check 'shellcheck finds nothing in the completion' shellcheck -s bash scripts/completion/opsshell.bash
}

# An xunit v3 test project is a program of its own; its last line has the counts.
run_project() {
    printf '== %s\n' "$1"
    log=artifacts/$1.log
    timeout 1500 "tests/$1/bin/Release/net10.0/$1" -noColor >"$log" 2>&1
    code=$?
    grep -E '\[(FAIL|SKIP|FATAL ERROR)\]' -A 12 "$log"
    counts=$(sed -n 's/.*Total: \([0-9]*\), Errors: \([0-9]*\), Failed: \([0-9]*\), Skipped: \([0-9]*\).*/\1 \2 \3 \4/p' "$log" | tail -n 1)
    if [ -z "$counts" ]; then
        tail -n 40 "$log"
        printf 'FAILED: %s did not finish (exit code %d)\n' "$1" "$code"
        failed=$((failed + 1))
        return
    fi
    # shellcheck disable=SC2086
    set -- $counts
    # An exception that leaves a thread would end the program; xunit shows it and counts it for no test.
    crashes=$(grep -c '\[FATAL ERROR\]' "$log")
    printf '%d tests, %d failed, %d skipped\n' "$1" $(($2 + $3 + crashes)) "$4"
    passed=$((passed + $1 - $2 - $3 - $4))
    failed=$((failed + $2 + $3 + crashes))
    skipped=$((skipped + $4))
}

# The conformance cases of the standard cmdlets, on the PowerShell given; its last line has the counts.
run_conformance() {
    printf '== conformance (%s)\n' "$1"
    log=$root/artifacts/conformance.log
    timeout 600 "$1" -NoProfile -File "$root/tests/Conformance/run.ps1" >"$log" 2>&1 </dev/null
    counts=$(sed -n 's/^\([0-9]*\) passed, \([0-9]*\) failed$/\1 \2/p' "$log" | tail -n 1)
    if [ -z "$counts" ]; then
        tail -n 40 "$log"
        printf 'FAILED: the conformance suite did not finish\n'
        failed=$((failed + 1))
        return
    fi
    grep -v '^[0-9]* passed, [0-9]* failed$' "$log"
    # shellcheck disable=SC2086
    set -- $counts
    printf '%d cases, %d failed\n' $(($1 + $2)) "$2"
    passed=$((passed + $1))
    failed=$((failed + $2))
}

# The PowerShell of the engine's version, so that a cmdlet that differs from its own is seen, and the modules are tried there.
install_pwsh() {
    version=$(sed -n 's:.*<PwshVersion>\(.*\)</PwshVersion>.*:\1:p' Directory.Packages.props)
    printf '== pwsh %s\n' "$version"
    if [ "$(artifacts/pwsh/pwsh --version 2>/dev/null)" != "PowerShell $version" ]; then
        rm -rf artifacts/pwsh
        if ! timeout 300 dotnet tool install PowerShell --version "$version" --tool-path artifacts/pwsh >artifacts/pwsh.log 2>&1; then
            tail -n 3 artifacts/pwsh.log
            printf 'It could not be installed: the conformance cases are not tried on it.\n'
            skipped=$((skipped + 1))
            return
        fi
    fi
    pwsh=$root/artifacts/pwsh/pwsh
    export OPSSHELL_TEST_PWSH="$pwsh"
}

# OpsEngine=sdk with PowerShell's own assemblies, packed as the package that not every feed has; nothing of it gets into the user's packages.
try_sdk_engine() {
    printf '== install.sh --engine auto takes Microsoft.PowerShell.SDK\n'
    packages=${NUGET_PACKAGES:-$HOME/.nuget/packages}
    folder=$(dirname "$(find "$root/artifacts/pwsh/.store" -path '*/unix/pwsh.dll')")
    if dotnet pack tests/SdkStandIn "-p:PwshFolder=$folder" --output artifacts/sdk-feed --nologo --verbosity quiet &&
        env NUGET_PACKAGES="$root/artifacts/sdk-packages" NUGET_FALLBACK_PACKAGES="$packages" RestoreAdditionalProjectSources="$root/artifacts/sdk-feed" \
            ./install.sh --prefix "$root/artifacts/prefix-sdk" --engine auto --no-audit &&
        [ -e artifacts/prefix-sdk/lib/opsshell/Microsoft.PowerShell.SDK.dll ]; then
        passed=$((passed + 1))
        run_conformance "$root/artifacts/prefix-sdk/bin/opsshell"
    else
        failed=$((failed + 1))
        printf 'FAILED: the engine sdk\n'
    fi
}

mkdir -p artifacts
if [ -n "$pwsh" ]; then
    run_conformance "$pwsh"
    finish
fi
if ! command -v dotnet >/dev/null 2>&1; then
    printf "tests/run.sh: the .NET 10 SDK is missing ('dotnet' is not on PATH)\n" >&2
    failed=1
    finish
fi
install_packages

printf '== build\n'
if ! dotnet build OpsShell.sln --configuration Release --nologo --verbosity quiet >artifacts/build.log 2>&1; then
    cat artifacts/build.log
    printf 'FAILED: build\n'
    failed=1
    finish
fi
prefix=$root/artifacts/prefix
rm -rf "$prefix"
check 'install.sh installs' ./install.sh --prefix "$prefix" --no-audit
export OPSSHELL_TEST_COMMAND="$prefix/bin/opsshell"

if [ "$bench" = yes ]; then
    exec tests/Benchmarks/run.sh
fi

check_scripts
install_pwsh
check 'dotnet format finds nothing' dotnet format OpsShell.sln --verify-no-changes --no-restore --severity warn
for project in tests/OpsShell.*.Tests; do
    run_project "$(basename "$project")"
done
run_conformance "$OPSSHELL_TEST_COMMAND"
if [ -n "$pwsh" ]; then
    run_conformance "$pwsh"
    try_sdk_engine
fi
finish
