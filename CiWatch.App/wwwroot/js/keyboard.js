import { foreign, lettersOff } from './typing.js';

// The grid by keys: one tab stop, arrows and h j k l inside, Enter opens, Esc closes. The tab stop is a td, a row's or a
// column's head; it is kept by key, because rows come and go under it.
const MOVES = {
  ArrowDown: [1, 0], j: [1, 0], ArrowUp: [-1, 0], k: [-1, 0], ArrowLeft: [0, -1], h: [0, -1], ArrowRight: [0, 1], l: [0, 1],
  PageDown: [15, 0], PageUp: [-15, 0],
};

export function keyboard(root, { open, shut, focus, follow }, signal) {
  let stop = null; // what has tabindex 0
  let visited = false; // whether the reader was ever in the grid

  const table = () => root.querySelector('table.grid');
  const rows = () => [...table().rows].filter(tr => !tr.classList.contains('gap') && !tr.classList.contains('day'));
  const target = cell => cell.querySelector('button.hd') ?? (cell.matches('.corner') ? null : cell);

  function take(element, quietly) {
    if (stop && stop !== element) stop.tabIndex = -1;
    stop = element;
    stop.tabIndex = 0;
    if (quietly) return;
    stop.focus({ preventScroll: true });
    keepInView(stop.closest('td, th'));
    follow(stop);
  }

  // A sticky cell is always in view; for others the fixed parts must not cover them.
  function keepInView(cell) {
    const view = root.querySelector('.scroller');
    if (!view || !cell) return;
    const head = view.querySelector('thead').offsetHeight, row = cell.closest('tr');
    if (!cell.closest('thead')) {
      const top = row.offsetTop;
      if (top - head < view.scrollTop) view.scrollTop = top - head;
      else if (top + 26 > view.scrollTop + view.clientHeight) view.scrollTop = top + 26 - view.clientHeight;
    }
    if (cell.matches('th[scope="row"], .stick')) return;
    const fixed = view.querySelector('tbody th').offsetWidth + view.querySelectorAll('thead .stick').length * 24;
    if (cell.offsetLeft - fixed < view.scrollLeft) view.scrollLeft = cell.offsetLeft - fixed;
    else if (cell.offsetLeft + cell.offsetWidth > view.scrollLeft + view.clientWidth) view.scrollLeft = cell.offsetLeft + cell.offsetWidth - view.clientWidth;
  }

  function move(dy, dx) {
    const all = rows(), from = stop?.isConnected ? stop.closest('td, th') : null;
    if (!from) return first();
    const y = all.indexOf(from.parentElement) + dy, x = from.cellIndex + dx;
    const row = all[Math.max(0, Math.min(all.length - 1, y))];
    const cell = row.cells[Math.max(0, Math.min(row.cells.length - 1, x))];
    const to = cell && target(cell);
    if (to) take(to);
  }

  function first() {
    const cell = root.querySelector('tbody td[data-state]:not([data-state="blank"])') ?? root.querySelector('tbody td[data-state]');
    if (cell) take(cell);
  }

  root.addEventListener('keydown', e => {
    if (e.ctrlKey || e.metaKey || e.altKey || !table() || e.target.closest('input, select, textarea, dialog, pre')) return;
    const inGrid = e.target.closest('table.grid');
    if (MOVES[e.key] && inGrid) move(...MOVES[e.key]);
    else if (e.key === 'Enter' && inGrid && e.target.matches('td[data-state]')) { if (e.target.dataset.state !== 'blank') open(e.target); }
    else if (e.key === 'Enter' && inGrid && e.target.matches('th[scope="row"]')) return e.target.querySelector('a')?.click();
    else return;
    e.preventDefault();
  }, { signal });

  // Letters work from anywhere on the page, and Esc closes whatever has the focus.
  document.addEventListener('keydown', e => {
    if (foreign(e)) return;
    if (e.key === 'Escape' && document.querySelector(':popover-open')) return; // the browser closes that
    if (e.key === 'Escape') { shut(); if (stop?.isConnected && root.contains(document.activeElement)) stop.focus({ preventScroll: true }); }
    else if (!lettersOff() && 'hjkl'.includes(e.key) && e.key.length === 1 && table() && !e.target.closest?.('table.grid')) { if (stop?.isConnected) take(stop); else first(); e.preventDefault(); }
  }, { signal });

  root.addEventListener('focusin', e => {
    const cell = e.target.closest('table.grid td[data-state], table.grid th');
    if (!cell) return;
    visited = true;
    if (e.target !== stop && target(cell) === e.target) take(e.target, true);
    if (cell.matches('td')) focus(cell);
  }, { signal });
  root.addEventListener('focusout', e => { if (e.target.matches('table.grid td')) focus(null); }, { signal });
  root.addEventListener('mousedown', e => { const td = e.target.closest('td[data-state]'); if (td) take(td, true); }, { signal });

  // A tab stop that scrolled away would leave the grid without any.
  const changes = new MutationObserver(() => {
    if (stop?.isConnected) return;
    const cell = root.querySelector('tbody td[data-state]');
    if (cell) { stop = cell; cell.tabIndex = 0; }
  });
  changes.observe(root, { childList: true, subtree: true });
  signal.addEventListener('abort', () => changes.disconnect());
  const cell = root.querySelector('tbody td[data-state]');
  if (cell) take(cell, true);

  return { take, at: () => (visited && stop?.isConnected && stop.matches('td') ? stop : null) };
}
