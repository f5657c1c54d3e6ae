// Ctrl+P prints the whole grid: only lines near the viewport are rendered, so the others are asked for first. The page gives 240 at most
// and says on paper which they are. The browser's menu can't be waited for: it prints what is rendered.
const MOST = 240, PATIENCE = 3000;

export function printing(root, tell, signal) {
  document.addEventListener('keydown', async e => {
    const body = root.querySelector('.grid tbody');
    if (!body || e.defaultPrevented || !(e.ctrlKey || e.metaKey) || e.shiftKey || e.altKey || e.key.toLowerCase() !== 'p') return;
    e.preventDefault();
    const view = root.querySelector('.scroller'), wanted = Math.min(MOST, Number(body.dataset.lines));
    const first = wanted < Number(body.dataset.lines) ? Math.max(0, Math.floor(view.scrollTop / 26)) : 0;
    await tell(first, MOST, view.scrollTop < 26);
    const until = performance.now() + PATIENCE, there = () => [...body.rows].filter(tr => !tr.classList.contains('gap')).length >= wanted;
    while (!signal.aborted && !there() && performance.now() < until) await new Promise(resolve => requestAnimationFrame(resolve));
    print();
  }, { signal });
}
