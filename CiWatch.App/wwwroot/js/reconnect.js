import { reload } from './place.js';
import { say, zoneName } from './times.js';

// What a reader sees while the circuit's connection is lost: what is on the page stays, and says of when it is.
const dialog = document.getElementById('components-reconnect-modal');
const root = document.documentElement;
const clock = ms => `${say(ms, 'clock')} ${zoneName(ms)}`;

function lost() {
  if (root.dataset.link !== 'lost') {
    const heard = Number(document.querySelector('.live[data-heard]')?.dataset.heard) || Date.now();
    dialog.querySelector('[data-seen]').textContent = clock(heard);
    root.dataset.link = 'lost';
  }
  if (!dialog.open) dialog.show();
}

function found() {
  delete root.dataset.link;
  if (dialog.open) dialog.close();
}

// The circuit may be gone for good (a restart, a long sleep): then it is resumed where that is possible, else the page is
// read anew. A reload is no loss: all that the page shows is in its address.
async function again() {
  try {
    if (await Blazor.reconnect()) return;
    if (await Blazor.resumeCircuit()) return found();
  } catch {
    // The server does not answer yet.
    return retryLater();
  }
  reload();
}

let timer;
function retryLater() {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    try {
      if ((await fetch(location.href, { method: 'HEAD', cache: 'no-store' })).status < 500) reload();
      else retryLater();
    } catch { retryLater(); }
  }, 3000);
}

dialog.addEventListener('components-reconnect-state-changed', e => {
  dialog.dataset.state = e.detail.state;
  switch (e.detail.state) {
    case 'show': case 'retrying': lost(); break;
    case 'hide': found(); break;
    case 'failed': lost(); retryLater(); break;
    case 'rejected': case 'resume-failed': reload(); break;
  }
});
dialog.querySelector('[data-again]').addEventListener('click', again);

// A circuit that failed for good: Blazor shows its notice, and the live sign must not stay green over it.
const stopped = document.getElementById('blazor-error-ui');
new MutationObserver(() => { if (stopped.style.display === 'block') root.dataset.link = 'lost'; }).observe(stopped, { attributes: true, attributeFilter: ['style'] });
