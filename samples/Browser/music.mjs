// The model file in a browser: pixels in, a mel-spectrogram and notes out.

import * as ort from './node_modules/onnxruntime-web/dist/ort.wasm.bundle.min.mjs';

const STYLES = 5;
const KEYS = 88;
const LOWEST_PITCH = 21; // MIDI, row 0
export const SIZE = 512;
export const SECONDS_PER_FRAME = 431 / 22050; // hop length / sample rate of the model
export const INSTRUMENTS = ['piano', 'harpsichord', 'organ', 'plucked strings', 'bowed strings', 'voice', 'woodwind', 'brass'];

/** Loads the model file. */
export function load(address) {
  return ort.InferenceSession.create(address, { executionProviders: ['wasm'] });
}

/** The pixels of a picture as the model takes them: [3, SIZE, SIZE], red, green and blue in [-1, 1]. */
export function pixelsOf(picture) {
  const canvas = new OffscreenCanvas(SIZE, SIZE);
  const context = canvas.getContext('2d');
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, SIZE, SIZE); // squashed to a square, as in training
  const { data } = context.getImageData(0, 0, SIZE, SIZE);
  const pixels = new Float32Array(3 * SIZE * SIZE);
  for (let i = 0; i < SIZE * SIZE; i++) {
    for (let channel = 0; channel < 3; channel++) pixels[channel * SIZE * SIZE + i] = data[4 * i + channel] / 127.5 - 1;
  }
  return pixels;
}

/**
 * Runs the model.
 * @param style 0 to 4, or -1 for unknown.
 * @returns the mel-spectrogram, SIZE bands x SIZE frames in [-1, 1] with the lowest band first, and the notes.
 */
export async function generate(session, pixels, style, seed, creativity = 1) {
  const styles = new Float32Array(STYLES);
  if (style >= 0) styles[style] = 1;
  const answer = await session.run({
    Painting: new ort.Tensor('float32', pixels, [1, 3, SIZE, SIZE]),
    Style: new ort.Tensor('float32', styles, [1, STYLES]),
    Seed: new ort.Tensor('int32', Int32Array.of(seed), [1, 1]),
    Creativity: new ort.Tensor('float32', Float32Array.of(creativity), [1, 1]),
  });
  return { mel: answer.MelSpectrogram.data, notes: notesOf(answer.Notes.data) };
}

/** The notes of the output Notes: onsets in channels 0 to 7, power of sounding notes in channels 8 to 15. */
export function notesOf(values) {
  const notes = [];
  const plane = KEYS * SIZE;
  for (let instrument = 0; instrument < INSTRUMENTS.length; instrument++) {
    for (let key = 0; key < KEYS; key++) {
      const onset = instrument * plane + key * SIZE;
      const sounding = onset + INSTRUMENTS.length * plane;
      for (let frame = 0; frame < SIZE; frame++) {
        // A note begins in a cell that has an onset and sounds, or that sounds at the start of the clip; it lasts until silence or the next onset.
        const begins = values[sounding + frame] > 0 && (values[onset + frame] > 0 || frame === 0);
        if (!begins) continue;
        let end = frame + 1;
        while (end < SIZE && values[sounding + end] > 0 && values[onset + end] <= 0) end++;
        notes.push({
          instrument: INSTRUMENTS[instrument],
          pitch: LOWEST_PITCH + key,
          start: frame * SECONDS_PER_FRAME,
          seconds: (end - frame) * SECONDS_PER_FRAME,
          power: values[sounding + frame],
        });
        frame = end - 1;
      }
    }
  }
  return notes.sort((a, b) => a.start - b.start || a.pitch - b.pitch);
}

/** Draws a mel-spectrogram: time from left to right, pitch from bottom to top, bright is loud. */
export function draw(canvas, mel) {
  const context = canvas.getContext('2d');
  const image = context.createImageData(SIZE, SIZE);
  for (let band = 0; band < SIZE; band++) {
    for (let frame = 0; frame < SIZE; frame++) {
      const loud = (Math.max(-1, Math.min(1, mel[band * SIZE + frame])) + 1) / 2;
      const at = 4 * ((SIZE - 1 - band) * SIZE + frame);
      image.data[at] = 255 * Math.min(1, 1.5 * loud);
      image.data[at + 1] = 255 * loud * loud;
      image.data[at + 2] = 255 * (0.2 + 0.5 * loud * (1 - loud));
      image.data[at + 3] = 255;
    }
  }
  context.putImageData(image, 0, 0);
}

/** Plays notes with the oscillators of the browser. They are plain tones: the WAV files of the command have the sounds of the instruments. */
export function play(context, notes) {
  const loudest = Math.max(...notes.map(note => note.power));
  const master = new GainNode(context, { gain: 0.2 });
  master.connect(context.destination);
  for (const note of notes) {
    const start = context.currentTime + 0.1 + note.start;
    const end = start + note.seconds;
    const level = Math.sqrt(note.power / loudest);
    const gain = new GainNode(context, { gain: 0 });
    gain.gain.setValueAtTime(0, start);
    gain.gain.linearRampToValueAtTime(level, start + 0.01);
    gain.gain.setTargetAtTime(0, end, 0.05);
    const tone = new OscillatorNode(context, { type: 'triangle', frequency: 440 * 2 ** ((note.pitch - 69) / 12) });
    tone.connect(gain).connect(master);
    tone.start(start);
    tone.stop(end + 0.4);
  }
}
