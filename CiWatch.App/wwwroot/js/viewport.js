// Tells the page which lines are near the viewport, and follows what it renders. All lines are 26 px high.
const LINE = 26, MARGIN = 24, SLACK = 8;

export function viewport(root, tell, rendered, signal) {
  const scroller = () => root.querySelector('.scroller');
  let frame = 0, asked = null;

  function look() {
    frame = 0;
    const view = scroller(), body = view?.querySelector('tbody');
    if (!body) return;
    const head = view.querySelector('thead').offsetHeight;
    const from = Math.floor(view.scrollTop / LINE), lines = Math.ceil((view.clientHeight - head) / LINE) + 1;
    const atTop = view.scrollTop < LINE;
    const covered = asked && from - SLACK >= asked.first && from + lines + SLACK <= asked.first + asked.count;
    const edges = asked && (asked.first === 0 || from - SLACK >= asked.first) && (asked.first + asked.count >= Number(body.dataset.lines) || from + lines + SLACK <= asked.first + asked.count);
    if ((covered || edges) && asked.atTop === atTop) return;
    asked = { first: Math.max(0, from - MARGIN), count: lines + 2 * MARGIN, atTop };
    tell(asked.first, asked.count, atTop);
  }

  const soon = () => { frame ||= requestAnimationFrame(look); };

  // Lines that are not there are numbered here: a number in each row would render all of them for each new patch set.
  function number() {
    const body = root.querySelector('tbody[data-first]'); // a phone's cards are no table, and the panel's tables are not the grid
    if (!body) return;
    let n = Number(body.dataset.first) + 2; // the head is row 1
    for (const tr of body.rows) if (!tr.classList.contains('gap')) tr.setAttribute('aria-rowindex', n++);
  }

  addEventListener('afterprint', () => { asked = null; soon(); }, { signal }); // js/print.js asked for other lines
  root.addEventListener('scroll', soon, { signal, capture: true, passive: true });
  const sizes = new ResizeObserver(soon);
  sizes.observe(root);
  const changes = new MutationObserver(() => { number(); rendered(); soon(); });
  changes.observe(root, { childList: true, subtree: true, attributes: true, attributeFilter: ['data-lines', 'data-first'] });
  signal.addEventListener('abort', () => { sizes.disconnect(); changes.disconnect(); cancelAnimationFrame(frame); });
  number();
  look();
}
