// The one card of the page: asked for when the pointer or the focus rests on a cell, placed beside it.
const REST = 90; // ms; crossing the grid must not ask for each cell on the way

export function card(root, fill, signal) {
  let timer, turn = 0;
  const element = () => root.querySelector('.card');

  function hide() {
    clearTimeout(timer);
    turn++;
    element()?.classList.remove('on');
  }

  function show(cell) {
    if (root.querySelector('.panel')) return hide(); // it says more, and the card would cover it
    clearTimeout(timer);
    const mine = ++turn;
    element()?.classList.remove('on');
    timer = setTimeout(async () => {
      if (!await fill(cell) || mine !== turn || !cell.isConnected) return;
      const at = cell.getBoundingClientRect();
      place(cell.matches('th') ? new DOMRect(at.left, at.bottom + 12, at.width, 0) : at); // under a head, or it would cover the names beside
    }, REST);
  }

  function place(cell) {
    const box = element();
    if (!box) return;
    const { offsetWidth: w, offsetHeight: h } = box;
    const x = cell.right + 10 + w > innerWidth - 8 ? cell.left - w - 10 : cell.right + 10;
    const y = Math.max(8, Math.min(cell.top - 8, innerHeight - h - 8));
    box.style.left = Math.max(8, x) + 'px';
    box.style.top = y + 'px';
    box.classList.add('on');
  }

  root.addEventListener('scroll', hide, { signal, capture: true, passive: true });
  signal.addEventListener('abort', () => clearTimeout(timer));
  return { show, hide };
}
