// The kiosk: a number opens a painting and plays its music. After a while without use it asks, and goes back to the start.
// kiosk.html?idle=90 sets the seconds of that while, 10 to 3600.
(() => {
  'use strict';
  const seconds = (value, missing) => value >= 10 && value <= 3600 ? value : missing;
  const idleSeconds = seconds(Number(new URLSearchParams(location.search).get('idle')), 60);
  const warnSeconds = 20;
  const slideSeconds = 8;

  const get = id => document.getElementById(id);
  const kiosk = get('kiosk');
  const works = JSON.parse(get('works').textContent);
  const byNumber = new Map(works.map(work => [work.number, work]));
  const [start, view, number, message, audio, still, pictures] = ['start', 'work', 'number', 'message', 'music', 'still', 'pictures'].map(get);

  const showPicture = (image, work, alternative) => {
    image.width = work.width;
    image.height = work.height;
    image.src = work.picture;
    image.alt = alternative;
  };

  // The start screen shows the paintings one after the other, without sound.
  let slide = -1;
  let slides = 0;
  const nextSlide = () => {
    slide = (slide + 1) % works.length;
    const work = works[slide];
    showPicture(get('slide'), work, work.alternative);
    get('slide-number').textContent = work.number;
    get('slide-title').textContent = work.title;
    get('slide-credit').textContent = work.credit;
  };
  const setSlides = on => {
    clearInterval(slides);
    slides = on ? setInterval(() => { if (!start.hidden) nextSlide(); }, slideSeconds * 1000) : 0;
    pictures.textContent = on ? pictures.dataset.stop : pictures.dataset.show;
  };
  pictures.addEventListener('click', () => {
    if (!slides) nextSlide();
    setSlides(!slides);
  });

  const say = (text, wrong) => {
    message.textContent = text;
    if (wrong) number.setAttribute('aria-invalid', 'true');
    else number.removeAttribute('aria-invalid');
  };

  // The keys are beside the field, so a screen reader would not say what they change.
  const announce = () => {
    say('');
    get('typed').textContent = number.value;
  };

  const open = work => {
    for (const [id, text] of [['work-number', work.number], ['title', work.title], ['credit', work.credit], ['length', work.length]]) get(id).textContent = text;
    showPicture(get('picture'), work, work.alternative);
    audio.src = work.wave;
    audio.setAttribute('aria-label', work.sound);
    start.hidden = true;
    view.hidden = false;
    scrollTo(0, 0);
    get('title').focus();
    audio.play().catch(() => {});
  };

  const reset = () => {
    if (still.open) still.close();
    audio.pause();
    audio.removeAttribute('src');
    number.value = '';
    say('');
    view.hidden = true;
    start.hidden = false;
    scrollTo(0, 0);
    number.focus({ preventScroll: true });
  };

  get('form').addEventListener('submit', event => {
    event.preventDefault();
    const digits = number.value.trim();
    const work = /^[0-9]+$/.test(digits) ? byNumber.get(Number(digits)) : undefined;
    if (work) open(work);
    else {
      say(digits ? kiosk.dataset.missing.replace('{0}', digits) : kiosk.dataset.empty, true);
      number.focus({ preventScroll: true });
      number.select();
    }
  });
  for (const key of document.querySelectorAll('[data-digit]')) {
    key.addEventListener('click', () => {
      if (number.getAttribute('aria-invalid')) number.value = '';
      if (number.value.length < number.maxLength) number.value += key.dataset.digit;
      announce();
    });
  }
  get('delete').addEventListener('click', () => {
    number.value = number.value.slice(0, -1);
    announce();
  });
  number.addEventListener('input', () => say(''));
  get('back').addEventListener('click', reset);

  // Nothing is lost by waiting: a question comes first, and any key or touch answers it.
  let last = Date.now();
  const used = () => { last = Date.now(); };
  for (const event of ['pointerdown', 'wheel', 'touchstart']) document.addEventListener(event, used, { passive: true });
  document.addEventListener('click', () => { if (still.open) still.close(); });
  document.addEventListener('keydown', event => {
    used();
    if (!still.open) return;
    event.preventDefault(); // the key would also press what has the focus after the question
    still.close();
  });
  for (const event of ['timeupdate', 'play', 'seeking']) audio.addEventListener(event, used);
  still.addEventListener('close', used);
  const watch = setInterval(() => {
    const waited = (Date.now() - last) / 1000;
    const isHome = kiosk.dataset.isHome === 'true';
    if (view.hidden && !number.value && isHome) return;
    if (waited >= idleSeconds + warnSeconds) {
      if (isHome) reset();
      else {
        clearInterval(watch);
        location.href = kiosk.dataset.home + location.search;
      }
    } else if (waited >= idleSeconds) {
      const left = String(Math.ceil(idleSeconds + warnSeconds - waited));
      if (!still.open) {
        get('ends').textContent = kiosk.dataset.ends.replace('{0}', left);
        still.showModal();
      } else if (left % 5 === 0) get('ends').textContent = kiosk.dataset.ends.replace('{0}', left);
    }
  }, 500);

  kiosk.hidden = false;
  nextSlide();
  setSlides(!matchMedia('(prefers-reduced-motion: reduce)').matches);
  number.focus({ preventScroll: true });
})();
