// Large buttons beside the browser's own player. They are hidden in the page and shown here, because they need this script.
(() => {
  'use strict';
  const step = 10;
  for (const group of document.querySelectorAll('[data-player]')) {
    const audio = document.getElementById(group.dataset.player);
    const status = group.parentElement.querySelector('[role=status]');
    const button = name => group.querySelector(`[data-do=${name}]`);
    const play = button('play');
    const slower = button('slower');
    const shapes = { play: 'M7 4v16l13-8z', pause: 'M6 5h4.5v14H6zM13.5 5H18v14h-4.5z' };

    const start = () => audio.play().catch(() => {});
    const go = seconds => { audio.currentTime = Math.max(0, Math.min(audio.duration || 0, audio.currentTime + seconds)); };
    const actions = {
      play: () => audio.paused ? start() : audio.pause(),
      stop: () => { audio.pause(); audio.currentTime = 0; },
      again: () => { audio.currentTime = 0; start(); },
      back: () => go(-step),
      forward: () => go(step),
      slower: () => {
        const isSlow = slower.getAttribute('aria-pressed') !== 'true';
        slower.setAttribute('aria-pressed', String(isSlow));
        audio.defaultPlaybackRate = audio.playbackRate = isSlow ? 0.75 : 1;
      },
    };
    group.addEventListener('click', event => {
      const name = event.target.closest('button')?.dataset.do;
      if (name) actions[name]();
    });

    const show = () => {
      play.querySelector('span').textContent = audio.paused ? group.dataset.play : group.dataset.pause;
      play.querySelector('path').setAttribute('d', audio.paused ? shapes.play : shapes.pause);
    };
    for (const event of ['play', 'pause', 'ended', 'emptied']) audio.addEventListener(event, show);
    audio.addEventListener('playing', () => { status.textContent = ''; });
    audio.addEventListener('error', () => { if (audio.getAttribute('src')) status.textContent = group.dataset.failed; });
    group.hidden = false;
  }

  // Music that follows the painting: the part that sounds is marked in the picture and in the list, and each part can be heard by itself.
  for (const list of document.querySelectorAll('[data-parts]')) {
    const audio = document.getElementById(list.dataset.parts);
    const mark = document.getElementById(list.dataset.mark);
    const parts = [...list.querySelectorAll('li')].map(item => {
      const start = Number(item.dataset.start);
      const button = document.createElement('button');
      button.type = 'button';
      button.append(...item.childNodes);
      button.addEventListener('click', () => { audio.currentTime = start; audio.play().catch(() => {}); });
      item.append(button);
      return { button, start, box: item.dataset.box.split(' ').map(Number) };
    });
    const show = () => {
      const current = audio.paused && audio.currentTime === 0 ? undefined : parts.findLast(part => part.start <= audio.currentTime + 0.01);
      mark.hidden = !current;
      for (const part of parts) {
        if (part === current) part.button.setAttribute('aria-current', 'true');
        else part.button.removeAttribute('aria-current');
      }
      if (current) ['left', 'top', 'width', 'height'].forEach((side, i) => { mark.style[side] = `${100 * current.box[i]}%`; });
    };
    for (const event of ['timeupdate', 'seeked', 'play', 'pause', 'ended', 'emptied']) audio.addEventListener(event, show);
  }
})();
