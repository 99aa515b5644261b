"""librosa's recipes for mel-spectrograms and their inversion, written with numpy and scipy; one thread.

Definitions and solvers are those of librosa 0.11's stft, filters.mel, power_to_db, util.nnls and griffinlim (without numba, which
speeds up its overlap-add). If there is a faster way to the same values, it is used, so that the comparison is fair.
"""
import functools
import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import numpy as np
import scipy.fft
import scipy.linalg
import scipy.optimize

ITERATIONS, MOMENTUM, TOP_DB = 32, 0.99, 80


@functools.cache
def hann(size):
    return (0.5 - 0.5 * np.cos(2 * np.pi * np.arange(size) / size)).astype(np.float32)


@functools.cache
def mel_bank(rate, size, bands):
    """Slaney's scale and norm."""
    def to_mel(f):
        return f * 3 / 200 if f < 1000 else 15 + 27 * np.log(f / 1000) / np.log(6.4)

    mels = np.linspace(0, to_mel(rate / 2), bands + 2)
    edges = np.where(mels < 15, mels * 200 / 3, 1000 * np.exp(np.log(6.4) / 27 * (mels - 15)))
    f = np.arange(size // 2 + 1) * rate / size
    up = (f - edges[:-2, None]) / (edges[1:-1] - edges[:-2])[:, None]
    down = (edges[2:, None] - f) / (edges[2:] - edges[1:-1])[:, None]
    return (np.maximum(0, np.minimum(up, down)) * (2 / (edges[2:] - edges[:-2]))[:, None]).astype(np.float32)


@functools.cache
def pseudo_inverse(rate, size, bands, single=True):
    """librosa uses numpy's in single precision, which keeps singular values that are rounding errors (from filters whose edge is exactly on a bin).
    A solver that starts from its solution corrects this. Without a solver, use single=False, which drops them."""
    bank = mel_bank(rate, size, bands)
    return np.linalg.pinv(bank) if single else scipy.linalg.pinv(bank.astype(np.float64), rtol=1e-6)


def stft(x, size, hop):
    """[bins, frames]; centred, padded with zeros."""
    view = np.lib.stride_tricks.sliding_window_view(np.pad(x, size // 2), size)[::hop]
    return scipy.fft.rfft(view * hann(size), axis=1).T


def window_power(size, hop, frames):
    weight = np.zeros(size + hop * (frames - 1), np.float32)
    for t in range(frames):
        weight[t * hop:t * hop + size] += hann(size) ** 2
    return np.where(weight > 1e-8, weight, 1)


def istft(spectrum, size, hop, length, weight):
    frames = scipy.fft.irfft(spectrum.T, size, axis=1) * hann(size)
    y = np.zeros(size + hop * (len(frames) - 1), np.float32)
    for t, frame in enumerate(frames):
        y[t * hop:t * hop + size] += frame
    y = (y / weight)[size // 2:size // 2 + length]
    return np.pad(y, (0, length - len(y)))


def log_mel(x, size, hop, bank):
    """The mel-spectrogram in dB relative to its peak, and the peak."""
    power = bank @ (np.abs(stft(x, size, hop)) ** 2)
    db = 10 * np.log10(np.maximum(1e-10, power)) - 10 * np.log10(np.maximum(1e-10, power.max()))
    return np.maximum(db, db.max() - TOP_DB), power.max()


def nnls(bank, inverse, mel):
    """Non-negative least squares as in librosa: L-BFGS-B for blocks of columns, starting from the clipped least-squares solution."""
    start = np.maximum(0, inverse @ mel).astype(np.float64)
    bank = bank.astype(np.float64)
    columns = max(1, 2 ** 18 // (mel.shape[0] * 4))
    result = np.empty_like(start)
    for first in range(0, mel.shape[1], columns):
        target = mel[:, first:first + columns]
        shape = start[:, first:first + columns].shape

        def objective(x):
            off = bank @ x.reshape(shape) - target
            return 0.5 * np.sum(off * off) / target.size, (bank.T @ off).ravel() / target.size

        # As many corrections as bins; fewer if scipy's 32-bit indices would overflow (it crashes for Small64).
        corrections = min(bank.shape[1], 3 * 2 ** 28 // (shape[0] * shape[1]))
        x, _, _ = scipy.optimize.fmin_l_bfgs_b(
            objective, start[:, first:first + columns].ravel(), bounds=[(0, None)] * (shape[0] * shape[1]), m=corrections)
        result[:, first:first + columns] = x.reshape(shape)
    return result


def converged_nnls(bank, inverse, mel, iterations=300):
    """The same problem by accelerated projected gradient until convergence: librosa's solver stops early, and this must not be our only advantage."""
    bank = bank.astype(np.float64)
    step = 1 / np.maximum(bank.T @ bank.sum(axis=1), 1e-30)[:, None]
    x = y = np.maximum(0, inverse @ mel)
    t = 1.0
    for _ in range(iterations):
        moved = np.maximum(0, y - step * (bank.T @ (bank @ y - mel)))
        following = (1 + np.sqrt(1 + 4 * t * t)) / 2
        x, y, t = moved, moved + (t - 1) / following * (moved - x), following
    return x


def clipped(bank, inverse, mel):
    """The solution by the pseudo-inverse, with negative values set to 0."""
    return np.maximum(0, inverse @ mel)


def griffin_lim(magnitudes, size, hop, length, momentum, random):
    """From random phases; momentum 0 is the original algorithm."""
    inertia = momentum / (1 + momentum)
    weight = window_power(size, hop, magnitudes.shape[1])
    phases = np.exp(2j * np.pi * random.random(magnitudes.shape)).astype(np.complex64)
    previous = 0
    for _ in range(ITERATIONS):
        rebuilt = stft(istft(magnitudes * phases, size, hop, length, weight), size, hop)
        phases = rebuilt - inertia * previous
        phases /= np.abs(phases) + 1e-30
        previous = rebuilt
    return istft(magnitudes * phases, size, hop, length, weight)


def invert(db, peak, rate, size, hop, length, solve=nnls, momentum=MOMENTUM):
    """A mel-spectrogram to sound: librosa's mel_to_audio by default; with clipped and momentum 0, the pseudo-inverse and original Griffin-Lim."""
    bank, inverse = mel_bank(rate, size, len(db)), pseudo_inverse(rate, size, len(db), solve is not clipped)
    mel = (peak * 10.0 ** (db / 10)).astype(np.float64)
    magnitudes = np.sqrt(solve(bank, inverse, mel)).astype(np.float32)
    return griffin_lim(magnitudes, size, hop, length, momentum, np.random.default_rng(0))
