#!/usr/bin/env bash
# Measures the studio under load: several clients on the loopback that send the demo paintings and wait for their music.
#
#   ./bench/studio.sh [--clients N] [--seconds N] [--model FILE]    (default: 16 clients for 60 s, the default models)
#
# Prints a table; the last line is one JSON object. The exit code is 1 if an answer was lost. Needs python3, without packages. The times depend on what else the machine does.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

clients=16 seconds=60 model=()
while [ $# -gt 0 ]; do
  case "$1" in
    --clients) clients=${2:?--clients takes a number}; shift ;;
    --seconds) seconds=${2:?--seconds takes a number}; shift ;;
    --model) model=(--model "${2:?--model takes a file}"); shift ;;
    -h|--help) sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "studio.sh: unknown argument '$1'; see ./bench/studio.sh --help." >&2; exit 2 ;;
  esac
  shift
done

dotnet build src/Cli -c Release -v q --nologo >&2
work=$(mktemp -d)
dotnet artifacts/bin/Pix2Pitch.Cli/release/pix2pitch.dll serve --port 0 --history "$work/history" "${model[@]}" > "$work/log" &
process=$!
trap 'kill $process 2>/dev/null || true; wait $process 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 300); do
  address=$(sed -n 's/^The studio is open at \([^ ]*\)\/.*/\1/p' "$work/log")
  [ -z "$address" ] || break
  kill -0 $process 2>/dev/null || { echo "studio.sh: the studio did not start." >&2; exit 1; }
  sleep 0.2
done
python3 bench/studio.py "$address" $process "$clients" "$seconds" data/demo/paintings/*
