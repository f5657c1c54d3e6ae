import { reload } from './place.js';
import { say, zoneName } from './times.js';

// What a reader sees while the circuit's connection is lost or refused: what is on the page stays, and says of when it is.
const dialog = document.getElementById('components-reconnect-modal');
const root = document.documentElement;
const clock = ms => `${say(ms, 'clock')} ${zoneName(ms)}`;
let refused = false, timer;

function lost() {
  if (root.dataset.link !== 'lost') {
    const heard = Number(document.querySelector('.live[data-heard]')?.dataset.heard) || Date.now();
    for (const seen of dialog.querySelectorAll('[data-seen]')) seen.textContent = clock(heard);
    root.dataset.link = 'lost';
  }
  if (!dialog.open) dialog.show();
}

function found() {
  refused = false;
  clearTimeout(timer);
  delete root.dataset.link;
  delete root.dataset.refused;
  if (dialog.open) dialog.close();
}

// The service has no room for one more page of this address. It says what to do, and the page asks again when it said to.
function refuse({ words, wait }) {
  refused = true;
  root.dataset.refused = '';
  dialog.querySelector('[data-words]').textContent = words || 'The service, or a proxy before it, allows no more pages from your address just now.';
  lost();
  retryLater(wait * 1000);
}
document.addEventListener('ciwatch-refused', () => refuse(window.ciwatchRefused));
if (window.ciwatchRefused) refuse(window.ciwatchRefused);

// The circuit may be gone for good (a restart, a long sleep): then it is resumed where that is possible, else the page is
// read anew. A reload is no loss: all that the page shows is in its address.
async function again() {
  if (refused) return ask();
  try {
    if (await Blazor.reconnect()) return;
    if (await Blazor.resumeCircuit()) return found();
  } catch {
    // The server does not answer yet.
    return retryLater();
  }
  reload();
}

// Of a refused page the connection itself is asked for: the page would be read in vain. A second refusal is told as the first was.
async function ask() {
  try {
    const answer = refused
      ? await fetch('_blazor/negotiate?negotiateVersion=1', { method: 'POST', cache: 'no-store' })
      : await fetch(location.href, { method: 'HEAD', cache: 'no-store' });
    if (answer.status === 429) return refused ? undefined : retryLater(1000 * (Number(answer.headers.get('Retry-After')) || 30));
    if (answer.status < 500) reload();
    else retryLater();
  } catch { retryLater(); }
}

function retryLater(wait = 3000) {
  clearTimeout(timer);
  timer = setTimeout(ask, wait);
}

dialog.addEventListener('components-reconnect-state-changed', e => {
  dialog.dataset.state = e.detail.state;
  switch (e.detail.state) {
    case 'show': case 'retrying': lost(); break;
    case 'hide': found(); break;
    case 'failed': lost(); if (!refused) retryLater(); break;
    case 'rejected': case 'resume-failed': reload(); break;
  }
});
dialog.querySelector('[data-again]').addEventListener('click', again);

// A circuit that failed for good: Blazor shows its notice, and the live sign must not stay green over it.
const stopped = document.getElementById('blazor-error-ui');
new MutationObserver(() => { if (stopped.style.display === 'block') root.dataset.link = 'lost'; }).observe(stopped, { attributes: true, attributeFilter: ['style'] });
