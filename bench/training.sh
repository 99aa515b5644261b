#!/usr/bin/env bash
# Measures a training step on the CPU, and the same step in PyTorch (Debian's python3-torch).
#
#   ./bench/training.sh [--steps N]        (default: 40 steps of each, without the first quarter)
#
# Prints a Markdown table and one JSON object in the last line. The programs take turns, three times each, and the medians are compared. Run nothing
# else on the machine meanwhile.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

steps=40 threads=$(nproc)
while [ $# -gt 0 ]; do
  case "$1" in
    --steps) steps=${2:?--steps takes a number}; shift ;;
    -h|--help) sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "training.sh: unknown argument '$1'; see ./bench/training.sh --help." >&2; exit 2 ;;
  esac
  shift
done
if ! dpkg-query -W -f '${db:Status-Status}' python3-torch 2>/dev/null | grep -qx installed; then
  echo "Installing python3-torch" >&2
  sudo=; [ "$(id -u)" -eq 0 ] || sudo=sudo
  { $sudo apt-get update && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends python3-torch; } >&2
fi

dotnet build src/Training -c Release -v q --nologo >&2
dotnet build bench/Peak -c Release -v q --nologo >&2
trainer="dotnet artifacts/bin/Pix2Pitch.Training/release/Pix2Pitch.Training.dll"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

median() { sort -g | awk '{ v[NR] = $1 } END { print (NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2) }'; }

# ours SIZE WIDTH BATCH: the median of the column seconds_per_step of the log.
ours() {
  rm -rf "$work/run"
  $trainer train "$work/$1" -o "$work/run" --steps "$steps" --width "$2" --batch "$3" --threads "$threads" --evaluate-every 100000 --no-report --no-tensorboard --preview-minutes 0 >/dev/null 2>&1
  awk -F, -v from=$((steps / 4 + 1)) 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "seconds_per_step") c = i; next } NR > from { print $c }' "$work/run/log.csv" | median
}

# growth STEPS: how many MB more memory a training at 64 px uses in the last quarter of its steps than in the first, after 600 steps in which caches fill. The last step is
# left out, because its row is written after the final evaluation.
growth() {
  local warm=600 total
  total=$((warm + $1))
  rm -rf "$work/run"
  $trainer train "$work/64" -o "$work/run" --steps "$total" --width 16 --threads "$threads" --evaluate-every 100000 --no-report --no-tensorboard --preview-minutes 0 >/dev/null 2>&1 &
  local process=$!
  while kill -0 $process 2>/dev/null; do
    [ ! -f "$work/run/log.csv" ] || echo "$(($(wc -l <"$work/run/log.csv") - 1)) $(awk '/^VmRSS/ { print $2 }' "/proc/$process/status" 2>/dev/null)"
    sleep 0.5
  done | awk -v warm="$warm" -v steps="$1" 'NF == 2 && $1 > warm && $1 < warm + steps - 1 {
    part = int(4 * ($1 - warm) / steps); if ($2 > max[part]) max[part] = $2
  } END { printf "%.1f", (max[3] - max[0]) / 1024 }'
}

# inputs SIZE: how many times as long a step takes as loading its examples, which another thread does meanwhile.
inputs() {
  $trainer train "$work/$1" --dry-run --width 16 --threads "$threads" -o "$work/dry" 2>/dev/null | awk '/^A step:/ { step = $3 } /^The examples of a step/ { input = $9 / ($10 ~ /^ms/ ? 1000 : 1) } END { print step / input }'
}

echo "| size, width, batch | here, ms | PyTorch, ms | ratio |"
echo "|---|---|---|---|"
json=
for size in 64 128 256; do
  $trainer prepare data/demo -o "$work/$size" --size "$size" >/dev/null 2>&1
done
for case in "64 16 1" "64 32 1" "128 16 1" "128 32 1" "256 16 1" "256 32 1" "256 16 4" "256 32 4"; do
  read -r size width batch <<<"$case"
  : >"$work/ours"; : >"$work/peer"
  for _ in 1 2 3; do
    ours "$size" "$width" "$batch" >>"$work/ours"
    /usr/bin/python3 bench/training_peer.py "$size" "$width" "$batch" "$steps" "$threads" >>"$work/peer"
  done
  a=$(median <"$work/ours") b=$(median <"$work/peer")
  awk -v s="$size" -v w="$width" -v n="$batch" -v a="$a" -v b="$b" 'BEGIN { printf "| %d px, %d, %d | %.0f | %.0f | %.2f |\n", s, w, n, a * 1000, b * 1000, a / b }'
  [ "$case" = "256 16 1" ] && ours256=$a
  name=step_vs_pytorch_${size}_b$batch
  [ "$width" -eq 16 ] || name+=_width$width
  json+=$(awk -v n="$name" -v a="$a" -v b="$b" 'BEGIN { printf "\"%s\": %.3f, ", n, a / b }')
done
peak=$(dotnet artifacts/bin/Pix2Pitch.Bench.Peak/release/Pix2Pitch.Bench.Peak.dll "$threads")
json+=$(awk -v n="$(/usr/bin/python3 bench/training_peer.py operations 256 16 1)" -v s="$ours256" -v p="$peak" 'BEGIN { printf "\"peak_share_256\": %.3f, ", n / s / p }')
echo "Peak of $threads threads: $(awk -v p="$peak" 'BEGIN { printf "%.0f", p / 1e9 }') GFLOP/s" >&2
json+=$(for size in 64 128 256; do inputs "$size"; done | sort -g | awk 'NR == 1 { printf "\"input_vs_step\": %.0f, ", $1 }')
echo "{$json\"mb_growth_2000_steps\": $(growth 2000)}"
