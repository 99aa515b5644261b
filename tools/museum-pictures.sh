#!/usr/bin/env bash
# Makes the pictures of docs/museums.md and docs/studio.md: a collection of the demo paintings and the studio after two of them, photographed by Chromium.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
work=$(mktemp -d)
studio=
trap '[ -z "$studio" ] || kill $studio; rm -rf "$work"' EXIT

dotnet run --project src/Cli -c Release -- collection data/demo/paintings.csv -o "$work/music" --title "Paintings and their music" --address https://museum.example/music/

photograph() { # page, picture, width, height
  chromium-headless-shell --no-sandbox --hide-scrollbars --force-device-scale-factor=0.7 --virtual-time-budget=3000 --window-size="$3,$4" \
    --screenshot="docs/images/$2.png" "$1"
}
photograph "file://$work/music/index.html" museum-index 1200 1000
photograph "file://$work/music/works/4.html" museum-work 1200 1000
photograph "file://$work/music/kiosk.html" museum-kiosk 1280 800
photograph "file://$work/music/labels.html" museum-labels 1200 640

dotnet artifacts/bin/Pix2Pitch.Cli/release/pix2pitch.dll serve --port 0 --history "$work/history" > "$work/log" &
studio=$!
until address=$(grep -o 'http://[0-9.:]*' "$work/log"); do kill -0 $studio; sleep 0.2; done
token=$(curl -s -c "$work/cookies" "$address/" | sed -n 's/.*data-token="\([^"]*\)".*/\1/p')
for painting in baroque-apples-by-candlelight impressionism-harbour-first-sun; do
  curl -s -b "$work/cookies" -H "X-Pix2Pitch-Page: $token" --data-binary "@data/demo/paintings/$painting.png" "$address/music?name=$painting.png" > /dev/null
done
photograph "$address/" studio 1200 1150
