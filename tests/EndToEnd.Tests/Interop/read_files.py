#!/usr/bin/python3
"""Reads files of Pix2Pitch with numpy and the standard library alone, by what the documentation says, and prints what it found as JSON.

    /usr/bin/python3 read_files.py PREPARED PICTURE RECORDING WAVE

PREPARED is a prepared folder (docs/prepare-on-clusters.md) of recordings that are mono WAV files of 16 bits at the sample rate of the folder; PICTURE is the
spectrogram picture of RECORDING (docs/audio.md), and WAVE is a file that 'pix2pitch generate' wrote.
"""
import json
import os
import struct
import sys
import wave
import zlib

import numpy as np


def mel_spectrogram(samples, options):
    """docs/audio.md, 'From sound to a mel-spectrogram': [bands, frames] in [-1, 1]."""
    rate, size, hop = options["SampleRate"], options["FftSize"], options["HopLength"]
    bands, frames, top = options["MelBands"], options["Frames"], options["TopDecibels"]
    low, high = options.get("MinimumFrequency", 0), options.get("MaximumFrequency") or rate / 2

    # The Hann window is periodic: it has size + 1 points, and the last is left out.
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(size) / size)
    clip = min(10 * rate, frames * hop - 1)
    x = np.zeros(clip)
    x[:min(clip, len(samples))] = samples[:clip]
    padded = np.concatenate([np.zeros(size // 2), x, np.zeros(size // 2)])
    power = np.stack([np.abs(np.fft.rfft(window * padded[t * hop:t * hop + size])) ** 2 for t in range(frames)], axis=1)

    # Slaney's scale: linear below 1000 Hz, logarithmic above. Each triangle has area 1.
    def to_mel(f):
        return f * 3 / 200 if f < 1000 else 15 + 27 * np.log(f / 1000) / np.log(6.4)

    mels = np.linspace(to_mel(low), to_mel(high), bands + 2)
    hertz = np.where(mels < 15, mels * 200 / 3, 1000 * 6.4 ** ((mels - 15) / 27))
    bins = np.fft.rfftfreq(size, 1 / rate)
    below, center, above = hertz[:-2, None], hertz[1:-1, None], hertz[2:, None]
    triangles = np.maximum(0, np.minimum((bins - below) / (center - below), (above - bins) / (above - center))) * 2 / (above - below)

    mel = triangles @ power
    decibels = 10 * np.log10(np.maximum(mel, 1e-10) / max(mel.max(), 1e-10))
    return np.clip(decibels / (top / 2) + 1, -1, 1)


def recording(path):
    with wave.open(path) as file:
        assert (file.getnchannels(), file.getsampwidth()) == (1, 2), path
        return np.frombuffer(file.readframes(file.getnframes()), "<i2") / 32768, file.getframerate()


def grey_png(path):
    """The pixels of a grey PNG of 16 bits, and its texts. PNG specification, sections 9 and 11."""
    with open(path, "rb") as file:
        data = file.read()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    at, texts, packed = 8, {}, b""
    while at < len(data):
        length, kind = struct.unpack(">I4s", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        assert zlib.crc32(kind + body) == struct.unpack(">I", data[at + 8 + length:at + 12 + length])[0]
        at += 12 + length
        if kind == b"IHDR":
            width, height, depth, color, _, _, interlace = struct.unpack(">IIBBBBB", body)
            assert (depth, color, interlace) == (16, 0, 0)
        elif kind == b"IDAT":
            packed += body
        elif kind == b"tEXt":
            key, value = body.split(b"\0", 1)
            texts[key.decode("latin-1")] = value.decode("latin-1")
        elif kind == b"zTXt":
            key, value = body.split(b"\0", 1)
            texts[key.decode("latin-1")] = zlib.decompress(value[1:]).decode("latin-1")
        elif kind == b"iTXt":
            key, rest = body.split(b"\0", 1)
            is_packed, rest = rest[0], rest[2:].split(b"\0", 2)[2]
            texts[key.decode("latin-1")] = (zlib.decompress(rest) if is_packed else rest).decode()
    raw = zlib.decompress(packed)
    stride, rows, previous = 2 * width, [], bytes(2 * width)
    for y in range(height):
        kind, line = raw[y * (stride + 1)], bytearray(raw[y * (stride + 1) + 1:(y + 1) * (stride + 1)])
        for i in range(stride):
            a, b, c = line[i - 2] if i >= 2 else 0, previous[i], previous[i - 2] if i >= 2 else 0
            if kind == 1:
                line[i] = (line[i] + a) & 255
            elif kind == 2:
                line[i] = (line[i] + b) & 255
            elif kind == 3:
                line[i] = (line[i] + (a + b) // 2) & 255
            elif kind == 4:
                p = a + b - c
                nearest = min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]
                line[i] = (line[i] + nearest) & 255
        rows.append(np.frombuffer(bytes(line), ">u2"))
        previous = bytes(line)
    return np.array(rows), texts


def wave_properties(path):
    """The comment of the INFO list, which is JSON."""
    with open(path, "rb") as file:
        data = file.read()
    assert data[:4] == b"RIFF" and data[8:12] == b"WAVE"
    at = 12
    while at + 8 <= len(data):
        kind, length = struct.unpack("<4sI", data[at:at + 8])
        body = data[at + 8:at + 8 + length]
        at += 8 + length + length % 2
        if kind != b"LIST" or body[:4] != b"INFO":
            continue
        inner = 4
        while inner + 8 <= len(body):
            field, size = struct.unpack("<4sI", body[inner:inner + 8])
            if field == b"ICMT":
                return json.loads(body[inner + 8:inner + 8 + size].rstrip(b"\0").decode())
            inner += 8 + size + size % 2
    return None


def main(prepared, picture, sound, generated):
    with open(os.path.join(prepared, "prepared.json"), encoding="utf-8") as file:
        info = json.load(file)

    def rows(name):
        with open(os.path.join(prepared, info["Tables"], name), encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]

    def shards(name):
        return [np.load(os.path.join(prepared, shard["File"]), allow_pickle=False) for shard in info[name]]

    clips, differences = shards("MusicShards"), []
    for row in rows("music.jsonl"):
        samples, rate = recording(row["Work"]["Path"])
        assert rate == info["Mel"]["SampleRate"], rate
        begin = round(row["OffsetSeconds"] * rate)
        stored = clips[row["Shard"]][row["Row"], 0].astype(np.float64)
        differences.append(float(np.abs(stored - mel_spectrogram(samples[begin:], info["Mel"])).max()))

    paintings = shards("PaintingShards")
    sums = [paintings[row["Shard"]][row["Row"]].sum(axis=(1, 2), dtype=np.int64).tolist() for row in rows("paintings.jsonl")]

    pixels, texts = grey_png(picture)
    options = json.loads(texts["pix2pitch.mel"])
    drawn = pixels[::-1] / 65535 * 2 - 1  # the lowest band is at the bottom
    samples, rate = recording(sound)
    assert rate == options["SampleRate"], rate
    json.dump({
        "ClipTypes": sorted({str(shard.dtype) for shard in clips}), "ClipShapes": [list(shard.shape) for shard in clips], "ClipDifferences": differences,
        "PaintingTypes": sorted({str(shard.dtype) for shard in paintings}), "PaintingShapes": [list(shard.shape) for shard in paintings], "PaintingSums": sums,
        "PictureDifference": float(np.abs(drawn - mel_spectrogram(samples, options)).max()), "PictureTexts": texts,
        "WaveProperties": wave_properties(generated),
    }, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
