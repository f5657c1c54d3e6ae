// Keys of all pages: / search, ? the list of keys, g and a letter goes places. Those of the grid are in keyboard.js.
import { foreign, lettersOff, setLetters } from './typing.js';

const PLACES = { p: '/', h: '/' };
const WAIT = 1500; // ms between g and its letter
let going = 0, before = null;

const search = () => document.getElementById('search');
const keys = () => document.getElementById('keys');
const go = to => globalThis.Blazor?.navigateTo ? Blazor.navigateTo(to) : location.assign(to);

function showKeys() {
  const from = document.activeElement;
  // The browser gives the focus back itself, but not to a cell whose row was drawn anew meanwhile.
  keys().addEventListener('close', () => { if (!from.isConnected) document.querySelector('table.grid [tabindex="0"]')?.focus(); }, { once: true });
  keys().showModal();
}

function focusSearch() {
  const box = search();
  if (!box?.offsetParent) return go('/search'); // a narrow window has no box in its bar
  before = document.activeElement;
  box.focus();
  box.select();
}

// Before all others: the letter after g is not the grid's.
document.addEventListener('keydown', e => {
  if (foreign(e) || lettersOff()) { going = 0; return; }
  const second = going && performance.now() - going < WAIT;
  going = 0;
  if (second && (e.key in PLACES || e.key === 'c')) {
    if (e.key === 'c') focusSearch(); else go(PLACES[e.key]);
  } else if (e.key === '/') focusSearch();
  else if (e.key === '?') showKeys();
  else if (e.key === 'g') { going = performance.now(); return; }
  else return;
  e.preventDefault();
  e.stopPropagation();
}, { capture: true });

// In the search box: arrows choose, they move no cursor; Esc closes the list, and a second one goes back to where one was.
document.addEventListener('keydown', e => {
  if (e.target !== search()) return;
  if (e.key === 'ArrowDown' || e.key === 'ArrowUp') e.preventDefault();
  if (e.key !== 'Escape' || search().getAttribute('aria-expanded') === 'true') return;
  if (before?.isConnected && before !== document.body) before.focus(); else search().blur();
}, { capture: true });

new MutationObserver(() => document.querySelector('#found [aria-selected="true"]')?.scrollIntoView({ block: 'nearest' }))
  .observe(document.body, { subtree: true, attributes: true, attributeFilter: ['aria-activedescendant'] });

document.addEventListener('click', e => {
  if (e.target.closest?.('.btn.keys')) showKeys();
  else if (e.target.closest?.('[data-shut]') || e.target === keys()) keys().close(); // a click on the backdrop is one on the dialog
});
const letters = keys()?.querySelector('[data-singles]');
if (letters) {
  letters.checked = !lettersOff();
  letters.addEventListener('change', () => setLetters(letters.checked));
}
