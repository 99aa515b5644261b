#!/usr/bin/python3
"""Makes reference.json: what librosa's definitions give, computed in double precision with numpy and scipy alone.

    /usr/bin/python3 make_reference.py        (Debian: python3-numpy, python3-scipy)

Independent of the C# code on purpose: the definitions are written out from librosa's documentation (0.10): to_mono is the mean of the
channels; stft with center=True, pad_mode="constant", a periodic Hann window; filters.mel with htk=False, norm="slaney"; power_to_db with
ref=max, amin=1e-10. Loudness is written out from ITU-R BS.1770-4 with its own coefficients for 48 kHz. Of large arrays 200 entries at
seeded places are kept, and sums over all of them.
"""
import json
import os

import numpy as np
import scipy.fft
import scipy.optimize
import scipy.signal


SAMPLED = 200


def noise(count, state):
    """In [-0.5, 0.5), from a linear congruential generator."""
    values = np.empty(count)
    for i in range(count):
        state = (state * 1664525 + 1013904223) % 2**32
        values[i] = state / 2**32 - 0.5
    return values


def test_signal(sample_rate, count):
    """Two tones, a sweep, a click and a little noise, as float32: the left channel, or the only one."""
    n = np.arange(count)
    t = n / sample_rate
    x = 0.4 * np.sin(2 * np.pi * 440 * t) + 0.1 * np.sin(2 * np.pi * 1234.5 * t + 1)
    x += 0.2 * np.sin(2 * np.pi * (100 * t + 0.5 * 300 * t * t))
    x += 0.2 * noise(count, 12345)
    x[count // 3] += 0.5
    return x.astype(np.float32).astype(np.float64)


def right_signal(sample_rate, count):
    """What the right channel has: two other tones and other noise, as float32."""
    t = np.arange(count) / sample_rate
    x = 0.3 * np.sin(2 * np.pi * 660 * t) + 0.2 * np.sin(2 * np.pi * 150.5 * t + 2) + 0.3 * noise(count, 54321)
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


def semitone_bank(sample_rate, n_fft, bands, lowest):
    """Three bands in a semitone: triangles of height 1 between the neighbours' centres; a raised cosine over two bins where a side is not wider than that."""
    bins, per_hertz = np.arange(n_fft // 2 + 1), n_fft / sample_rate
    below, center, above = (lowest * 2 ** ((np.arange(bands)[:, None] + step) / 36) * per_hertz for step in (-1, 0, 1))
    reach = np.where(bins < center, center - below, above - center)
    distance = np.abs(bins - center)
    return np.where(reach > 2, np.maximum(0, 1 - distance / reach), np.where(distance < 2, np.cos(np.pi * distance / 4) ** 2, 0))


def bank_of(sample_rate, n_fft, bands, low, high, semitones):
    return semitone_bank(sample_rate, n_fft, bands, low) if semitones else mel_bank(sample_rate, n_fft, bands, low, high)


def power_to_db(power, top_db):
    db = 10 * np.log10(np.maximum(1e-10, power)) - 10 * np.log10(np.maximum(1e-10, power.max()))
    return np.maximum(db, db.max() - top_db)


def sampled(count, most):
    return np.unique(np.linspace(0, count - 1, most).round().astype(int))


def places(count, seed):
    """Seeded places in an array, among them the first and the last."""
    chosen = np.random.default_rng(seed).choice(count, min(count, SAMPLED - 2), replace=False)
    return np.unique(np.concatenate([chosen, [0, count - 1]]))


def mel_case(name, rate, n_fft, hop, bands, frames, low=0.0, high=None, top_db=80.0, semitones=False, stereo=False):
    count = min(10 * rate, frames * hop - 1)
    x = test_signal(rate, count)
    if stereo:
        x = np.mean([x, right_signal(rate, count)], axis=0)
    spectrum = stft(x, n_fft, hop)
    assert spectrum.shape[1] == frames, (name, spectrum.shape)
    power = bank_of(rate, n_fft, bands, low, high, semitones) @ np.abs(spectrum) ** 2
    image = np.clip(power_to_db(power, top_db) / (top_db / 2) + 1, -1, 1)
    of_image, of_spectrum = places(image.size, 1), places(spectrum.size, 2)
    return {
        "name": name, "isStereo": stereo, "sampleRate": rate, "fftSize": n_fft, "hopLength": hop, "melBands": bands, "frames": frames,
        "minimumFrequency": low, "maximumFrequency": high, "topDecibels": top_db, "clipSamples": count, **({"scale": 1} if semitones else {}),
        "imagePlaces": of_image.tolist(), "image": image.ravel()[of_image].tolist(), "imageSum": float(image.sum()),
        "spectrumPlaces": of_spectrum.tolist(), "spectrumPeak": float(np.abs(spectrum).max()), "spectrumEnergy": float((np.abs(spectrum) ** 2).sum()),
        "re": spectrum.real.ravel()[of_spectrum].tolist(), "im": spectrum.imag.ravel()[of_spectrum].tolist(),
    }


def bank_case(rate, n_fft, bands, low=0.0, high=None, top_db=80.0, semitones=False):
    bank = bank_of(rate, n_fft, bands, low, high, semitones)
    chosen = np.argwhere(bank > 1e-9)
    chosen = chosen[places(len(chosen), 3)]
    return {
        "sampleRate": rate, "fftSize": n_fft, "melBands": bands, "minimumFrequency": low, "maximumFrequency": high,
        "nonZero": int((bank > 1e-9).sum()), "sum": float(bank.sum()),
        "places": chosen.tolist(), "weights": [float(bank[i, j]) for i, j in chosen],
    }


def decibel_case(top_db):
    """Powers over 18 decades, some of them under amin."""
    power = (10 ** np.random.default_rng(4).uniform(-13, 5, SAMPLED)).astype(np.float32).astype(np.float64)
    return {"topDecibels": top_db, "power": power.tolist(), "decibels": power_to_db(power, top_db).tolist()}


def k_weighted(x):
    """ITU-R BS.1770-4, annex 1, tables 1 and 2: for 48 kHz."""
    x = scipy.signal.lfilter([1.53512485958697, -2.69169618940638, 1.19839281085285], [1.0, -1.69065929318241, 0.73248077421585], x)
    return scipy.signal.lfilter([1.0, -2.0, 1.0], [1.0, -1.99004745483398, 0.99007225036621], x)


def integrated_loudness(channels):
    """Of channels (all weighted by 1) at 48 kHz: blocks of 400 ms, every 100 ms, gated twice."""
    weighted = [k_weighted(x) for x in channels]
    starts = range(0, len(weighted[0]) - 19200 + 1, 4800)
    blocks = np.array([sum(np.mean(y[start:start + 19200] ** 2) for y in weighted) for start in starts])
    loudness = -0.691 + 10 * np.log10(blocks)
    blocks = blocks[loudness > -70]
    loudness = -0.691 + 10 * np.log10(blocks)
    gate = -0.691 + 10 * np.log10(blocks.mean()) - 10
    return float(-0.691 + 10 * np.log10(blocks[loudness > gate].mean()))


def loudness_case(name, parts, channels, expected=None):
    """Parts (kind or frequency in Hz, level in dB of the peak, seconds), one after the other; every tone begins with phase 0."""
    x = np.concatenate([
        10 ** (level / 20) * (2 * noise(round(48000 * seconds), 7) if frequency == 0 else np.sin(2 * np.pi * frequency * np.arange(round(48000 * seconds)) / 48000))
        for frequency, level, seconds in parts])
    value = integrated_loudness([x] * channels)
    assert expected is None or abs(value - expected) < 0.1, (name, value)
    return {"name": name, "channels": channels, "parts": [list(part) for part in parts], "lufs": value}


def loudness_cases():
    return [
        # EBU Tech 3341 (2016), table 1: what meters have to read, to 0.1 LU.
        loudness_case("EBU 1", [(1000, -23.0, 20)], 2, -23),
        loudness_case("EBU 2", [(1000, -33.0, 20)], 2, -33),
        loudness_case("EBU 3", [(1000, -36.0, 10), (1000, -23.0, 60), (1000, -36.0, 10)], 2, -23),
        loudness_case("EBU 4", [(1000, -72.0, 10), (1000, -36.0, 10), (1000, -23.0, 60), (1000, -36.0, 10), (1000, -72.0, 10)], 2, -23),
        loudness_case("EBU 5", [(1000, -26.0, 20), (1000, -20.0, 20.1), (1000, -26.0, 20)], 2, -23),
        # And what exercises the filter and the gates further.
        loudness_case("low and high", [(60, -10.0, 2), (150, -12.0, 2), (2500, -20.0, 2), (3800, -18.0, 3)], 1),
        loudness_case("near the gates", [(500, -60.0, 4), (1500, -33.5, 3), (800, -24.0, 5), (400, -80.0, 6)], 1),
        loudness_case("brief", [(700, -14.0, 0.4), (300, -20.0, 0.55)], 1),
        loudness_case("noise", [(0, -20.0, 3), (0, -45.0, 2), (0, -26.0, 1.25)], 1),
    ]


def true_peak(x):
    """With 64 times as many samples, by the discrete Fourier transform."""
    count, factor = len(x), 64
    spectrum = np.fft.rfft(x)
    padded = np.zeros(count * factor // 2 + 1, complex)
    padded[:len(spectrum)] = spectrum
    if count % 2 == 0:
        padded[count // 2] *= 0.5
    return float(np.abs(np.fft.irfft(padded, count * factor) * factor).max())


def true_peak_cases():
    """EBU Tech 3341 (2016), table 1, cases 15 to 23, faded in and out so that the ends have no peak of their own; and noise of a small band."""
    n = np.arange(480)
    fade = np.minimum(1, np.minimum(n, 479 - n) / 100)
    cases = []
    for name, divisor, degrees, level, expected in [("15", 4, 0, 0.5, -6.0), ("16", 4, 45, 0.5, -6.0), ("17", 6, 60, 0.5, -6.0), ("18", 8, 67.5, 0.5, -6.0), ("19", 4, 45, 1.41, 3.0)]:
        cases.append((f"EBU {name}", fade * level * np.sin(2 * np.pi * n / divisor + np.radians(degrees)), expected))
    for offset in range(4):
        # A tone of fs / 6 with one cycle twice as high, made at four times the rate, taken through a low pass and down.
        t = np.arange(480 * 4)
        x = 0.5 * np.sin(2 * np.pi * t / 24)
        x[960:984] *= 2
        x = scipy.signal.filtfilt(scipy.signal.firwin(255, 0.23), [1.0], x * np.repeat(fade, 4))
        cases.append((f"EBU {20 + offset}", x[offset::4], 0.0))
    random = np.random.default_rng(5)
    for i in range(3):
        spectrum = np.zeros(241, complex)
        spectrum[5:200] = random.normal(size=195) + 1j * random.normal(size=195)
        x = fade * np.fft.irfft(spectrum, 480)
        cases.append((f"noise {i}", x / np.abs(x).max() * 0.5, None))
    result = []
    for name, x, expected in cases:
        x = x.astype(np.float32).astype(np.float64)
        value = 20 * np.log10(true_peak(x))
        assert expected is None or -0.4 < value - expected < 0.2, (name, value)
        result.append({"name": name, "samples": x.tolist(), "decibels": float(value)})
    return result


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


def semitone_nnls_case(rate, n_fft, bands, lowest):
    """The same on the semitone scale, where the filters have height 1 already."""
    bank = semitone_bank(rate, n_fft, bands, lowest)
    random = np.random.default_rng(7)
    spectrum = np.exp(random.normal(0, 2, bank.shape[1])) * (random.random(bank.shape[1]) < 0.2)
    mel = (bank @ spectrum) * np.exp(random.normal(0, 0.5, bands))
    _, residual = scipy.optimize.nnls(bank, mel, maxiter=100000)
    return {"sampleRate": rate, "fftSize": n_fft, "melBands": bands, "mel": mel.tolist(),
            "targetNorm": float(np.linalg.norm(mel)), "residualNorm": float(residual)}


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
    cases = [
        ("Small64", 22050, 8192, 3446, 64, 64), ("Small128", 22050, 4096, 1723, 128, 128), ("Thesis256", 22050, 2048, 862, 256, 256),
        ("Thesis512", 22050, 2048, 431, 512, 512), ("Thesis512High", 44100, 4096, 861, 512, 512),
        ("8 kHz", 8000, 512, 101, 40, 300, 60.0, 3800.0, 60.0), ("11.025 kHz", 11025, 1024, 333, 64, 100, 0.0, 5000.0, 80.0),
        ("16 kHz", 16000, 1024, 255, 80, 150, 50.0, 7600.0, 80.0), ("32 kHz", 32000, 2048, 517, 128, 120, 0.0, None, 120.0),
        ("44.1 kHz", 44100, 8192, 2047, 128, 60, 30.0, 16000.0, 80.0), ("48 kHz", 48000, 4096, 999, 200, 90, 0.0, None, 80.0),
        ("96 kHz", 96000, 16384, 4001, 100, 77, 20.0, 20000.0, 100.0), ("hop of 1", 22050, 512, 1, 20, 333, 0.0, None, 80.0),
        ("hop of the whole window", 16000, 16384, 16384, 32, 8, 0.0, None, 40.0),
    ]
    semitones = [
        ("Semitone256", 22050, 4096, 862, 256, 256, 55.0, None, 80.0, True), ("Semitone256x512", 22050, 2048, 431, 256, 512, 55.0, None, 80.0, True),
        ("semitones at 44.1 kHz", 44100, 8192, 1723, 300, 256, 27.5, None, 60.0, True),
    ]
    reference = {
        "mel": [mel_case(*case) for case in cases + semitones] + [mel_case(case[0] + ", stereo", *case[1:], stereo=True) for case in cases[:12] + semitones],
        "bank": [bank_case(case[1], case[2], case[4], *case[6:]) for case in cases + semitones],
        "decibels": [decibel_case(top_db) for top_db in (20.0, 80.0, 120.0)],
        "nnls": [nnls_case(22050, 2048, 256), nnls_case(22050, 2048, 512), semitone_nnls_case(22050, 4096, 256, 55.0)],
        "loudness": loudness_cases(),
        "truePeaks": true_peak_cases(),
    }
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)), "reference.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(rounded(reference), file, separators=(",", ":"))
        file.write("\n")
    print(path, os.path.getsize(path), "bytes")
