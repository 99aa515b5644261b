#!/usr/bin/python3
"""The quality of inversion for all presets, as a table in docs/audio.md. `bench/audio.sh tables` calls this.

    audio_tables.py quality FOLDER CACHE          measures each clip; earlier results are read from CACHE
    audio_tables.py times FOLDER CACHE CLIPS      the seconds of the peers for CLIPS clips of each preset, one thread
    audio_tables.py write FOLDER CACHE PAGE COMMAND

FOLDER has a folder for each preset with clip-NN.f32, ours-NN.f32, preview-NN.f32 and clips.json.
"""
import hashlib
import json
import os
import statistics
import sys
import time

import audio_recipes as recipes
import numpy as np
import page_tables
from audio_metrics import compare

PRESETS = ("Small64", "Small128", "Thesis256", "Thesis512", "Thesis512High")
PEERS = {
    "plain": dict(solve=recipes.clipped, momentum=0),
    "librosa": {},
}
NAMES = {
    "plain": "pseudo-inverse, plain Griffin-Lim",
    "librosa": "librosa's recipe",
    "preview": "ours, fast preview (no iterations)",
    "ours": "**ours**",
}
BEGIN, END = "<!-- tables: begin -->", "<!-- tables: end -->"


def read(folder, preset):
    with open(os.path.join(folder, preset, "clips.json"), encoding="utf-8") as file:
        return json.load(file)


def samples(folder, preset, kind, index):
    return np.fromfile(os.path.join(folder, preset, f"{kind}-{index:02}.f32"), np.float32)


def peer(info, x, way):
    bank = recipes.mel_bank(info["rate"], info["size"], info["bands"])
    db, peak = recipes.log_mel(x, info["size"], info["hop"], bank)
    recipes.pseudo_inverse(info["rate"], info["size"], info["bands"], way != "plain")  # cached, so that its time is not measured
    begun = time.perf_counter()
    y = recipes.invert(db, peak, info["rate"], info["size"], info["hop"], len(x), **PEERS[way])
    return y, time.perf_counter() - begun


def load(path):
    if not os.path.exists(path):
        return {}
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def save(path, values):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path + ".tmp", "w", encoding="utf-8") as file:
        json.dump(values, file)
    os.replace(path + ".tmp", path)


def fingerprint(*parts):
    """A hash of the clip and of the code that measures it."""
    digest = hashlib.sha256()
    for module in ("audio_recipes.py", "audio_metrics.py"):
        with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), module), "rb") as file:
            digest.update(file.read())
    for part in parts:
        digest.update(part.tobytes())
    return digest.hexdigest()[:24]


def quality(folder, cache):
    path = os.path.join(cache, "quality.json")
    done, results = load(path), {}
    for preset in PRESETS:
        info = read(folder, preset)
        for index, name in enumerate(info["names"]):
            x = samples(folder, preset, "clip", index)
            for way in NAMES:
                y = None if way in PEERS else samples(folder, preset, way, index)
                key = f"{preset} {way} " + (fingerprint(x) if y is None else fingerprint(x, y))
                if key not in done:
                    done[key] = compare(x, peer(info, x, way)[0] if y is None else y, info["rate"])
                    save(path, done)
                    print(f"{preset} {way} {name}: {done[key][0]:.1f} dB, {done[key][1]:.1f} dB", file=sys.stderr, flush=True)
                results.setdefault(preset, {}).setdefault(way, []).append(done[key])
    save(os.path.join(folder, "quality.json"), results)


def times(folder, cache, clips):
    path, results = os.path.join(cache, "times.json"), {}
    for preset in PRESETS:
        info = read(folder, preset)
        count = min(clips, len(info["names"]))
        for way in PEERS:
            peer(info, samples(folder, preset, "clip", 0), way) if way == "plain" else None  # a first run to warm up
            # Evenly spaced, so that they are not all of one style.
            chosen = [(2 * i + 1) * len(info["names"]) // (2 * count) for i in range(count)]
            results.setdefault(preset, {})[way] = [peer(info, samples(folder, preset, "clip", i), way)[1] for i in chosen]
            print(f"{preset} {way}: {results[preset][way]}", file=sys.stderr, flush=True)
    save(path, results)


def spread(values, digits):
    return f"{statistics.median(values):.{digits}f} ({min(values):.{digits}f} to {max(values):.{digits}f})"


def write(folder, cache, page, command):
    judged, seconds = load(os.path.join(folder, "quality.json")), load(os.path.join(cache, "times.json"))
    for preset, ways in load(os.path.join(folder, "times-ours.json")).items():
        seconds[preset].update(ways)
    clips = len(judged[PRESETS[0]]["ours"])
    timed = len(seconds[PRESETS[0]]["librosa"])
    lines = [
        f"Made by `{command}`: {clips} clips from all styles. Median (minimum to maximum). Seconds are for one thread and "
        f"{timed} of the clips.",
        "",
        "| preset | method | spectral convergence, dB | log-spectral distance, dB | seconds |",
        "|---|---|---|---|---|",
    ]
    for preset in PRESETS:
        for way, name in NAMES.items():
            values = judged[preset][way]
            lines.append(
                f"| {preset if way == 'plain' else ''} | {name} | {spread([v[0] for v in values], 1)} | {spread([v[1] for v in values], 1)} | "
                f"{spread(seconds[preset][way], 2 if way in PEERS else 3)} |")
    page_tables.replace(page, BEGIN, END, lines)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["quality", folder, cache]:
            quality(folder, cache)
        case ["times", folder, cache, clips]:
            times(folder, cache, int(clips))
        case ["write", folder, cache, page, command]:
            write(folder, cache, page, command)
        case _:
            sys.exit(__doc__)
