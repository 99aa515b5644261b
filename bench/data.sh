#!/usr/bin/env bash
# Measures pairing and prepare: 10,000 paintings with 10,000 clips, and real data with one thread and with two.
#
#   ./bench/data.sh [--runs N]          (default: 3 runs of each, of which the median counts)
#
# Data: $PIX2PITCH_DATA/train, ../shared/data/train, or data/demo. Prints a table; the last line is one JSON object. Seconds depend on what
# else the machine does.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

runs=3
while [ $# -gt 0 ]; do
  case "$1" in
    --runs) runs=${2:?--runs takes a number}; shift ;;
    -h|--help) sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "data.sh: unknown argument '$1'; see ./bench/data.sh --help." >&2; exit 2 ;;
  esac
  shift
done
case "$runs" in ''|*[!0-9]*|0) echo "data.sh: --runs takes a number from 1, not '$runs'." >&2; exit 2 ;; esac

data=
for folder in "${PIX2PITCH_DATA:+$PIX2PITCH_DATA/train}" ../shared/data/train data/demo; do
  if [ -n "$folder" ] && [ -d "$folder" ]; then data=$folder; break; fi
done
[ -n "$data" ] || { echo "data.sh: no data found; set PIX2PITCH_DATA to a folder with train in it." >&2; exit 1; }

dotnet build bench/Data -c Release -v q --nologo >&2
bench=artifacts/bin/Pix2Pitch.Bench.Data/release/Pix2Pitch.Bench.Data.dll
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# field NAME: a number of the JSON object on stdin.
field() { sed -E "s/.*\"$1\":([-0-9.eE+]+).*/\1/"; }
# pairs WHAT STYLES PAINTINGS CLIPS PARTNERS: a row of the table, the median of all runs; leaves seconds and mb.
pairs() {
  local what=$1 result
  shift
  : > "$work/seconds"
  for ((run = 0; run < runs; run++)); do
    result=$(dotnet "$bench" pairs "$@")
    field seconds <<<"$result" >> "$work/seconds"
    mb=$(field mb <<<"$result")
  done
  seconds=$(sort -g "$work/seconds" | sed -n "$((runs / 2 + 1))p")
  awk -v what="$what" -v s="$seconds" -v m="$mb" -v u="$(field mostUses <<<"$result")" \
    'BEGIN { printf "| %s | %.1f | %.0f | %d |\n", what, s, m, u }'
}

echo '| pairing (synthetic rows with features) | seconds | MB over the start | most uses of a clip |'
echo '|---|---|---|---|'
pairs '10,000 x 10,000, five styles' 5 10000 10000 1
pairs_seconds=$seconds pairs_mb=$mb
pairs '10,000 x 10,000, all of one style' 1 10000 10000 1
pairs '10,000 x 7,000, one style' 1 10000 7000 1
pairs '10,000 x 1,000, one style' 1 10000 1000 1
pairs '1,000 x 10,000, one style' 1 1000 10000 1
pairs '10,000 x 10,000, five styles, 3 partners' 5 10000 10000 3
gap=$(dotnet "$bench" gap 10000 10000 | field gap)
awk -v g="$gap" 'BEGIN { printf "\nAll of one style: the cost is at most %.4f %% over the least.\n\n", 100 * g }'

features=$(dotnet "$bench" features "$data" "$runs")
awk -v m="$(field music <<<"$features")" -v p="$(field painting <<<"$features")" 'BEGIN {
    print "| features, one thread | ms |\n|---|---|"
    printf "| of a clip of 10 s | %.1f |\n| of a painting at 256 px | %.1f |\n\n", m, p }'

prepared=$(dotnet "$bench" prepare "$data" "$work" "$runs")
get() { field "$1" <<<"$prepared"; }
one=$(get secondsOne) two=$(get secondsTwo) clips=$(get clips)
awk -v p="$(get paintings)" -v c="$clips" -v l="$(get leftOut)" -v n="$(get pairs)" -v one="$one" -v two="$two" \
  -v r="$(get megabytesRead)" -v w="$(get megabytesWritten)" 'BEGIN {
    printf "| prepare, %d paintings and %d clips (%d left out, %d pairs) | seconds | clips/s | MB/s read | MB/s written |\n|---|---|---|---|---|\n", p, c, l, n
    printf "| 1 thread | %.1f | %.1f | %.1f | %.1f |\n", one, c / one, r / one, w / one
    printf "| 2 threads | %.1f | %.1f | %.1f | %.1f |\n\n", two, c / two, r / two, w / two }'
awk -v a="$(get lightnessBrightness)" -v b="$(get saturationLoudness)" -v c="$(get warmthOnsetRate)" -v m="$(get correlation)" \
  -v d="$(get lightnessBrightnessShuffled)" -v e="$(get saturationLoudnessShuffled)" -v f="$(get warmthOnsetRateShuffled)" \
  -v s="$(get correlationShuffled)" 'BEGIN {
    print "| rank correlation over the pairs | pairs | shuffled inside the styles |\n|---|---|---|"
    printf "| lightness and brightness | %.3f | %.3f |\n| saturation and loudness | %.3f | %.3f |\n", a, d, b, e
    printf "| warmth and onset rate | %.3f | %.3f |\n| mean | %.3f | %.3f |\n\n", c, f, m, s }'
awk -v s="$pairs_seconds" -v m="$pairs_mb" -v c="$clips" -v one="$one" -v two="$two" -v p="$(get correlation)" -v q="$(get correlationShuffled)" 'BEGIN {
    printf "{\"pairs_10k_seconds\": %.3f, \"pairs_10k_mb\": %.1f, \"prepare_clips_per_s\": %.2f, \"prepare_two_cores\": %.3f, ", s, m, c / two, one / two
    printf "\"correlation_pairs\": %.4f, \"correlation_shuffled\": %.4f}\n", p, q }'
