// Keeps <time data-at> true between renderings. Only the text node's value changes: Blazor's tree stays as it knows it.
// The words are those of Wording.cs.
const pad = n => String(n).padStart(2, '0');

export function long(ms) {
  const s = Math.max(0, Math.floor(ms / 1000)), m = Math.floor(s / 60), h = Math.floor(m / 60);
  return s < 60 ? `${s} s` : m < 60 ? `${m} m` : h < 48 ? `${h} h ${pad(m % 60)}` : `${Math.floor(h / 24)} d`;
}

// A reader's clock may be wrong: ages go by the server's, which the live sign carries.
let ahead = 0, heard = '';
function clock() {
  const sign = document.querySelector('.live[data-heard]');
  if (sign && sign.dataset.heard !== heard) {
    heard = sign.dataset.heard;
    const off = Date.now() - Number(heard);
    ahead = Math.abs(off) > 5000 ? off : 0; // under 5 s it may be the network
  }
  return Date.now() - ahead;
}

function tick() {
  if (document.hidden) return;
  const now = clock();
  for (const time of document.querySelectorAll('time[data-at]:not([data-as])')) {
    const text = time.firstChild;
    if (text?.nodeType !== Node.TEXT_NODE) continue;
    const said = long(now - Number(time.dataset.at));
    if (text.data !== said) text.data = said;
  }
}

if (typeof document !== 'undefined') {
  setInterval(tick, 1000);
  document.addEventListener('visibilitychange', tick);
}
