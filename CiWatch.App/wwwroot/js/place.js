// Where the reader is in the grid, kept with the history's entry: Back, a reload and a restart of the server lead there again. Which cell is
// open the address says.
const SOON = 200, PATIENCE = 15000, ASK = 50;

/** Keeps how far the grid is scrolled. */
export function keep() {
  const view = document.querySelector('.project .scroller');
  const place = { top: Math.round(view?.scrollTop ?? 0), left: Math.round(view?.scrollLeft ?? 0), page: Math.round(scrollY) };
  const { top, left, page } = history.state?.place ?? { top: 0, left: 0, page: 0 };
  if (top === place.top && left === place.left && page === place.page) return;
  try { history.replaceState({ ...history.state, place }, ''); } catch { /* too often for this browser: the next one */ }
}

export function reload() { keep(); location.reload(); }

/** Follows the reader, and goes back to where they were when this entry of the history was left. */
export function place(root, signal) {
  const path = location.pathname, was = history.state?.place;
  let timer = 0;
  const now = () => {
    clearTimeout(timer);
    timer = 0;
    if (!signal.aborted && location.pathname === path) keep();
  };
  const later = () => { timer ||= setTimeout(now, SOON); };
  addEventListener('scroll', later, { signal, capture: true, passive: true });
  for (const leaving of ['click', 'keydown']) addEventListener(leaving, () => { if (timer) now(); }, { signal, capture: true });
  signal.addEventListener('abort', () => clearTimeout(timer));
  return { back: () => { if (was) back(root, was, signal); } };
}

/** Rows may come later: it goes on until the place is reached, for a while, and never against the reader. */
function back(root, { top, left, page }, signal) {
  const until = performance.now() + PATIENCE, moved = new AbortController();
  for (const own of ['wheel', 'touchstart', 'pointerdown', 'keydown']) addEventListener(own, () => moved.abort(), { signal: moved.signal, capture: true, passive: true });
  const view = () => root.querySelector('.scroller');
  const there = () => (view() ? Math.abs(view().scrollTop - top) < 2 && Math.abs(view().scrollLeft - left) < 2 : Math.abs(scrollY - page) < 2);
  (function again() {
    if (signal.aborted || moved.signal.aborted) return;
    if (view()) view().scrollTo(left, top); else scrollTo(0, page);
    if (there() || performance.now() > until) moved.abort(); else setTimeout(again, ASK);
  })();
}
