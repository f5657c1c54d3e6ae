// What the browser's tab shows of the page's state: its mark, and that the connection is lost. All else of the title is the page's own.
const LOST = 'Reconnecting… · ';
const root = document.documentElement, icon = document.querySelector('link[rel="icon"]');

function state() {
  if ('link' in root.dataset || (document.querySelector('.live[data-s]')?.dataset.s ?? 'live') !== 'live') return 'stale';
  return document.querySelector('.project[data-failing]') ? 'failing' : 'live';
}

function show() {
  const href = icon?.dataset[state()];
  if (href && icon.getAttribute('href') !== href) icon.setAttribute('href', href);
  const title = document.querySelector('title')?.firstChild; // its text alone: Blazor's tree stays as it is
  if (title?.nodeType !== Node.TEXT_NODE) return;
  const own = title.data.startsWith(LOST) ? title.data.slice(LOST.length) : title.data, wanted = 'link' in root.dataset ? LOST + own : own;
  if (title.data !== wanted) title.data = wanted;
}

new MutationObserver(show).observe(root, { subtree: true, attributes: true, attributeFilter: ['data-link', 'data-s', 'data-failing'] });
new MutationObserver(show).observe(document.head, { subtree: true, childList: true, characterData: true });
show();
