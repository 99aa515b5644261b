import { draw, generate, load, pixelsOf, play } from './music.mjs';

const element = id => document.getElementById(id);
const status = element('status');
let session = null;
let notes = [];

element('make').addEventListener('click', async () => {
  const file = element('painting').files[0];
  const seed = element('seed').valueAsNumber;
  if (!file) {
    status.textContent = 'Choose a painting first.';
    return;
  }
  if (!Number.isInteger(seed) || !element('seed').validity.valid) {
    status.textContent = 'The seed is a whole number from -2147483648 to 2147483647.';
    return;
  }
  element('make').disabled = true;
  try {
    status.textContent = 'Loading the model and the painting...';
    session ??= await load('ensemble.onnx');
    const picture = await createImageBitmap(file);
    status.textContent = 'Writing music...';
    const made = await generate(session, pixelsOf(picture), Number(element('style').value), seed);
    draw(element('spectrogram'), made.mel);
    notes = made.notes;
    element('play').disabled = notes.length === 0;
    status.textContent = `${notes.length} notes for ${new Set(notes.map(note => note.instrument)).size} instruments.`;
  } catch (error) {
    status.textContent = `It did not work: ${error.message}`;
  } finally {
    element('make').disabled = false;
  }
});

let sound = null;
element('play').addEventListener('click', () => {
  sound?.close();
  sound = new AudioContext();
  play(sound, notes);
});
