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
trainer="dotnet artifacts/bin/Pix2Pitch.Training/release/Pix2Pitch.Training.dll"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

median() { sort -g | awk '{ v[NR] = $1 } END { print (NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2) }'; }

# ours SIZE WIDTH: the median of the column seconds_per_step of the log.
ours() {
  rm -rf "$work/run"
  $trainer train "$work/$1" -o "$work/run" --steps "$steps" --width "$2" --threads "$threads" --evaluate-every 100000 >/dev/null 2>&1
  awk -F, -v from=$((steps / 4 + 1)) 'NR == 1 { for (i = 1; i <= NF; i++) if ($i == "seconds_per_step") c = i; next } NR > from { print $c }' "$work/run/log.csv" | median
}

echo "| size, width | here, ms | PyTorch, ms | ratio |"
echo "|---|---|---|---|"
json=
for size in 64 128 256; do
  $trainer prepare data/demo -o "$work/$size" --size "$size" >/dev/null 2>&1
  for width in 16 32; do
    : >"$work/ours"; : >"$work/peer"
    for turn in 1 2 3; do
      ours "$size" "$width" >>"$work/ours"
      /usr/bin/python3 bench/training_peer.py "$size" "$width" "$steps" "$threads" >>"$work/peer"
    done
    a=$(median <"$work/ours") b=$(median <"$work/peer")
    awk -v s="$size" -v w="$width" -v a="$a" -v b="$b" 'BEGIN { printf "| %d px, %d | %.0f | %.0f | %.2f |\n", s, w, a * 1000, b * 1000, a / b }'
    json+=$(awk -v s="$size" -v w="$width" -v a="$a" -v b="$b" 'BEGIN { printf "\"step_%d_%d_seconds\": %.4f, \"step_%d_%d_vs_pytorch\": %.3f, ", s, w, a, s, w, a / b }')
  done
done
echo "{${json%, }}"
