// The page around the player: steps, chapters, and the story that follows the picture.
(function () {
  'use strict';
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const cast = all('script.cast').map((part) => part.textContent).join('').trim();
  const events = cast.split('\n').slice(1).map((line) => JSON.parse(line));
  const times = events.filter((event) => event[1] === 'o').map((event) => event[0]);
  times.pop(); // the last one gives the cursor back and shows nothing new
  const chapters = all('[data-chapter]').map((heading) => Number(heading.dataset.chapter));
  const lines = all('.story li').map((line) => ({ line: line, at: Number(line.dataset.at) }));
  const first = events.find((event) => event[1] === 'o')[2]; // the picture before it plays
  const later = 0.0005; // half the least time between two events
  const chosen = all('script.poster').map((part) => 'npt:' + (Number(part.textContent) + later)).pop();

  const player = AsciinemaPlayer.create({ data: cast }, document.getElementById('player'), {
    fit: 'width', preload: true, poster: chosen || 'data:text/plain,' + first,
    cursorMode: 'hidden', terminalLineHeight: 1.16,
    terminalFontFamily: '"DejaVu Sans Mono", Menlo, Consolas, "Liberation Mono", monospace',
  });
  let playing = false;
  const button = document.getElementById('play');
  const shows = (on) => { playing = on; button.textContent = on ? 'pause' : 'play'; follow(); };
  player.addEventListener('playing', () => shows(true));
  player.addEventListener('pause', () => shows(false));
  player.addEventListener('ended', () => shows(false));

  // goTo shows the moment at a time and stays there.
  let last = Promise.resolve();
  const goTo = (at) => {
    document.getElementById('player').classList.add('moved'); // no sign to begin in front of the picture
    last = last.then(() => player.pause()).then(() => player.seek(at + later)).then(follow);
    return last;
  };
  const next = (list) => list.find((at) => at > player.getCurrentTime() + later);
  const before = (list) => {
    const past = list.filter((at) => at <= player.getCurrentTime() + later);
    return past.length > 1 ? past[past.length - 2] : list[0];
  };
  const after = (list) => { const at = next(list); return at === undefined ? undefined : at; };
  const to = (at) => (at === undefined ? Promise.resolve() : goTo(at));
  const step = {
    'step-back': () => to(before(times)), 'step-on': () => to(after(times)),
    'chapter-back': () => to(before(chapters)), 'chapter-on': () => to(after(chapters)),
    play: () => (playing ? player.pause() : player.play()),
  };
  Object.keys(step).forEach((id) => document.getElementById(id).addEventListener('click', () => step[id]()));
  if (chapters.length === 0) {
    document.getElementById('chapter-back').hidden = document.getElementById('chapter-on').hidden = true;
  }
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('.ap-wrapper')) return;
    const id = { ',': 'step-back', '.': 'step-on', '[': 'chapter-back', ']': 'chapter-on' }[event.key];
    if (id) { event.preventDefault(); step[id](); }
  });

  // The story marks the sentences of the moment shown; a click goes to a sentence's moment.
  all('[data-chapter] button').forEach((one) => one.addEventListener('click',
    () => goTo(Number(one.parentNode.dataset.chapter))));
  all('.story .caption').forEach((one) => one.addEventListener('click', () => goTo(Number(one.dataset.at))));
  lines.forEach((one) => one.line.addEventListener('click', () => goTo(one.at)));
  const clock = document.getElementById('clock');
  function follow() {
    const now = player.getCurrentTime() + later;
    let newest = -1;
    lines.forEach((one) => { if (one.at <= now) newest = Math.max(newest, one.at); });
    lines.forEach((one) => one.line.classList.toggle('now', one.at === newest));
    clock.textContent = now.toFixed(1) + ' s of ' + (player.getDuration() || 0).toFixed(1) + ' s';
  }
  setInterval(() => { if (playing) follow(); }, 100);
  window.recording = { player: player, goTo: goTo, step: step, times: times };
}());
