// What a reader sees while the circuit's connection is lost: what is on the page stays, and says of when it is.
const dialog = document.getElementById('components-reconnect-modal');
const root = document.documentElement;
const clock = ms => new Date(ms).toISOString().slice(11, 19) + ' UTC';

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
    addEventListener('visibilitychange', again, { once: true });
    return retryLater();
  }
  location.reload();
}

let timer;
function retryLater() {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    try {
      if ((await fetch(location.href, { method: 'HEAD', cache: 'no-store' })).status < 500) location.reload();
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
    case 'rejected': case 'resume-failed': location.reload(); break;
  }
});
dialog.querySelector('[data-again]').addEventListener('click', again);
