#!/bin/sh
# Makes the sound files of this folder again from fixed signals, and what the reference decoders make of them. README.md says what they are for.
# Needs flac, lame, vorbis-tools, opus-tools, ffmpeg, sox, mpg123 and python3-numpy of Debian 12.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

/usr/bin/python3 - "$work" <<'PYTHON'
import sys, wave
import numpy as np

def write(name, rate, channels, seconds, bits=16, wasted=0, seed=1):
    rng = np.random.default_rng(seed)
    n = int(rate * seconds)
    t = np.arange(n) / rate
    out = np.zeros((n, channels))
    for c in range(channels):
        x = 0.3 * np.sin(2 * np.pi * (220 + 110 * c) * t) + 0.1 * np.sin(2 * np.pi * 1234.5 * t + c)
        x += rng.normal(0, 0.01, n)
        for at in range(n // 3, n - 400, max(1, n // 3)):  # clicks
            x[at:at + 400] += rng.normal(0, 0.4, 400) * np.exp(-np.arange(400) / 60)
        out[:, c] = 0.6 * x + (0.1 * rng.normal(0, 0.05, n) if c % 2 else 0)
    if channels == 2:
        out[:, 1] = 0.7 * out[:, 0] + 0.3 * out[:, 1]
    values = np.clip(np.round(out * (1 << bits - 1)), -(1 << bits - 1), (1 << bits - 1) - 1).astype(np.int64)
    values = values >> wasted << wasted
    width = (bits + 7) // 8
    raw = ((values + 128) if bits == 8 else values).astype('<i8').tobytes()
    data = b''.join(raw[i:i + width] for i in range(0, len(raw), 8))
    with wave.open(f'{sys.argv[1]}/{name}.wav', 'wb') as f:
        f.setnchannels(channels); f.setsampwidth(width); f.setframerate(rate); f.writeframes(data)

write('mono', 44100, 1, 0.3)
write('stereo', 44100, 2, 0.3)
write('short', 44100, 2, 0.1)
write('tiny', 8000, 1, 0.05)
write('eight', 22050, 1, 0.2, bits=8)
write('deep', 48000, 2, 0.1, bits=24)
write('full', 48000, 2, 0.05, bits=32)
write('wasted', 44100, 2, 0.1, bits=24, wasted=8)
write('five', 44100, 6, 0.05)
write('eightchannels', 16000, 8, 0.05)
write('low', 22050, 2, 0.4)
write('voice', 8000, 1, 1)
write('one', 22050, 1, 1 / 22050)
for name, value in (('silence', 0), ('constant', 1234)):
    with wave.open(f'{sys.argv[1]}/{name}.wav', 'wb') as f:
        f.setnchannels(1); f.setsampwidth(2); f.setframerate(8000); f.writeframes(np.full(8000, value, '<i2').tobytes())
with wave.open(f'{sys.argv[1]}/side.wav', 'wb') as f:  # right alone, loud noise
    rng = np.random.default_rng(3)
    f.setnchannels(2); f.setsampwidth(2); f.setframerate(44100); f.writeframes(np.stack([rng.normal(0, 3, 4410), rng.normal(0, 9000, 4410)], 1).round().clip(-32768, 32767).astype('<i2').tobytes())
PYTHON

# FLAC: the reference encoder at all its settings.
for level in 0 1 2 3 4 5 6 7 8; do flac -s -f --no-padding -$level -o level$level.flac "$work/short.wav"; done
flac -s -f --no-padding --lax -b 16 -o block16.flac "$work/tiny.wav"
flac -s -f --no-padding --lax -b 1000 -l 32 -o block1000-order32.flac "$work/mono.wav"
flac -s -f --no-padding --lax -b 65535 -o block65535.flac "$work/mono.wav"
flac -s -f --no-padding -b 192 -r 0 -o block192.flac "$work/tiny.wav"
flac -s -f --no-padding -e -p -r 8 -l 12 -q 15 -o exhaustive.flac "$work/mono.wav"
flac -s -f --no-padding -q 5 -l 4 -o precision5.flac "$work/mono.wav"
flac -s -f --no-padding -8 -o bits8.flac "$work/eight.wav"
flac -s -f --no-padding -8 -o bits24.flac "$work/deep.wav"
flac -s -f --no-padding -8 -o bits32.flac "$work/full.wav"
flac -s -f --no-padding -5 -o wasted.flac "$work/wasted.wav"
flac -s -f --no-padding -5 --channel-map=none -o channels6.flac "$work/five.wav"
flac -s -f --no-padding -5 --channel-map=none -o channels8.flac "$work/eightchannels.wav"
flac -s -f --no-padding -5 -o silence.flac "$work/silence.wav"
flac -s -f --no-padding -5 -o constant.flac "$work/constant.wav"
flac -s -f --no-padding -5 -o side.flac "$work/side.wav"
tail -c +45 "$work/tiny.wav" > "$work/tiny.raw"
flac -s -f --no-padding -5 --sample-rate=12345 --endian=little --sign=signed --channels=1 --bps=16 --force-raw-format -o rate12345.flac "$work/tiny.raw"
flac -s -f --no-padding --ogg -5 --serial-number=7 -T COMPOSER=Debussy -o flac.oga "$work/stereo.wav"
ffmpeg -loglevel error -y -i "$work/mono.wav" -f flac - > unknown-length.flac # the header cannot be completed

# MP3
lame --quiet -b 128 "$work/stereo.wav" cbr128-joint.mp3
lame --quiet -b 128 -m s "$work/stereo.wav" cbr128-stereo.mp3
lame --quiet -b 320 "$work/short.wav" cbr320.mp3
lame --quiet -b 64 -m m "$work/mono.wav" cbr64-mono.mp3
lame --quiet -V 2 "$work/stereo.wav" vbr2.mp3
lame --quiet -V 6 "$work/stereo.wav" vbr6.mp3
lame --quiet -V 4 -t "$work/stereo.wav" vbr-without-index.mp3
lame --quiet --abr 100 "$work/stereo.wav" abr100.mp3
lame --quiet --freeformat -b 340 "$work/short.wav" freeformat.mp3
lame --quiet -b 96 -p "$work/stereo.wav" checksums.mp3
lame --quiet -b 128 --resample 48 "$work/short.wav" rate48000.mp3
lame --quiet -b 96 --resample 32 "$work/short.wav" rate32000.mp3
lame --quiet -b 64 --resample 24 "$work/stereo.wav" rate24000.mp3
lame --quiet -b 64 "$work/low.wav" rate22050.mp3
lame --quiet -b 48 --resample 16 "$work/stereo.wav" rate16000.mp3
lame --quiet -b 32 --resample 12 "$work/stereo.wav" rate12000.mp3
lame --quiet -b 32 --resample 11.025 "$work/stereo.wav" rate11025.mp3
lame --quiet -b 24 --resample 8 "$work/stereo.wav" rate8000.mp3
lame --quiet -b 8 -m m "$work/voice.wav" smallest.mp3
lame --quiet -b 8 -m m -t --nores "$work/silence.wav" silence.mp3
lame --quiet -b 64 "$work/one.wav" one.mp3
ffmpeg -loglevel error -y -i "$work/mono.wav" -codec:a libmp3lame -q:a 4 -map_metadata -1 ffmpeg.mp3
ffmpeg -loglevel error -y -i "$work/short.wav" -codec:a mp2 -b:a 192k layer2.mp2
# No encoder here makes intensity stereo: its flag is set in the headers, and what follows is decoded as if it were that.
for name in cbr128-joint rate8000; do
    /usr/bin/python3 - $name <<'PYTHON'
import sys
data = bytearray(open(f'{sys.argv[1]}.mp3', 'rb').read())
sync = data[:2]
at = 0
while at + 4 < len(data):
    if data[at] == sync[0] and data[at + 1] & 0xFE == sync[1] & 0xFE and data[at + 2] & 0x0C == data[2] & 0x0C and data[at + 3] >> 6 == 1:
        data[at + 3] |= 0x10
        at += 20
    at += 1
open(f'intensity-{sys.argv[1]}.mp3', 'wb').write(data)
PYTHON
done

# Ogg Vorbis, and other things in Ogg
oggenc -Q -q -1 -s 1 -o quality-1.ogg "$work/stereo.wav"
oggenc -Q -q 3 -s 2 -o quality3.ogg "$work/stereo.wav"
oggenc -Q -q 9 -s 3 -o quality9.ogg "$work/short.wav"
oggenc -Q -q 2 -s 4 -o mono.ogg "$work/mono.wav"
oggenc -Q -q 0 -s 5 -o voice.ogg "$work/voice.wav"
oggenc -Q -q 0 -s 6 -o silence.ogg "$work/silence.wav"
oggenc -Q -q 0 -s 7 -o channels6.ogg "$work/five.wav"
oggenc -Q -q 2 -s 8 --skeleton -o skeleton.ogg "$work/mono.wav"
oggenc -Q -q 3 -s 10 -o one.ogg "$work/one.wav"
head -c 6000 "$work/stereo.wav" | base64 -w 0 | sed 's/^/METADATA_BLOCK_PICTURE=/' > "$work/picture"
vorbiscomment -w -c "$work/picture" mono.ogg picture.ogg
vcut mono.ogg "$work/cut1.ogg" cut.ogg 6000 > /dev/null 2>&1
opusenc --quiet --serial 9 --title "La mer" --artist Debussy "$work/tiny.wav" opus.opus

# AIFC and WAV in G.711
for kind in u-law a-law; do
    sox "$work/tiny.wav" -e $kind $kind.wav
    sox "$work/tiny.wav" -e $kind -t aifc $kind.aifc 2> /dev/null || ffmpeg -loglevel error -y -i "$work/tiny.wav" -c:a pcm_$(echo $kind | sed s/u-law/mulaw/\;s/a-law/alaw/) -f aiff $kind.aifc
done

/usr/bin/python3 - "$work" <<'PYTHON'
# What the reference decoders give: the first and the last 500 samples of all channels in floating point, one after the other.
import glob, json, subprocess, sys
import numpy as np

def run(*command):
    return subprocess.run(command, capture_output=True, check=True).stdout

def probe(name):
    return json.loads(run('ffprobe', '-loglevel', 'error', '-show_streams', '-select_streams', 'a', '-of', 'json', name))['streams'][0]

index = {}
for name in sorted(glob.glob('*.mp[23]') + glob.glob('*.ogg') + glob.glob('*-law.wav') + glob.glob('*-law.aifc')):
    # libsndfile does not take a skeleton; without it the sound is that of mono.ogg.
    if name == 'silence.ogg':
        continue  # sndfile-convert does not take it
    if '-law' in name:
        stream = probe(name)
        rate, channels = int(stream['sample_rate']), stream['channels']
        values = np.frombuffer(run('ffmpeg', '-loglevel', 'error', '-i', name, '-f', 's16le', '-'), '<i2') / 32768
    else:
        target = f'{sys.argv[1]}/reference.wav'
        run(*(('sndfile-convert', '-float32', name.replace('skeleton', 'mono'), target) if name.endswith('.ogg') else ('mpg123', '-q', '-e', 'f32', '-w', target, name)))
        raw = open(target, 'rb').read()
        at, form = raw.index(b'data') + 8, raw.index(b'fmt ') + 8
        rate, channels = int.from_bytes(raw[form + 4:form + 8], 'little'), raw[form + 2]
        values = np.frombuffer(raw[at:at + int.from_bytes(raw[at - 4:at], 'little')], '<f4')
    frames = values.reshape(-1, channels)
    kept = frames if len(frames) <= 1000 else np.concatenate([frames[:500], frames[-500:]])
    kept.astype('<f4').tofile(name + '.f32')
    index[name] = {'sampleRate': rate, 'channels': channels, 'length': len(frames)}
for name in sorted(glob.glob('*.flac') + glob.glob('*.oga')):
    stream = probe(name)
    md5 = run('metaflac', '--show-md5sum', name).decode().strip() if name.endswith('.flac') else ''
    if set(md5) <= {'0'}:
        md5 = run('sh', '-c', f'flac -s -d -c --force-raw-format --endian=little --sign=signed {"--ogg" if name.endswith("oga") else ""} {name} | md5sum').decode().split()[0]
    bits = int(stream.get('bits_per_raw_sample') or 16)
    length = len(run('flac', '-s', '-d', '-c', '--force-raw-format', '--endian=little', '--sign=signed', name)) // stream['channels'] // ((bits + 7) // 8)
    index[name] = {'sampleRate': int(stream['sample_rate']), 'channels': stream['channels'], 'length': length, 'bits': bits, 'md5': md5}
with open('index.json', 'w') as f:
    f.write('{\n' + ',\n'.join(f'  {json.dumps(k)}: {json.dumps(v)}' for k, v in index.items()) + '\n}\n')
PYTHON
