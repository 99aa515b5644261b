#!/usr/bin/python3
"""What Python users have, measured beside ours: torchaudio, and librosa's recipes written out with numpy and scipy.

    audio_peers.py FOLDER        (clip-*.f32, ours-*.f32 and ours.json lie there; bench/audio.sh calls this)

One thread everywhere. The last line is one JSON object; ratios over 1 mean that ours is faster.
"""
import glob
import json
import os
import statistics
import sys
import time

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np
import scipy.fft
import scipy.linalg
import scipy.optimize
import torch
import torchaudio

torch.set_num_threads(1)

RATE, SIZE, HOP, BANDS, FRAMES, ITERATIONS, MOMENTUM, TOP_DB = 22050, 2048, 431, 512, 512, 32, 0.99, 80
WINDOW = (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(SIZE) / SIZE)).astype(np.float32)


def mel_bank():
    """Slaney's scale and norm."""
    def to_mel(f):
        return f * 3 / 200 if f < 1000 else 15 + 27 * np.log(f / 1000) / np.log(6.4)

    mels = np.linspace(0, to_mel(RATE / 2), BANDS + 2)
    edges = np.where(mels < 15, mels * 200 / 3, 1000 * np.exp(np.log(6.4) / 27 * (mels - 15)))
    f = np.arange(SIZE // 2 + 1) * RATE / SIZE
    up = (f - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    down = (edges[2:, None] - f) / (edges[2:] - edges[1:-1])[:, None]
    return (np.maximum(0, np.minimum(up, down)) * (2 / (edges[2:] - edges[:-2]))[:, None]).astype(np.float32)


def stft(x, hop=HOP):
    """[bins, frames]; centred, zeros around."""
    padded = np.pad(x, SIZE // 2)
    view = np.lib.stride_tricks.sliding_window_view(padded, SIZE)[::hop]
    return scipy.fft.rfft(view * WINDOW, axis=1).T


def istft(spectrum, length):
    frames = scipy.fft.irfft(spectrum.T, SIZE, axis=1) * WINDOW
    total = SIZE + HOP * (len(frames) - 1)
    y, weight = np.zeros(total, np.float32), np.zeros(total, np.float32)
    for t, frame in enumerate(frames):
        y[t * HOP:t * HOP + SIZE] += frame
        weight[t * HOP:t * HOP + SIZE] += WINDOW * WINDOW
    y[weight > 1e-8] /= weight[weight > 1e-8]
    y = y[SIZE // 2:SIZE // 2 + length]
    return np.pad(y, (0, length - len(y)))


def log_mel(x, bank):
    power = bank @ (np.abs(stft(x)) ** 2)
    db = 10 * np.log10(np.maximum(1e-10, power)) - 10 * np.log10(np.maximum(1e-10, power.max()))
    return np.maximum(db, db.max() - TOP_DB), power.max()


def nnls(bank, mel):
    """Non-negative least squares as librosa does it: L-BFGS-B over blocks of columns from the clipped least-squares solution."""
    start = np.clip(scipy.linalg.lstsq(bank, mel, cond=1e-15)[0], 0, None)
    columns = max(1, 2 ** 18 // (mel.shape[0] * 4))
    result = np.empty_like(start)
    for first in range(0, mel.shape[1], columns):
        target = mel[:, first:first + columns]
        shape = start[:, first:first + columns].shape

        def objective(x):
            off = bank @ x.reshape(shape) - target
            return 0.5 * np.sum(off * off) / target.size, (bank.T @ off).ravel() / target.size

        x, _, _ = scipy.optimize.fmin_l_bfgs_b(
            objective, start[:, first:first + columns].ravel(), bounds=[(0, None)] * (shape[0] * shape[1]), m=bank.shape[1])
        result[:, first:first + columns] = x.reshape(shape)
    return result


def converged_nnls(bank, mel, iterations=300):
    """The same problem by accelerated projected gradient, to the end: librosa's solver stops early, and is not to be beaten by that alone."""
    step = 1 / np.maximum(bank.T @ bank.sum(axis=1), 1e-30)[:, None]
    x = y = np.clip(np.linalg.lstsq(bank, mel, rcond=None)[0], 0, None)
    t = 1.0
    for _ in range(iterations):
        moved = np.maximum(0, y - step * (bank.T @ (bank @ y - mel)))
        following = (1 + np.sqrt(1 + 4 * t * t)) / 2
        x, y, t = moved, moved + (t - 1) / following * (moved - x), following
    return x


def griffin_lim(magnitudes, length, random):
    inertia = MOMENTUM / (1 + MOMENTUM)
    phases = np.exp(2j * np.pi * random.random(magnitudes.shape)).astype(np.complex64)
    previous = 0
    for _ in range(ITERATIONS):
        rebuilt = stft(istft(magnitudes * phases, length))
        phases = rebuilt - inertia * previous
        phases /= np.abs(phases) + 1e-30
        previous = rebuilt
    return istft(magnitudes * phases, length)


def librosa_inversion(db, peak, bank, length, solve=nnls):
    mel = (peak * 10.0 ** (db / 10)).astype(np.float64)
    magnitudes = np.sqrt(solve(bank.astype(np.float64), mel)).astype(np.float32)
    return griffin_lim(magnitudes, length, np.random.default_rng(0))


def convergence(wanted, got):
    """20 log10 of |A - gB| / |A| on a grid that nobody used (FFT 2048, hop 256), with the gain g that fits best."""
    a, b = np.abs(stft(wanted, 256)).astype(np.float64), np.abs(stft(got, 256)).astype(np.float64)
    aa, ab, bb = (a * a).sum(), (a * b).sum(), (b * b).sum()
    return 10 * np.log10((aa - ab * ab / bb) / aa)


def seconds(action, runs):
    action()
    times = []
    for _ in range(runs):
        begun = time.perf_counter()
        action()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def main(folder):
    with open(os.path.join(folder, "ours.json"), encoding="utf-8") as file:
        ours = json.load(file)
    paths = sorted(glob.glob(os.path.join(folder, "clip-*.f32")))
    clips = [np.fromfile(path, np.float32) for path in paths]
    bank = mel_bank()

    transform = torchaudio.transforms.MelSpectrogram(
        RATE, SIZE, hop_length=HOP, n_mels=BANDS, norm="slaney", mel_scale="slaney", center=True, pad_mode="constant")
    to_db = torchaudio.transforms.AmplitudeToDB("power", TOP_DB)
    clip = torch.from_numpy(clips[0])
    torch_mel = seconds(lambda: to_db(transform(clip)), 15)
    numpy_mel = seconds(lambda: log_mel(clips[0], bank), 7)
    magnitudes = torch.from_numpy(np.ascontiguousarray(np.abs(stft(clips[0])).astype(np.float32)))
    window = torch.from_numpy(WINDOW)
    torch_phase = seconds(lambda: torchaudio.functional.griffinlim(
        magnitudes, window, SIZE, HOP, SIZE, 1.0, ITERATIONS, MOMENTUM, len(clips[0]), True), 3)

    times, theirs, solved, own = [], [], [], []
    for path, x in zip(paths, clips):
        db, peak = log_mel(x, bank)
        begun = time.perf_counter()
        y = librosa_inversion(db, peak, bank, len(x))
        times.append(time.perf_counter() - begun)
        theirs.append(convergence(x, y))
        solved.append(convergence(x, librosa_inversion(db, peak, bank, len(x), converged_nnls)))
        own.append(convergence(x, np.fromfile(path.replace("clip-", "ours-"), np.float32)))
        print(f"{os.path.basename(path)}: librosa's recipe {theirs[-1]:6.1f} dB in {times[-1]:5.1f} s, solved to the end {solved[-1]:6.1f} dB, ours {own[-1]:6.1f} dB", flush=True)

    result = {
        "mel_vs_torchaudio": torch_mel / ours["mel"],
        "mel_vs_numpy": numpy_mel / ours["mel"],
        "griffinlim_vs_torchaudio": torch_phase / ours["griffinlim"],
        "inversion_vs_librosa": statistics.median(times) / ours["inversion"],
        "inversion_seconds": ours["inversion"],
        # Against whichever does better.
        "sc_gain_db_vs_librosa": min(statistics.median(theirs), statistics.median(solved)) - statistics.median(own),
        "two_threads": ours["one_thread"] / ours["two_threads"],
        "memory_mb": float(os.environ["PIX2PITCH_MEMORY_MB"]),
    }
    print(f"""
{len(clips)} clips of 10 s, 22,050 Hz, FFT 2048, hop 431, 512 bands; medians; one thread
                                      ours       peer      ratio
log-mel, torchaudio           {1e3 * ours['mel']:9.2f} ms {1e3 * torch_mel:7.2f} ms {result['mel_vs_torchaudio']:8.1f}x
log-mel, numpy                {1e3 * ours['mel']:9.2f} ms {1e3 * numpy_mel:7.2f} ms {result['mel_vs_numpy']:8.1f}x
Griffin-Lim 32, torchaudio    {1e3 * ours['griffinlim']:9.1f} ms {1e3 * torch_phase:7.1f} ms {result['griffinlim_vs_torchaudio']:8.1f}x
inversion, librosa's recipe   {1e3 * ours['inversion']:9.1f} ms {1e3 * statistics.median(times):7.0f} ms {result['inversion_vs_librosa']:8.1f}x
its spectral convergence      {statistics.median(own):9.1f} dB {statistics.median(theirs):7.1f} dB
  with NNLS solved to the end              {statistics.median(solved):7.1f} dB {result['sc_gain_db_vs_librosa']:7.1f} dB better
two threads over one, a folder of clips                  {result['two_threads']:8.2f}x
memory of one clip above the runtime                     {result['memory_mb']:8.1f} MB
""")
    print(json.dumps({key: round(value, 3) for key, value in result.items()}))


if __name__ == "__main__":
    main(sys.argv[1])
