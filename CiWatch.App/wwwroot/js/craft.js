// What a reader does with one cell and with the view: the card of a CI's head, the address of the open cell, "Copy link" (y), and
// holding the view (s).
import { put } from './copy.js';
import { foreign, lettersOff, note } from './typing.js';

const SHOWN = 2000; // ms that "Copied" stays

export function craft(root, { tell, hover, unpin }, signal) {
  const head = target => target.closest?.('thead th.ci:not([data-job])');

  root.addEventListener('pointerover', e => { const th = head(e.target); if (th) hover.show(th); }, { signal });
  root.addEventListener('focusin', e => { const th = head(e.target); if (th) hover.show(th); }, { signal });
  root.addEventListener('focusout', e => { if (head(e.target)) hover.hide(); }, { signal });

  root.addEventListener('click', e => { const button = e.target.closest('[data-copy]'); if (button) copy(button.dataset.copy); }, { signal });
  document.addEventListener('keydown', e => {
    if (foreign(e) || lettersOff()) return;
    if (e.key === 's' && !e.repeat) tell('TurnPause');
    else if (e.key === 'y') {
      const value = root.querySelector('.panel [data-copy]')?.dataset.copy ?? named(document.activeElement);
      if (!value) return;
      copy(value);
    } else return;
    e.preventDefault();
  }, { signal });

  /** A cell of the grid as addresses have it, as CellAddress.cs writes it. */
  function named(element) {
    if (!element?.matches('td[data-ci]:not([data-state="blank"])') || !root.contains(element)) return null;
    const { change, patchset, ci, job } = element.dataset;
    return [change, patchset, ci.replaceAll('%', '%25').replaceAll(',', '%2C'), ...(job === undefined ? [] : [job])].join(',');
  }

  function linked(cell, lit = new URL(location.href).searchParams.get('lit')) {
    const url = new URL(location.href);
    for (const [name, value] of [['cell', cell], ['lit', lit]]) if (value === null) url.searchParams.delete(name); else url.searchParams.set(name, value);
    url.search = url.searchParams.toString().replaceAll('%2C', ',');
    return url.href;
  }

  async function copy(value) {
    const done = await put(linked(value));
    if (!signal.aborted) note(done ? 'Copied' : 'Not copied: the browser refused. Copy it from the address bar.', done ? SHOWN : 3 * SHOWN);
  }

  // Nothing is loaded and nothing scrolls. A cell that the reader opens is an entry of its own, so that Back closes it, on a phone too; a step
  // within the open panel replaces it. Closing it by another way is that Back.
  function address(cell, lit, push) {
    const to = linked(cell, lit), { place, ...state } = history.state ?? {};
    if (to === location.href) return;
    if (cell === null && state.opened && new URL(location.href).searchParams.has('cell')) history.back();
    else if (push) history.pushState({ ...state, opened: true }, '', to);
    else history.replaceState(history.state, '', to);
  }

  const path = location.pathname;
  addEventListener('popstate', () => {
    const { pathname, searchParams } = new URL(location.href);
    if (pathname !== path) return;
    if (!searchParams.has('cell')) unpin();
    tell('GoTo', searchParams.get('cell'), searchParams.get('lit'));
  }, { signal, capture: true }); // before Blazor hears of it

  return { address };
}
