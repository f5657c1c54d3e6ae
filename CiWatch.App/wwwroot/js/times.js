// Times in the reader's zone, words in the reader's order, figures as their locale has them. The server writes <time data-at data-as> in
// UTC and <data value data-number> in English; here its text node alone
// is replaced, so Blazor's tree stays as it knows it, and before the browser paints: a MutationObserver runs ahead of that.
const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }; // as the server writes it, and never "12:05 AM"
const SHAPES = {
  clock: time,
  dayclock: { weekday: 'short', ...time },
  dateclock: { day: 'numeric', month: 'short', ...time },
  date: { day: 'numeric', month: 'short' },
  exact: { dateStyle: 'medium', timeStyle: 'long', hourCycle: 'h23' },
};
const day = { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' };
const NUMBERS = { count: {}, share: { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 } };
const formats = new Map();

/** Exported for tests: the text of a moment. Language and zone are the browser's unless named. */
export function say(ms, as, locale, timeZone) {
  if (as === 'tick') as = say(ms, 'clock', 'en', timeZone) === '00:00' ? 'date' : 'clock'; // of an axis: where a day begins, the day
  const key = [as, locale, timeZone].join();
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale, as === 'day' ? day : { ...SHAPES[as], timeZone }));
  return formats.get(key).format(ms);
}

/** Exported for tests: the text of a figure, a count or a share. */
export function figure(n, as, locale) {
  const key = [as, locale].join();
  if (!formats.has(key)) formats.set(key, new Intl.NumberFormat(locale, NUMBERS[as]));
  return formats.get(key).format(n);
}

/** The zone's short name at a moment: it changes with summer time. */
export const zoneName = (ms, locale, timeZone) =>
  new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'short' }).formatToParts(ms).find(p => p.type === 'timeZoneName').value;

export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC';

function put(element, said) {
  const text = element.firstChild;
  if (text?.nodeType === Node.TEXT_NODE && text.data !== said) text.data = said;
}

function write(element) {
  const as = element.dataset.number;
  if (as in NUMBERS) return put(element, figure(Number(element.value), as));
  const at = Number(element.dataset.at);
  if (!Number.isFinite(at)) return;
  if ('as' in element.dataset) put(element, say(at, element.dataset.as));
  else put(element, zoneName(at)); // data-zone
}

const WRITTEN = 'time[data-as], text[data-as], [data-zone], data[data-number]';

if (typeof document !== 'undefined') {
  // For the next request: days of the grid are parted by the reader's midnight from the first HTML on.
  document.cookie = `zone=${encodeURIComponent(zone())}; path=/; max-age=31536000; samesite=lax`;
  document.querySelectorAll(WRITTEN).forEach(write);
  new MutationObserver(records => {
    for (const { type, target, addedNodes } of records) {
      if (type !== 'childList') {
        const owner = (target.nodeType === Node.ELEMENT_NODE ? target : target.parentElement)?.closest(WRITTEN);
        if (owner) write(owner);
        continue;
      }
      if (target.matches?.(WRITTEN)) write(target);
      for (const node of addedNodes) {
        if (node.nodeType !== Node.ELEMENT_NODE) continue;
        if (node.matches(WRITTEN)) write(node);
        node.querySelectorAll(WRITTEN).forEach(write);
      }
    }
  }).observe(document.documentElement, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ['data-at', 'value'] });

  // The exact time on demand: here, and in UTC, which is what Gerrit's and the CIs' logs say.
  document.addEventListener('pointerover', e => {
    const time = e.target.closest?.('time[data-at]');
    if (!time || time.dataset.told === time.dataset.at) return;
    time.dataset.told = time.dataset.at;
    const at = Number(time.dataset.at);
    time.title = `${say(at, 'exact')} (${zone()})\n${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  }, { passive: true });
}
