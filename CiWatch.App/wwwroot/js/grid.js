// The project page's script: joins the small ones, and tears them down with the page. Loaded by the page's component.
import { arrivals } from './arrivals.js';
import { card } from './card.js';
import { craft } from './craft.js';
import { cross } from './cross.js';
import { failures } from './failures.js';
import { keyboard } from './keyboard.js';
import { lit } from './lit.js';
import { place } from './place.js';
import { zone } from './times.js';
import { preferences, preferred } from './preferences.js';
import { printing } from './print.js';
import { rows } from './rows.js';
import { viewport } from './viewport.js';

/** A cell that opens. A phone's card opens its change. */
const CELL = 'td[data-state]:not([data-state="blank"])';
const STEP = 80; // ms

const attached = new WeakMap();

export function attach(root, page) {
  const ended = new AbortController(), signal = ended.signal;
  attached.get(root)?.abort(); // a first try whose answer never reached the page
  attached.set(root, ended);
  const tell = (method, ...args) => signal.aborted ? Promise.resolve(false) : page.invokeMethodAsync(method, ...args).catch(() => false);
  const key = cell => [cell.dataset.change, cell.dataset.patchset, cell.dataset.ci, cell.dataset.job ?? null];

  const boxes = cross(root, signal);
  const hover = card(root, cell => cell.matches('th') ? tell('ShowHead', cell.dataset.ci) : tell('ShowCard', ...key(cell)), signal);
  const open = async cell => {
    hover.hide();
    boxes.pin(cell);
    if (await tell('Choose', ...key(cell))) return boxes.reveal();
    boxes.pin(null);
  };
  const shut = () => { hover.hide(); boxes.pin(null); tell('Shut'); };

  root.addEventListener('click', e => { const cell = e.target.closest(CELL); if (cell) open(cell); }, { signal });
  root.addEventListener('click', e => { if (e.target.closest('thead')) hover.hide(); }, { signal }); // it would cover the columns that the click opens
  root.addEventListener('pointerover', e => point(e.target.closest('tbody td[data-state]')), { signal });
  root.addEventListener('pointerleave', () => point(null), { signal });
  function point(cell) {
    boxes.at(cell);
    if (cell && cell.dataset.state !== 'blank') hover.show(cell); else hover.hide();
  }

  // An open panel shows the cell that the keys lead to; a key held down asks for the last one alone.
  let step = 0;
  function follow(cell) {
    if (!root.querySelector('.panel') || !cell.matches(CELL)) return;
    boxes.pin(cell);
    clearTimeout(step);
    step = setTimeout(() => { if (!signal.aborted && root.querySelector('.panel')) open(cell); }, STEP);
  }

  const grid = keyboard(root, { open, shut, focus: point, follow }, signal);
  failures(root, { tell, key, take: grid.take, at: grid.at, find: boxes.find }, signal);
  viewport(root, (...args) => tell('Viewport', ...args), () => boxes.again(), signal);
  arrivals(root, signal);
  printing(root, (...args) => tell('Viewport', ...args), signal);
  rows(root, signal);
  preferences(root, signal);
  lit(root, signal);
  const spot = place(root, signal);
  const { address } = craft(root, { tell, hover, unpin: () => boxes.pin(null) }, signal);

  const narrow = matchMedia('(max-width: 640px)');
  narrow.addEventListener('change', () => tell('Narrow', narrow.matches), { signal });
  const asked = preferred();
  tell('Narrow', narrow.matches).then(() => asked && tell('Preferred', asked)).then(() => {
    spot.back();
    root.dataset.following = '';
  });
  tell('Zone', zone());

  return { address, show: boxes.show, unpin: () => boxes.pin(null), detach: () => ended.abort() };
}
