#!/usr/bin/env bash
# Makes the pictures of docs/museums.md: a collection of the demo paintings, photographed by Chromium.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

dotnet run --project src/Cli -c Release -- collection data/demo/paintings.csv -o "$work/music" --title "Paintings and their music" --address https://museum.example/music/

photograph() { # page, picture, width, height
  chromium-headless-shell --no-sandbox --hide-scrollbars --force-device-scale-factor=0.7 --virtual-time-budget=3000 --window-size="$3,$4" \
    --screenshot="docs/images/museum-$2.png" "file://$work/music/$1"
}
photograph index.html index 1200 1000
photograph works/4.html work 1200 1000
photograph kiosk.html kiosk 1280 800
photograph labels.html labels 1200 640
