// Row and column under the pointer, and the ring of the open cell: boxes moved over the table. No row is rendered for them.
const CELL_WIDTH = 24, LINE = 26;

export function cross(root, signal) {
  const box = name => root.querySelector('.' + name);
  const rowOf = td => td.closest('tr');
  let hot = null, pinned = null, toReveal = false;

  /** The same cell after any rendering; null while its row is far from the viewport or its column is closed. */
  function find(key) {
    if (!key) return null;
    const quote = s => CSS.escape(s);
    const job = key.job === undefined ? ':not([data-job])' : `[data-job="${quote(key.job)}"]`;
    return root.querySelector(`td[data-change="${quote(key.change)}"][data-patchset="${quote(key.patchset)}"][data-ci="${quote(key.ci)}"]${job}`);
  }

  function at(td) {
    hot = td;
    for (const th of root.querySelectorAll('.ci.hot')) th.classList.remove('hot');
    const shown = td?.isConnected ? td : find(pinned);
    const row = box('xrow'), column = box('xcol');
    row?.classList.toggle('on', !!shown);
    column?.classList.toggle('on', !!shown);
    if (!shown || !row) return;
    row.style.top = rowOf(shown).offsetTop + 'px';
    column.style.left = shown.offsetLeft + shown.offsetWidth - CELL_WIDTH + 'px';
    // a sticky column's place is where it is seen, and that of the column's box too
    root.querySelector('thead tr').children[shown.cellIndex]?.classList.add('hot');
  }

  function ring() {
    root.querySelector('td.pinned')?.classList.remove('pinned');
    const pin = box('pin'), td = find(pinned);
    pin?.classList.remove('on');
    if (!td || !pin) return;
    if (td.classList.contains('stick')) return td.classList.add('pinned'); // the ring cannot follow a sticky cell
    pin.style.left = td.offsetLeft + td.offsetWidth - CELL_WIDTH + 'px';
    pin.style.top = rowOf(td).offsetTop + 'px';
    pin.classList.add('on');
  }

  function pin(cell) {
    pinned = cell?.matches('td') ? { ...cell.dataset } : null;
    ring();
    at(null);
  }

  /** Scrolls the open cell out from under the fixed part and the panel, by whole columns. */
  function reveal() {
    const td = find(pinned), scroller = box('scroller');
    if (!td || td.classList.contains('stick')) return;
    const fixed = root.querySelector('tbody th')?.offsetWidth + root.querySelectorAll('thead .stick').length * CELL_WIDTH;
    const x = td.offsetLeft + td.offsetWidth - CELL_WIDTH - scroller.scrollLeft;
    const by = x < fixed + CELL_WIDTH ? x - fixed - 3 * CELL_WIDTH : x > scroller.clientWidth - 4 * CELL_WIDTH ? x - scroller.clientWidth + 7 * CELL_WIDTH : 0;
    // 4 px: what the gap after the fixed part is wider than its border
    if (by) scroller.scrollLeft = 4 + CELL_WIDTH * Math.max(0, Math.round((scroller.scrollLeft + by) / CELL_WIDTH));
  }

  /** Pins a cell by its key and scrolls to its line. Its row may be rendered only after that. */
  function show(change, patchset, ci, job, line) {
    pinned = { change, patchset, ci, job: job ?? undefined };
    const view = box('scroller');
    if (view && line >= 0) view.scrollTop = Math.max(0, line * LINE - (view.clientHeight - view.querySelector('thead').offsetHeight) / 2);
    else if (!view) root.querySelector(`.pc[data-change="${CSS.escape(change)}"][data-patchset="${CSS.escape(patchset)}"]`)?.scrollIntoView({ block: 'center' });
    toReveal = true;
    again();
  }

  function again() {
    ring();
    at(hot);
    if (!toReveal || !find(pinned)) return;
    toReveal = false;
    reveal();
  }

  signal.addEventListener('abort', () => { hot = pinned = null; });
  return { at, pin, show, find, reveal, again };
}
