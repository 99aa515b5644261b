#!/usr/bin/python3
"""Makes reference.json: what librosa's definitions give, computed in double precision with numpy and scipy alone.

    /usr/bin/python3 make_reference.py        (Debian: python3-numpy, python3-scipy)

Independent of the C# code on purpose: the definitions are written out from librosa's documentation (0.10): stft with center=True,
pad_mode="constant", a periodic Hann window; filters.mel with htk=False, norm="slaney"; power_to_db with ref=max, amin=1e-10.
"""
import json
import os

import numpy as np
import scipy.fft
import scipy.optimize
import scipy.signal


def test_signal(sample_rate, count):
    """Two tones, a sweep, a click and a little noise from a linear congruential generator, as float32."""
    n = np.arange(count)
    t = n / sample_rate
    state, noise = 12345, np.empty(count)
    for i in range(count):
        state = (state * 1664525 + 1013904223) % 2**32
        noise[i] = state / 2**32 - 0.5
    x = 0.4 * np.sin(2 * np.pi * 440 * t) + 0.1 * np.sin(2 * np.pi * 1234.5 * t + 1)
    x += 0.2 * np.sin(2 * np.pi * (100 * t + 0.5 * 300 * t * t))
    x += 0.2 * noise
    x[count // 3] += 0.5
    return x.astype(np.float32).astype(np.float64)


def stft(x, n_fft, hop):
    """[bins, frames]"""
    window = scipy.signal.get_window("hann", n_fft, fftbins=True)
    padded = np.concatenate([np.zeros(n_fft // 2), x, np.zeros(n_fft // 2)])
    frames = 1 + len(x) // hop
    return np.stack([scipy.fft.rfft(window * padded[i * hop:i * hop + n_fft]) for i in range(frames)], axis=1)


def mel_bank(sample_rate, n_fft, bands, low=0.0, high=None):
    high = sample_rate / 2 if high is None else high
    step, log_step = 200 / 3, np.log(6.4) / 27

    def to_mel(f):
        return f / step if f < 1000 else 15 + np.log(f / 1000) / log_step

    mels = np.linspace(to_mel(low), to_mel(high), bands + 2)
    edges = np.where(mels < 15, mels * step, 1000 * np.exp(log_step * (mels - 15)))
    frequencies = np.fft.rfftfreq(n_fft, 1 / sample_rate)
    widths = np.diff(edges)
    ramps = edges[:, None] - frequencies[None, :]
    bank = np.zeros((bands, len(frequencies)))
    for i in range(bands):
        bank[i] = np.maximum(0, np.minimum(-ramps[i] / widths[i], ramps[i + 2] / widths[i + 1]))
    return bank * (2 / (edges[2:] - edges[:-2]))[:, None]


def power_to_db(power, top_db):
    db = 10 * np.log10(np.maximum(1e-10, power)) - 10 * np.log10(np.maximum(1e-10, power.max()))
    return np.maximum(db, db.max() - top_db)


def sampled(count, most):
    return np.unique(np.linspace(0, count - 1, most).round().astype(int))


def mel_case(name, rate, n_fft, hop, bands, frames, low=0.0, high=None, top_db=80.0):
    count = min(10 * rate, frames * hop - 1)
    x = test_signal(rate, count)
    spectrum = stft(x, n_fft, hop)
    assert spectrum.shape[1] == frames, (name, spectrum.shape)
    power = mel_bank(rate, n_fft, bands, low, high) @ np.abs(spectrum) ** 2
    image = np.clip(power_to_db(power, top_db) / (top_db / 2) + 1, -1, 1)
    rows, columns = sampled(bands, 12), sampled(frames, 12)
    bins = sampled(n_fft // 2 + 1, 40)
    frame = frames // 2
    return {
        "name": name, "sampleRate": rate, "fftSize": n_fft, "hopLength": hop, "melBands": bands, "frames": frames,
        "minimumFrequency": low, "maximumFrequency": high, "topDecibels": top_db, "clipSamples": count,
        "bands": rows.tolist(), "columns": columns.tolist(),
        "image": [float(image[r, c]) for r in rows for c in columns],
        "bins": bins.tolist(), "spectrumFrame": frame, "spectrumPeak": float(np.abs(spectrum).max()),
        "re": spectrum.real[bins, frame].tolist(), "im": spectrum.imag[bins, frame].tolist(),
    }


def bank_case(rate, n_fft, bands, low=0.0, high=None):
    bank = mel_bank(rate, n_fft, bands, low, high)
    places = np.argwhere(bank > 1e-9)
    places = places[sampled(len(places), 120)]
    return {
        "sampleRate": rate, "fftSize": n_fft, "melBands": bands, "minimumFrequency": low, "maximumFrequency": high,
        "nonZero": int((bank > 1e-9).sum()), "sum": float(bank.sum()),
        "places": places.tolist(), "weights": [float(bank[i, j]) for i, j in places],
    }


def nnls_case(rate, n_fft, bands):
    """One frame whose mel power no spectrum has exactly: the least squared residual, under triangles of height 1."""
    bank = mel_bank(rate, n_fft, bands)
    heights = np.array([2 / (e[1] - e[0]) for e in edges_of(rate, bands)])
    random = np.random.default_rng(7)
    spectrum = np.exp(random.normal(0, 2, bank.shape[1])) * (random.random(bank.shape[1]) < 0.2)
    mel = (bank @ spectrum) * np.exp(random.normal(0, 0.5, bands))
    triangles = bank / heights[:, None]
    target = mel / heights
    _, residual = scipy.optimize.nnls(triangles, target, maxiter=100000)
    return {"sampleRate": rate, "fftSize": n_fft, "melBands": bands, "mel": mel.tolist(),
            "targetNorm": float(np.linalg.norm(target)), "residualNorm": float(residual)}


def edges_of(rate, bands):
    mels = np.linspace(0, 15 + np.log(rate / 2000) / (np.log(6.4) / 27), bands + 2)
    edges = np.where(mels < 15, mels * 200 / 3, 1000 * np.exp(np.log(6.4) / 27 * (mels - 15)))
    return list(zip(edges[:-2], edges[2:]))


def rounded(value):
    """Nine digits are what float32 can be held against."""
    if isinstance(value, float):
        return float(f"{value:.9g}")
    if isinstance(value, dict):
        return {key: rounded(item) for key, item in value.items()}
    return [rounded(item) for item in value] if isinstance(value, list) else value


if __name__ == "__main__":
    reference = {
        "mel": [
            mel_case("Small64", 22050, 8192, 3446, 64, 64),
            mel_case("Small128", 22050, 4096, 1723, 128, 128),
            mel_case("Thesis256", 22050, 2048, 862, 256, 256),
            mel_case("Thesis512", 22050, 2048, 431, 512, 512),
            mel_case("Thesis512High", 44100, 4096, 861, 512, 512),
            mel_case("speech", 8000, 512, 101, 40, 300, 60.0, 3800.0, 60.0),
            mel_case("narrow", 96000, 16384, 4001, 100, 77, 20.0, 20000.0, 100.0),
        ],
        "bank": [bank_case(22050, 2048, 256), bank_case(22050, 2048, 512), bank_case(44100, 4096, 512), bank_case(16000, 1024, 80, 50.0, 7600.0)],
        "nnls": [nnls_case(22050, 2048, 256), nnls_case(22050, 2048, 512)],
    }
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "reference.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(rounded(reference), file, separators=(",", ":"))
        file.write("\n")
    print(path, os.path.getsize(path), "bytes")
