// What this browser last chose of a grid's window and looks. Kept when the reader turns a control, never because a link was opened;
// told to the page where its address says nothing.
const KEY = 'grid', KNOWN = /^(window=[0-9]{1,6}[mhd]|hide=green|hide=void|mark=gate)$/;

function read() {
  try { return (localStorage.getItem(KEY) ?? '').split('&').filter(part => KNOWN.test(part)).slice(0, 8); } catch { return []; } // none in some private windows
}
function write(parts) {
  try { if (parts.length) localStorage.setItem(KEY, parts.join('&')); else localStorage.removeItem(KEY); } catch { /* lasts as long as the page, then */ }
}
const takeWindow = value => write([...read().filter(part => !part.startsWith('window=')), ...(value === 'window=24h' ? [] : [value])].filter(part => KNOWN.test(part)));

/** The preferences as a query; null where there are none, or the address says something itself. */
export function preferred() {
  const said = [...new URLSearchParams(location.search).keys()].some(key => !['server', 'name', 'digest'].includes(key));
  const parts = read();
  return said || !parts.length ? null : parts.join('&');
}

export function preferences(root, signal) {
  root.addEventListener('click', e => {
    const control = e.target.closest('[data-preference]'), what = control?.dataset.preference;
    if (!what) return;
    if (what === 'reset') write([]);
    else if (what.startsWith('window=')) takeWindow(what);
    else write([...read().filter(part => part !== what), ...(control.getAttribute('aria-pressed') === 'true' ? [] : [what])]);
  }, { signal, capture: true });
  root.addEventListener('change', e => {
    if (e.target.matches('[data-window]')) takeWindow('window=' + (e.target.value.trim().toLowerCase() || '24h'));
  }, { signal, capture: true });
}
