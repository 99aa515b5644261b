#!/usr/bin/env bash
# Measures mel extraction and inversion beside torchaudio and librosa's recipe, on real music.
#
#   ./bench/audio.sh [--clips N]        (default: 10 clips; a clip takes librosa's recipe many seconds)
#
# Installs the peers from Debian if they are missing. Music: $PIX2PITCH_DATA/train/music, ../shared/data/train/music, or
# data/demo/music. Prints a table; the last line is one JSON object.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

clips=10
while [ $# -gt 0 ]; do
  case "$1" in
    --clips) clips=${2:?--clips takes a number}; shift ;;
    -h|--help) sed -n '2,7s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) echo "audio.sh: unknown argument '$1'; see ./bench/audio.sh --help." >&2; exit 2 ;;
  esac
  shift
done

missing=()
for package in python3-numpy python3-scipy python3-torchaudio; do
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done
if [ ${#missing[@]} -gt 0 ]; then
  echo "Installing ${missing[*]}" >&2
  sudo=; [ "$(id -u)" -eq 0 ] || sudo=sudo
  { $sudo apt-get update && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; } >&2
fi

music=
for folder in "${PIX2PITCH_DATA:+$PIX2PITCH_DATA/train/music}" ../shared/data/train/music data/demo/music; do
  if [ -n "$folder" ] && [ -d "$folder" ]; then music=$folder; break; fi
done
[ -n "$music" ] || { echo "audio.sh: no music found; set PIX2PITCH_DATA to a folder with train/music in it." >&2; exit 1; }

./setup.sh --quiet >&2
dotnet build bench/Audio -c Release -v q --nologo >&2
bench=artifacts/bin/Pix2Pitch.Bench.Audio/release/Pix2Pitch.Bench.Audio.dll
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
dotnet "$bench" clips "$music" "$work" "$clips"
PIX2PITCH_MEMORY_MB=$(dotnet "$bench" memory "$work/clip-00.f32")
export PIX2PITCH_MEMORY_MB
dotnet "$bench" measure "$work"
/usr/bin/python3 bench/audio_peers.py "$work"
