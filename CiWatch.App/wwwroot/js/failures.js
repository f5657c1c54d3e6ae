// n and p walk the failures of all rows, also of those that are not rendered now: the page says which is the next. An open panel goes
// along. o opens a log.
import { foreign, lettersOff, note } from './typing.js';

const LINE = 26, PATIENCE = 3000;

export function failures(root, { tell, key, take, at, find }, signal) {
  const view = () => root.querySelector('.scroller');

  /** The cell once its row is rendered; null where it does not come. */
  async function rendered(wanted) {
    const until = performance.now() + PATIENCE;
    while (!signal.aborted && performance.now() < until) {
      const cell = find(wanted);
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
      const cell = await rendered({ change: String(next.change), patchset: String(next.patchSet), ci: next.ci });
      if (cell) take(cell);
    } finally { walking = false; }
  }

  // Of the cell that has the focus, else of the open one, which the page knows, else of where the reader was last.
  async function log() {
    const cell = at(), open = root.querySelector('.panel');
    if (!cell && !open) return note('Choose a cell first: n goes to the next failure');
    const address = await tell('LogOf', cell && (cell === document.activeElement || !open) ? key(cell) : null);
    if (!address || !/^https?:\/\//i.test(address)) return note('No log is linked here');
    const link = Object.assign(document.createElement('a'), { href: address, target: '_blank', rel: 'noopener noreferrer' });
    link.click();
  }

  document.addEventListener('keydown', e => {
    if (foreign(e) || lettersOff()) return;
    if ((e.key === 'n' || e.key === 'p') && view()) walk(e.key === 'n');
    else if (e.key === 'o' && (view() || root.querySelector('.panel'))) log();
    else return;
    e.preventDefault();
  }, { signal });
}
