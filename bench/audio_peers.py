#!/usr/bin/python3
"""Measures what Python users have, compared with Pix2Pitch: torchaudio, and librosa's recipes written with numpy and scipy.

    audio_peers.py FOLDER        (bench/audio.sh calls this after writing the measurements of Pix2Pitch to FOLDER)

One thread everywhere. The last line is one JSON object; ratios over 1 mean that ours is faster.
"""
import glob
import json
import os
import statistics
import sys
import time

import audio_recipes as recipes  # first: it limits numpy to one thread
import numpy as np
import torch
import torchaudio
from audio_metrics import compare

torch.set_num_threads(1)

RATE, SIZE, HOP, BANDS = 22050, 2048, 431, 512


def seconds(action, runs):
    action()
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        action()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def lines(folder, name):
    with open(os.path.join(folder, name), encoding="utf-8") as file:
        return [[float(value) for value in line.split()] for line in file]


def inverted(x, solve=recipes.nnls):
    db, peak = recipes.log_mel(x, SIZE, HOP, recipes.mel_bank(RATE, SIZE, BANDS))
    begun = time.perf_counter()
    y = recipes.invert(db, peak, RATE, SIZE, HOP, len(x), solve)
    return y, time.perf_counter() - begun


def two_processes(folder, work):
    """The throughput of two processes relative to one: the limit of the machine."""
    one, first, second = (lines(folder, f"{part}-{work}") for part in ("one", "first", "second"))
    return statistics.median((b[0] + c[0]) / a[0] for a, b, c in zip(one, first, second))


def main(folder):
    with open(os.path.join(folder, "ours.json"), encoding="utf-8") as file:
        ours = json.load(file)
    with open(os.path.join(folder, "ours-avx2.json"), encoding="utf-8") as file:
        avx2 = json.load(file)
    paths = sorted(glob.glob(os.path.join(folder, "clip-*.f32")))
    clips = [np.fromfile(path, np.float32) for path in paths]
    bank = recipes.mel_bank(RATE, SIZE, BANDS)
    recipes.pseudo_inverse(RATE, SIZE, BANDS)  # cached, so that its time is not measured

    transform = torchaudio.transforms.MelSpectrogram(
        RATE, SIZE, hop_length=HOP, n_mels=BANDS, norm="slaney", mel_scale="slaney", center=True, pad_mode="constant")
    to_db = torchaudio.transforms.AmplitudeToDB("power", recipes.TOP_DB)
    clip = torch.from_numpy(clips[0])
    torch_mel = seconds(lambda: to_db(transform(clip)), 25)
    numpy_mel = seconds(lambda: recipes.log_mel(clips[0], SIZE, HOP, bank), 25)
    numpy_bank = seconds(lambda: recipes.mel_bank.__wrapped__(RATE, SIZE, BANDS), 9)
    magnitudes = torch.from_numpy(np.ascontiguousarray(np.abs(recipes.stft(clips[0], SIZE, HOP)).astype(np.float32)))
    window = torch.from_numpy(recipes.hann(SIZE))
    torch_phase = seconds(lambda: torchaudio.functional.griffinlim(
        magnitudes, window, SIZE, HOP, SIZE, 1.0, recipes.ITERATIONS, recipes.MOMENTUM, len(clips[0]), True), 5)

    times, theirs, solved, own, preview = [], [], [], [], []
    for path, x in zip(paths, clips):
        y, taken = inverted(x)
        times.append(taken)
        theirs.append(compare(x, y, RATE)[0])
        solved.append(compare(x, inverted(x, recipes.converged_nnls)[0], RATE)[0])
        own.append(compare(x, np.fromfile(path.replace("clip-", "ours-"), np.float32), RATE)[0])
        preview.append(compare(x, np.fromfile(path.replace("clip-", "preview-"), np.float32), RATE)[0])
        print(f"{os.path.basename(path)}: librosa's recipe {theirs[-1]:6.1f} dB in {times[-1]:5.1f} s, converged {solved[-1]:6.1f} dB, "
              f"ours {own[-1]:6.1f} dB", flush=True)

    threads = lines(folder, "threads")
    result = {
        "mel_vs_torchaudio": torch_mel / ours["Extraction"],
        "mel_vs_numpy": numpy_mel / ours["Extraction"],
        "griffinlim_vs_torchaudio": torch_phase / ours["PhaseStep"],
        "inversion_vs_librosa": statistics.median(times) / ours["Inversion"],
        "inversion_seconds": ours["Inversion"],
        # Relative to the better of both.
        "sc_gain_db_vs_librosa": min(statistics.median(theirs), statistics.median(solved)) - statistics.median(own),
        "two_threads": statistics.median(row[2] for row in threads),
        "memory_mb": statistics.median(row[0] for row in lines(folder, "memory")),
    }
    print(f"""
{len(clips)} clips of 10 s, 22,050 Hz, FFT 2048, hop 431, 512 bands; medians; one thread
                                      ours       peer      ratio
log-mel, torchaudio           {1e3 * ours['Extraction']:9.2f} ms {1e3 * torch_mel:7.2f} ms {result['mel_vs_torchaudio']:8.1f}x
log-mel, numpy                {1e3 * ours['Extraction']:9.2f} ms {1e3 * numpy_mel:7.2f} ms {result['mel_vs_numpy']:8.1f}x
  with the filters computed for each clip, as librosa does {1e3 * (numpy_mel + numpy_bank):7.2f} ms
Griffin-Lim 32, torchaudio    {1e3 * ours['PhaseStep']:9.1f} ms {1e3 * torch_phase:7.1f} ms {result['griffinlim_vs_torchaudio']:8.1f}x
inversion, librosa's recipe   {1e3 * ours['Inversion']:9.1f} ms {1e3 * statistics.median(times):7.0f} ms {result['inversion_vs_librosa']:8.1f}x
its spectral convergence      {statistics.median(own):9.1f} dB {statistics.median(theirs):7.1f} dB
  with NNLS converged                      {statistics.median(solved):7.1f} dB {result['sc_gain_db_vs_librosa']:7.1f} dB better
fast preview                  {1e3 * ours['Preview']:9.1f} ms {statistics.median(preview):7.1f} dB
without AVX-512: log-mel {1e3 * avx2['Extraction']:.2f} ms ({numpy_mel / avx2['Extraction']:.1f}x numpy), Griffin-Lim {1e3 * avx2['PhaseStep']:.1f} ms, inversion {1e3 * avx2['Inversion']:.1f} ms
two threads over one, a folder of clips                  {result['two_threads']:8.2f}x   (runs: {', '.join(f'{row[2]:.2f}' for row in threads)})
  two processes over one, the same work                  {two_processes(folder, 'clips'):8.2f}x   the limit of the machine if both need memory
  two processes over one, registers only                 {two_processes(folder, 'registers'):8.2f}x   the limit if they do not
memory of one clip above the runtime                     {result['memory_mb']:8.1f} MB
""")
    print(json.dumps({key: round(value, 3) for key, value in result.items()}))


if __name__ == "__main__":
    main(sys.argv[1])
