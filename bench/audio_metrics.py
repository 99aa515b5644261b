"""Distances between two sounds, on a grid of frequencies and times that no method uses."""
import numpy as np

import audio_recipes as recipes

FLOOR_DB = 80


def magnitudes(x, rate):
    """Magnitudes with FFT 2048 and hop 256 at 22,050 Hz; at 44,100 Hz the same grid in Hz and seconds, up to 11,025 Hz, the limit of the music."""
    times = rate // 22050
    return np.abs(recipes.stft(x, 2048 * times, 256 * times)[:1025]).astype(np.float64)


def compare(wanted, got, rate):
    """Spectral convergence and log-spectral distance in dB, both with the gain that fits the magnitudes best (the sounds have different loudness)."""
    a, b = magnitudes(wanted, rate), magnitudes(got, rate)
    aa, ab, bb = (a * a).sum(), (a * b).sum(), (b * b).sum()
    if not bb > 0:
        return 0.0, float("nan")
    floor = (a * a).max() * 10 ** (-FLOOR_DB / 10)
    wanted_db, got_db = (10 * np.log10(np.maximum(floor, m * m)) for m in (a, ab / bb * b))
    distance = np.sqrt(((wanted_db - got_db) ** 2).mean(axis=0)).mean()
    return 10 * np.log10((aa - ab * ab / bb) / aa), distance
