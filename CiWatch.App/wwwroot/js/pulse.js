// Whether the server still answers. The live sign's time comes anew every 10 s; where it does not, the sign must not stay green until the
// connection itself gives up, which takes 30 s.
const BEAT = 10000, LATE = 5000;
const root = document.documentElement;
let heard = null, at = 0;

function look() {
  const sign = document.querySelector('.live[data-heard]')?.dataset.heard ?? null, now = performance.now();
  // A hidden tab's clock stands still at times: what it missed is no silence.
  if (sign !== heard || document.hidden) [heard, at] = [sign, now];
  root.toggleAttribute('data-mute', heard !== null && now - at > BEAT + LATE);
}

setInterval(look, 1000);
document.addEventListener('visibilitychange', () => { at = performance.now(); });
