// Where the reader was, over a reload that was not theirs: after a restart of the server the page comes back there.
const KEY = 'place', FRESH = 10 * 60 * 1000;

/** Keeps how far the grid is scrolled. Which cell is open the address says. */
export function keep() {
  const view = document.querySelector('.project .scroller');
  const place = { at: Date.now(), href: location.href, top: view?.scrollTop ?? 0, left: view?.scrollLeft ?? 0, page: scrollY };
  try { sessionStorage.setItem(KEY, JSON.stringify(place)); } catch { /* then it comes back at the top */ }
}

/** What was kept for this very address, once; null otherwise. */
export function take() {
  try {
    const place = JSON.parse(sessionStorage.getItem(KEY));
    sessionStorage.removeItem(KEY);
    return place?.href === location.href && Date.now() - place.at < FRESH ? place : null;
  } catch { return null; }
}

export function reload() { keep(); location.reload(); }
