#!/bin/sh
# Runs the benchmarks against other tools; tests/run.sh --bench builds them first and installs the peers. Options go through:
#   tests/Benchmarks/run.sh [--nodes N] [--repeat K] [--only NAME]
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
: "${OPSSHELL_TEST_COMMAND:=$root/artifacts/prefix/bin/opsshell}"
export OPSSHELL_TEST_COMMAND
program=$root/tests/Benchmarks/bin/Release/net10.0/OpsShell.Benchmarks
[ -x "$program" ] || dotnet build "$root/tests/Benchmarks" --configuration Release --nologo --verbosity quiet
empty=$root/tests/Benchmarks/Empty
dotnet publish "$empty" --configuration Release --runtime "linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')" -p:PublishReadyToRun=true \
    --output "$empty/bin/published" --nologo --verbosity quiet
export OPSSHELL_EMPTY_PROGRAM="$empty/bin/published/Empty"
cd "$root"
exec "$program" "$@"
