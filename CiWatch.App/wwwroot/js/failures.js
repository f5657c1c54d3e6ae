// n and p walk the failures of all rows, also of those that are not rendered now: the page says which is the next. o opens a log.
import { foreign, lettersOff, note } from './typing.js';

const LINE = 26, PATIENCE = 3000;

export function failures(root, { tell, key, take, at }, signal) {
  const view = () => root.querySelector('.scroller');

  /** The cell once its row is rendered; null where it does not come. */
  async function rendered([change, patchSet, ci, job]) {
    const quote = s => CSS.escape(s);
    const selector = `[data-change="${quote(change)}"][data-patchset="${quote(patchSet)}"][data-ci="${quote(ci)}"]` + (job ? `[data-job="${quote(job)}"]` : ':not([data-job])');
    const until = performance.now() + PATIENCE;
    while (!signal.aborted && performance.now() < until) {
      const cell = root.querySelector(selector);
      if (cell) return cell;
      await new Promise(resolve => requestAnimationFrame(resolve));
    }
    return null;
  }

  let walking = false;
  async function walk(forward) {
    if (walking) return; // a key held down asks once for each answer
    walking = true;
    try {
      const from = at(), next = await tell('NextFailure', from ? key(from) : null, forward);
      if (!next) return note(forward ? 'No failure after this one' : 'No failure before this one');
      const box = view(), top = next.line * LINE, head = box.querySelector('thead').offsetHeight;
      if (top < box.scrollTop || top + LINE > box.scrollTop + box.clientHeight - head) box.scrollTop = Math.max(0, top - (box.clientHeight - head) / 3);
      const cell = await rendered([String(next.change), String(next.patchSet), next.ci, null]);
      if (cell) take(cell);
    } finally { walking = false; }
  }

  async function log() {
    const cell = at();
    const pinned = root.dataset.open ? JSON.parse(root.dataset.open) : null;
    const of = cell && root.contains(document.activeElement) && document.activeElement === cell ? key(cell) : pinned ?? (cell ? key(cell) : null);
    if (!of) return note('Choose a cell first: n goes to the next failure');
    const address = await tell('LogOf', ...of);
    if (!address || !/^https?:\/\//i.test(address)) return note('No log is linked here');
    const link = Object.assign(document.createElement('a'), { href: address, target: '_blank', rel: 'noopener noreferrer' });
    link.click();
  }

  document.addEventListener('keydown', e => {
    if (foreign(e) || lettersOff() || !view()) return;
    if (e.key === 'n' || e.key === 'p') walk(e.key === 'n');
    else if (e.key === 'o') log();
    else return;
    e.preventDefault();
  }, { signal });

  /** Back to where the reader was before a reload. */
  async function back(place, open) {
    const box = view();
    if (box) { box.scrollTop = place.top; box.scrollLeft = place.left; } else scrollTo(0, place.page);
    if (!place.cell || root.querySelector('.panel')) return;
    const cell = await rendered(place.cell);
    if (cell) await open(cell);
  }

  return { back };
}
