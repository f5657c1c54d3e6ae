// When a key is not ours: while something is typed, with a modifier, or in a dialog.
export const foreign = e => e.ctrlKey || e.metaKey || e.altKey || e.isComposing || e.defaultPrevented
  || !!e.target.closest?.('input, select, textarea, dialog, .mud-dialog, [contenteditable]');

const OFF = 'singleKeys';
const stored = () => { try { return localStorage.getItem(OFF); } catch { return null; } };

/** Letters as keys can be turned off, for those who speak to their computer. */
export const lettersOff = () => stored() === 'off';
export function setLetters(on) { try { localStorage.setItem(OFF, on ? 'on' : 'off'); } catch { /* for this page only then */ } }

/** A sentence at the bottom edge, and for a screen reader: what a key did, or why it did nothing. */
let timer;
export function note(text, ms = 5000) {
  let box = document.getElementById('keynote');
  if (!box) {
    box = document.createElement('div');
    box.id = 'keynote';
    box.setAttribute('role', 'status');
    document.body.append(box);
  }
  clearTimeout(timer);
  requestAnimationFrame(() => { box.textContent = text; });
  timer = setTimeout(() => { box.textContent = ''; }, ms);
}
