// A vote that arrives is ringed once, and said to a screen reader at most every 10 s. Only real answers: a cell that the clock
// changed, a column that was opened and a row that scrolled in are none.
const BY_CLOCK = new Set(['pending', 'overdue', 'missing', 'excused', 'blank']);
const MANY = 20, SAY_EVERY = 10000, QUIET = 1500;

/** @param cells which elements' data-state is a CI's answer */
export function arrivals(root, signal, cells = 'td[data-ci]:not([data-job])') {
  let recent = [], quietUntil = 0, votes = 0, failed = 0, saying = 0;
  const still = matchMedia('(prefers-reduced-motion: reduce)');

  const observer = new MutationObserver(records => {
    const moved = new Set(), came = new Set();
    for (const { target, attributeName } of records) (attributeName === 'data-state' ? came : moved).add(target);
    const answers = [...came].filter(td => td.matches(cells) && !moved.has(td) && !BY_CLOCK.has(td.dataset.state));
    if (answers.length === 0) return;
    const now = performance.now();
    recent = recent.filter(at => now - at < 1000).concat(answers.map(() => now));
    for (const td of answers) { votes++; if (td.dataset.state === 'fail' || td.dataset.state === 'infra') failed++; }
    saying ||= setTimeout(say, SAY_EVERY);
    if (recent.length > MANY || now < quietUntil || still.matches) return;
    answers.forEach(ring);
  });

  function ring(td) {
    td.dataset.arrived = '';
    const hold = parseFloat(getComputedStyle(td).getPropertyValue('--arrive')) || 0;
    setTimeout(() => { if (!signal.aborted) td.removeAttribute('data-arrived'); }, hold);
  }

  function say() {
    saying = 0;
    const region = root.querySelector('[data-said]');
    if (region) region.textContent = `${votes} ${votes === 1 ? 'vote' : 'votes'}${failed ? `, ${failed} failed` : ''}`;
    votes = failed = 0;
  }

  // After a lost connection all that was missed comes at once: that is no arrival.
  const resync = () => { quietUntil = performance.now() + QUIET; };
  document.getElementById('components-reconnect-modal')?.addEventListener('components-reconnect-state-changed', resync, { signal });
  document.addEventListener('visibilitychange', resync, { signal });

  observer.observe(root, { subtree: true, attributes: true, attributeFilter: ['data-state', 'data-ci', 'data-change', 'data-patchset', 'data-job'] });
  signal.addEventListener('abort', () => { observer.disconnect(); clearTimeout(saying); });
}
