// The studio: sends a painting, tells how far its music is, and shows it. Without this script the history works.
(() => {
  'use strict';
  // Only one piece sounds at a time, also in the history.
  document.addEventListener('play', event => {
    for (const other of document.querySelectorAll('audio')) if (other !== event.target) other.pause();
  }, true);
  for (const name of ['play', 'pause', 'ended']) {
    document.addEventListener(name, event => event.target.closest?.('li')?.classList.toggle('sounding', name === 'play'), true);
  }
  // The token is kept in a cookie now; it need not stay in the address.
  if (location.search.includes('token=')) history.replaceState(null, '', location.pathname);

  const form = document.getElementById('form');
  if (!form) return;
  const element = id => document.getElementById(id);
  const [file, preview, drop, make, stop, status, progress, error, result, creativity] =
    ['painting', 'preview', 'drop', 'make', 'stop', 'status', 'progress', 'error', 'result', 'creativity'].map(element);
  let work = null;
  form.hidden = false;

  const say = text => { if (status.textContent !== text) status.textContent = text; };
  const fail = text => { say(''); error.textContent = text; };

  creativity.addEventListener('input', () => {
    element('creativity-value').textContent = `${creativity.value} %`;
    creativity.setAttribute('aria-valuetext', `${creativity.value} %`);
  });

  const show = () => {
    error.textContent = '';
    if (preview.src) URL.revokeObjectURL(preview.src);
    preview.hidden = true;
    const chosen = file.files[0];
    if (!chosen) return;
    preview.onload = () => { preview.hidden = false; };
    preview.src = URL.createObjectURL(chosen);
  };
  file.addEventListener('change', show);
  for (const name of ['dragover', 'dragleave', 'drop']) {
    drop.addEventListener(name, event => {
      event.preventDefault();
      drop.classList.toggle('over', name === 'dragover');
      if (name !== 'drop' || event.dataTransfer.files.length === 0) return;
      const chosen = new DataTransfer();
      chosen.items.add(event.dataTransfer.files[0]);
      file.files = chosen.files;
      show();
    });
  }
  // A file that misses the field must not replace the page.
  for (const name of ['dragover', 'drop']) window.addEventListener(name, event => event.preventDefault());

  const busy = isBusy => {
    make.disabled = isBusy;
    stop.hidden = progress.hidden = !isBusy;
    progress.value = 0;
  };

  const events = {
    waiting: event => say(`Waiting: place ${event.place} in the queue.`),
    making: event => {
      const percent = Math.floor(100 * event.done / Math.max(1, event.count));
      progress.value = percent;
      // A screen reader would not come to an end with every step.
      say(percent < 25 ? 'Making the music.' : `Making the music: ${percent - percent % 25} %.`);
    },
    failed: event => fail(event.sentence),
  };

  const open = async id => {
    const answer = await fetch(`/history/${id}/result`);
    if (!answer.ok) return fail('The music was made, but it cannot be shown. It is in the history.');
    // The server made this fragment; names of files in it are encoded.
    result.innerHTML = await answer.text();
    result.hidden = false;
    say(`${result.querySelectorAll('audio').length} pieces are ready.`);
    result.querySelector('.result-title').focus();
    result.scrollIntoView({ block: 'start' });
  };

  form.addEventListener('submit', async event => {
    event.preventDefault();
    if (work) return;
    error.textContent = '';
    const painting = file.files[0];
    if (painting.size > Number(form.dataset.maxBytes)) return fail(`The painting has more than the ${Math.floor(form.dataset.maxBytes / 1048576)} MiB that are allowed: make it smaller.`);
    const query = new URLSearchParams({ name: painting.name, creativity: creativity.value / 100 });
    for (const name of ['style', 'model', 'seconds', 'seed']) query.set(name, element(name).value);
    work = new AbortController();
    busy(true);
    stop.focus();
    say('Sending the painting.');
    let done = null, failed = false;
    try {
      const answer = await fetch(`/music?${query}`, {
        method: 'POST', body: painting, signal: work.signal,
        headers: { 'Content-Type': 'application/octet-stream', 'X-Pix2Pitch-Page': form.dataset.token },
      });
      const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
      for (let text = ''; ;) {
        const { value, done: ended } = await reader.read();
        const lines = (text + (value ?? '')).split('\n');
        text = lines.pop();
        for (const line of lines.filter(line => line)) {
          const message = JSON.parse(line);
          if (message.state === 'done') done = message.id;
          if (message.state === 'failed') failed = true;
          events[message.state]?.(message);
        }
        if (ended) break;
      }
      if (done) await open(done);
      else if (!failed) fail('The studio ended before the music was made: try again.');
    } catch (problem) {
      if (problem.name === 'AbortError') say('Stopped.');
      else fail('The studio cannot be reached: check that it is running, and try again.');
    } finally {
      work = null;
      busy(false);
      if (!done) make.focus();
    }
  });
  stop.addEventListener('click', () => work?.abort());
})();
