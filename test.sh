#!/usr/bin/env bash
# Builds everything and runs every test.
#
#   ./test.sh [--stack compat|nuget] [--filter EXPRESSION]
#
# Sets up first if that has not been done. The last line is 'N passed, N failed', summed over the test projects;
# the exit code is 0 only if all of them ran and none failed. --filter is handed to 'dotnet test'.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

stack=
filter=()
while [ $# -gt 0 ]; do
  case "$1" in
    --stack) stack=${2:-}; shift ;;
    --filter) filter=(--filter "${2:-}"); shift ;;
    -h|--help) sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "test.sh: unknown argument '$1'; see ./test.sh --help." >&2; exit 2 ;;
  esac
  shift
done

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

passed=0 failed=0 skipped=0
finish() {
  [ "$skipped" -eq 0 ] || echo "$skipped tests were skipped"
  echo "$passed passed, $failed failed"
  [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
  exit
}

./setup.sh --tests ${stack:+--stack "$stack"} || { failed=1; finish; }
begun=$SECONDS
dotnet build Pix2Pitch.sln -c Release -v q || { failed=1; finish; }
echo "built in $((SECONDS - begun)) s"

results=artifacts/test-results
rm -rf "$results"
for name in Transforms Cli Compat Training EndToEnd; do # the quick ones first
  begun=$SECONDS
  dotnet test "tests/$name.Tests" -c Release --no-build -v q "${filter[@]}" \
    --logger "trx;LogFileName=$name.trx" --results-directory "$results" --blame-hang-timeout 15m --blame-hang-dump-type none
  code=$?
  counters=$(grep -o '<Counters [^>]*>' "$results/$name.trx" 2>/dev/null)
  count() { local value; value=$(sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$counters"); echo "${value:-0}"; }
  ran=$(count passed) bad=$(($(count failed) + $(count error) + $(count timeout) + $(count aborted)))
  skipped=$((skipped + $(count total) - $(count executed)))
  if [ "$bad" -eq 0 ] && { [ -z "$counters" ] || { [ "$code" -ne 0 ] && [ ${#filter[@]} -eq 0 ]; }; }; then
    bad=1 # the test host ended without a result of its own
    echo "tests/$name.Tests ended with exit code $code before its results were complete."
  fi
  passed=$((passed + ran)) failed=$((failed + bad))
  echo "$name: $ran passed, $bad failed, $((SECONDS - begun)) s"
done
finish
