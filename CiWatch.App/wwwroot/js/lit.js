// The failure that the reader looks at: rows without its sign step back, but can be read. One rule for its code does that, so no row is rendered for it.
const quiet = sign => `:is(tbody tr:not(.gap, .day), .pc):not(:has([data-sign="${sign}"]))`;

const rules = sign => `
  [data-lit] ${quiet(sign)} :is(td, .ex, .fp) { opacity: .4; }
  [data-lit] ${quiet(sign)} :is(.who, .who *, .l1, .l1 *, .l2) { color: var(--ink-3); }
  [data-lit] :is(td, .pc *)[data-sign="${sign}"] { outline: 2px solid var(--accent); outline-offset: -2px; }`;

export function lit(root, signal) {
  const sheet = new CSSStyleSheet();
  const write = () => sheet.replaceSync(/^[A-Z0-9]{3,8}$/.test(root.dataset.lit ?? '') ? rules(root.dataset.lit) : '');
  const changes = new MutationObserver(write);
  document.adoptedStyleSheets.push(sheet);
  changes.observe(root, { attributes: true, attributeFilter: ['data-lit'] });
  signal.addEventListener('abort', () => {
    changes.disconnect();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter(s => s !== sheet);
  });
  write();
}
