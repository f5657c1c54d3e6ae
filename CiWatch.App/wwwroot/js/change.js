// The change page's script: a vote that arrives is ringed and said, and a CI's recheck and the page's link are copied. It listens on the document, so it
// needs no page to call it and outlives each; on other pages it finds nothing to do.
import { arrivals } from './arrivals.js';
import { put } from './copy.js';
import { note } from './typing.js';

arrivals(document.body, new AbortController().signal, '.chci .cell, .pci .cell');

document.addEventListener('click', async e => {
  const link = e.target.closest?.('[data-link]')?.dataset.link;
  if (link !== undefined) return note(await put(new URL(link, document.baseURI).href) ? 'Copied' : 'Not copied: the browser refused. Copy it from the address bar.');
  const text = e.target.closest?.('[data-recheck]')?.dataset.recheck;
  if (text === undefined) return;
  note(await put(text) ? `Copied: ${text}` : `Not copied: the browser refused. The comment is: ${text}`);
});
