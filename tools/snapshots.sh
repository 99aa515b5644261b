#!/usr/bin/env bash
# Writes small files in every format of this version, which tests of all later versions read: tools/snapshots.sh 0.2
# A folder that is there is not changed: what a version wrote stays as it was.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
version=${1:?usage: tools/snapshots.sh VERSION}
folder=$PWD/tests/Snapshots/$version
if [ -e "$folder" ]; then
  echo "'$folder' is there already: a snapshot is made once." >&2
  exit 1
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

pix2pitch() { dotnet run --project src/Cli -c Release -- "$@"; }
trainer() { dotnet run --project src/Training -c Release -- "$@"; }

# Two paintings and two recordings of the demo data, with their lists.
mkdir -p "$folder/data/paintings" "$folder/data/music" "$work/data/paintings" "$work/data/music"
for side in paintings music; do
  grep -E '^file|baroque-apples|baroque-invention|romanticism-a-ship|romanticism-nocturne' "data/demo/$side.csv" > "$work/data/$side.csv"
  sed 1d "$work/data/$side.csv" | cut -d, -f1 | while read -r file; do cp "data/demo/$file" "$work/data/$file"; done
  cp "$work/data/$side.csv" "$folder/data/"
done
rmdir "$folder/data/paintings" "$folder/data/music"

trainer prepare "$work/data" -o "$folder/prepared" --size 64
rm -f "$folder/prepared/report.html" "$folder/prepared/report.json"
trainer train "$folder/prepared" -o "$work/run" --steps 2 --width 2 --preview-minutes 0 --no-report --no-tensorboard --threads 1
mkdir "$folder/run"
cp "$work/run/checkpoint.p2p" "$work/run/log.csv" "$folder/run/"
trainer export "$work/run" -o "$folder/model.onnx" --name snapshot --licence CC0-1.0
pix2pitch generate data/demo/paintings/baroque-apples-by-candlelight.png --model "$folder/model.onnx" --style baroque --seed 7 --seconds 1 \
  -o "$folder/music.wav" --spectrogram "$folder/mel.png" --midi "$folder/notes.mid"
dotnet run tools/snapshots.cs -- "$folder"

# A training of note sequences. Its clips have MIDI files, and its checkpoint has the classifier of styles by which a model chooses among candidates.
mkdir -p "$work/notes/midi" "$folder/notes/run"
cp -r "$work/data/." "$work/notes"
dotnet run tools/snapshots.cs -- midi "$work/notes/midi"
trainer prepare "$work/notes" -o "$work/notes128" --size 128
trainer train "$work/notes128" -o "$work/notes-run" --kind NoteSequence --steps 2 --width 1 --batch 2 --average-decay 0 --preview-minutes 0 --no-report --no-tensorboard --threads 1
cp "$work/notes-run/checkpoint.p2p" "$work/notes-run/log.csv" "$folder/notes/run/"
trainer export "$work/notes-run" -o "$work/notes.onnx" --candidates 2
pix2pitch generate data/demo/paintings/baroque-apples-by-candlelight.png --model "$work/notes.onnx" --style baroque --seed 7 -o "$work/notes.wav" --midi "$folder/notes/notes.mid"

# Reports for programs. An evaluation needs 20 paintings and 20 clips, so it takes the demo data three times.
mkdir -p "$folder/reports" "$work/demo"
trainer prepare "$work/data" -o "$work/small" --size 64
cp "$work/small/report.json" "$folder/reports/data.json"
for side in paintings music; do
  head -1 "data/demo/$side.csv" > "$work/demo/$side.csv"
  for copy in 1 2 3; do
    cp -r "data/demo/$side" "$work/demo/$side$copy"
    sed 1d "data/demo/$side.csv" | sed "s#^$side/#$side$copy/#" >> "$work/demo/$side.csv"
  done
done
trainer evaluate "$folder/model.onnx" --data "$work/demo" --training-music "$work/demo/music.csv" --max-paintings 20 --max-clips 20 --clips 1 --seeds 2 --classifier shipped -o "$work/evaluation"
cp "$work/evaluation/evaluation.json" "$folder/reports/"
trainer prepare data/demo -o "$work/demo64" --size 64 --validation 0.2
echo '[{"name":"a","options":{"steps":"2"}}]' > "$work/runs.json"
trainer experiments "$work/demo64" --runs "$work/runs.json" --width 2 --threads 1 --paintings 2 -o "$work/experiments"
cp "$work/experiments/experiments.json" "$folder/reports/"
pix2pitch collection "$work/data/paintings.csv" --model "$folder/model.onnx" --seconds 1 --iterations 0 -o "$work/collection"
cp "$work/collection/collection.json" "$folder/reports/"
cp "$(find "$work/collection/media" -name '*.json' | sort | head -1)" "$folder/reports/media.json"
du -sh "$folder"
