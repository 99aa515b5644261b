#!/usr/bin/env bash
# Measures mel extraction and inversion on real music, compared with torchaudio and librosa's recipe.
#
#   ./bench/audio.sh [--clips N]           speed: prints a table; the last line is one JSON object (default: 10 clips)
#   ./bench/audio.sh tables [--clips N]    quality of inversion, all presets, several methods: writes the table in docs/audio.md (20 clips)
#   ./bench/audio.sh scales [--clips N]    what clips lose on the mel scale and the semitone scale: writes the tables in docs/audio.md
#                                          (40 clips)
#   ./bench/audio.sh listen [--clips N]    what the shipped model sounds like: writes the table in docs/audio.md (20 paintings, and
#                                          those of the demo set)
#
# Installs the peers from Debian if they are missing. Music and paintings: $PIX2PITCH_DATA/train, ../shared/data/train, or
# data/demo. Quality is cached in artifacts/bench/audio. Times are measured each time, so run nothing else meanwhile.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

verb=speed
clips=
while [ $# -gt 0 ]; do
  case "$1" in
    tables|listen|scales) verb=$1 ;;
    --clips) clips=${2:?--clips takes a number}; shift ;;
    -h|--help) sed -n '2,12s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "audio.sh: unknown argument '$1'; see ./bench/audio.sh --help." >&2; exit 2 ;;
  esac
  shift
done

# OpenBLAS is named explicitly: with Debian's reference BLAS, numpy would be several times slower.
missing=()
for package in python3-numpy python3-scipy python3-torchaudio libopenblas0; do
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  echo "Installing ${missing[*]}" >&2
  sudo=; [ "$(id -u)" -eq 0 ] || sudo=sudo
  { $sudo apt-get update && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; } >&2
fi

data=
for folder in "${PIX2PITCH_DATA:+$PIX2PITCH_DATA/train}" ../shared/data/train data/demo; do
  if [ -n "$folder" ] && [ -d "$folder/music" ]; then data=$folder; break; fi
done
[ -n "$data" ] || { echo "audio.sh: no music found; set PIX2PITCH_DATA to a folder with train/music in it." >&2; exit 1; }

dotnet build bench/Audio -c Release -v q --nologo >&2
bench=artifacts/bin/Pix2Pitch.Bench.Audio/release/Pix2Pitch.Bench.Audio.dll
cache=artifacts/bench/audio
mkdir -p "$cache"
python=/usr/bin/python3

speed() {
  work=$(mktemp -d)
  trap 'rm -rf "$work"' EXIT
  dotnet "$bench" clips "$data/music" "$work" "${clips:-10}"
  dotnet "$bench" invert "$work"
  dotnet "$bench" measure "$work" "$work/ours.json" >&2
  DOTNET_EnableAVX512=0 dotnet "$bench" measure "$work" "$work/ours-avx2.json" >&2
  for run in 1 2 3; do dotnet "$bench" threads "$work" >> "$work/threads"; done
  for run in 1 2 3; do
    for work_of in registers clips; do
      dotnet "$bench" rate "$work" "$work_of" 3 >> "$work/one-$work_of"
      dotnet "$bench" rate "$work" "$work_of" 3 >> "$work/first-$work_of" &
      dotnet "$bench" rate "$work" "$work_of" 3 >> "$work/second-$work_of"
      wait
    done
    dotnet "$bench" memory "$work/clip-00.f32" >> "$work/memory"
  done
  "$python" bench/audio_peers.py "$work"
}

tables() {
  rm -rf "$cache/clips"
  dotnet "$bench" tables "$data/music" "$cache/clips" "${clips:=20}"
  "$python" bench/audio_tables.py quality "$cache/clips" "$cache"
  dotnet "$bench" times "$cache/clips" 5
  "$python" bench/audio_tables.py times "$cache/clips" "$cache" 5
  "$python" bench/audio_tables.py write "$cache/clips" "$cache" docs/audio.md "./bench/audio.sh tables --clips $clips"
}

listen() {
  local folders=(data/demo/paintings)
  [ "$data" = data/demo ] || folders=("$data/paintings" "${folders[@]}")
  dotnet "$bench" listen data/models/first.onnx docs/audio.md "${clips:=20}" "$data/music" "./bench/audio.sh listen --clips $clips" "${folders[@]}"
}

scales() {
  dotnet "$bench" scales "$data/music" docs/audio.md "${clips:=40}" "./bench/audio.sh scales --clips $clips"
}

$verb
