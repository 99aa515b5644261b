#!/usr/bin/env bash
# Trains with each objective in turn, evaluates the models with the same paintings, and writes the table of docs/objectives.md.
#
#   ./bench/objectives.sh [train|table] [options]        train: only the runs; table: evaluates the runs that are done; without a verb both
#
#   --data FOLDER         data folder with paintings and music (default: $PIX2PITCH_DATA/train, ../shared/data/train)
#   --work FOLDER         where the runs are (default: artifacts/bench/objectives)
#   --program FILE        the built Training program (default: it is built)
#   --steps N             steps of each run (default: 3000)
#   --size N, --width N   default: 128 px and 16
#   --minutes N           starts no further run after this time (default: no limit)
#
# Each run changes one thing against the defaults. It uses one thread. The same command continues: runs that are done are not trained again.
set -euo pipefail

verb=all data= work= program= steps=3000 size=128 width=16 minutes=100000
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
while [ $# -gt 0 ]; do
  case "$1" in
    train|table) verb=$1 ;;
    --data) data=${2:?--data takes a folder}; shift ;;
    --work) work=${2:?--work takes a folder}; shift ;;
    --program) program=${2:?--program takes a file}; shift ;;
    --steps) steps=${2:?--steps takes a number}; shift ;;
    --size) size=${2:?--size takes a number}; shift ;;
    --width) width=${2:?--width takes a number}; shift ;;
    --minutes) minutes=${2:?--minutes takes a number}; shift ;;
    -h|--help) sed -n '2,13s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "objectives.sh: unknown argument '$1'; see ./bench/objectives.sh --help." >&2; exit 2 ;;
  esac
  shift
done
if [ -z "$data" ]; then
  for folder in "${PIX2PITCH_DATA:+$PIX2PITCH_DATA/train}" "$here/../shared/data/train"; do
    if [ -n "$folder" ] && [ -d "$folder/music" ]; then data=$folder; break; fi
  done
fi
[ -n "$data" ] || { echo "objectives.sh: no data found; name a data folder with --data." >&2; exit 1; }
if [ -z "$program" ]; then
  (cd "$here" && dotnet build src/Training -c Release -v q --nologo >&2)
  program=$here/artifacts/bin/Pix2Pitch.Training/release/Pix2Pitch.Training.dll
fi
work=${work:-$here/artifacts/bench/objectives}
mkdir -p "$work"

# name | what is different | options. The most important ones come first, in case the time does not suffice.
objectives() {
  cat <<'LIST'
defaults|the defaults|
seed-2|the defaults with another seed|--seed 2
no-difference|without the difference term|--diversity 0
nearest-4|L1 to the nearest of 4 clips|--nearest-partners 4
least-squares|least squares|--adversarial LeastSquares
hinge|hinge|--adversarial Hinge
r1|R1, gamma 1|--r1 1
feature-matching|feature matching, weight 10|--feature-matching 10
mode-seeking|mode seeking, weight 1|--mode-seeking 1
mode-seeking-alone|mode seeking, weight 1, without the difference term|--mode-seeking 1 --diversity 0
augmentation|augmentation: shift 0.25, gap 0.25, gain 6 dB|--augment-time-shift 0.25 --augment-cutout 0.25 --augment-gain 6
style-loss|style loss, weight 1|--style-loss 1
style-ambiguity|style ambiguity, weight 1|--style-ambiguity 1
no-average|without the moving average of the weights|--average-decay 0
low-bands|the lowest band counts 4 times as much in the L1 distance as the highest|--low-band-weight 4
wasserstein|Wasserstein with gradient penalty|--adversarial Wasserstein
two-rates|twice the learning rate for the discriminator|--discriminator-learning-rate 0.0004
cosine|cosine schedule, 200 steps of warm-up|--schedule Cosine --warmup 200
linear|linear schedule, falling from step 1500|--schedule Linear --decay-from 1500
step|step schedule, a tenth every 1000 steps|--schedule Step --decay-every 1000
no-discriminator|without the adversarial loss|--adversarial-weight 0
clipping|gradients of norm 1 at most|--max-gradient-norm 1
band-statistics|band statistics, weight 10|--band-statistics 10
LIST
}

prepared=$work/prepared
trainer() { dotnet "$program" "$@"; }

if [ "$verb" != table ]; then
  trainer prepare "$data" -o "$prepared" --size "$size" --partners 4 --threads 1 >&2
  start=$SECONDS
  while IFS='|' read -r name what options <&3; do
    [ -f "$work/$name/model.onnx" ] && continue
    if [ $((SECONDS - start)) -ge $((minutes * 60)) ]; then
      echo "The time is over; the same command continues with '$name'." >&2
      break
    fi
    echo "$(date +%T) $name: $what" >&2
    # shellcheck disable=SC2086
    if trainer train "$prepared" -o "$work/$name" --steps "$steps" --width "$width" --threads 1 --evaluate-every 1000 --sound-paintings 0 \
        --no-report --no-tensorboard --preview-minutes 0 $options >"$work/$name.log" 2>&1; then
      trainer export "$work/$name" -o "$work/$name/model.onnx" --name "$name" >>"$work/$name.log" 2>&1
    else
      echo "objectives.sh: '$name' failed; see $work/$name.log." >&2
    fi
  done 3< <(objectives)
fi

if [ "$verb" != train ]; then
  # Models that were not evaluated yet, in one go: the classifier of music is trained once. It is the same each time.
  models=()
  while IFS='|' read -r name _ _; do
    if [ -f "$work/$name/model.onnx" ] && ! grep -qs "\"name\": \"$name\"" "$work"/evaluation-*/evaluation.json; then models+=("$work/$name/model.onnx"); fi
  done < <(objectives)
  if [ ${#models[@]} -gt 0 ]; then
    number=1
    while [ -e "$work/evaluation-$number" ]; do number=$((number + 1)); done
    trainer evaluate "${models[@]}" --data "$data" --prepared "$prepared" -o "$work/evaluation-$number" >&2
  fi
  objectives | /usr/bin/python3 "$here/bench/objectives_table.py" "$work" "${page:-$here/docs/objectives.md}" "./bench/objectives.sh" "$steps steps at $size px, width $width, batch 1, one thread"
fi
