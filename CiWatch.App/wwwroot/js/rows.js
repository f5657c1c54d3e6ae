// Rows that are copied paste into a sheet: one line a row, after a line of heads, tabs between. A selection within one row stays as it is.
const text = element => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

/** A subject is a stranger's text: what a sheet would read as a formula gets the sign that makes it text. */
export const field = value => /^[=+\-@＝＋－＠]/.test(value) ? `'${value}` : value;

function line(tr) {
  const who = tr.querySelector('.who');
  const [change, patchset] = text(who.querySelector('.no')).split(',');
  const said = [...tr.querySelectorAll('td[data-ci]')].map(td => td.dataset.state === 'blank' ? '' : td.dataset.state);
  return [change, patchset, text(who.querySelector('.subj')), text(who.querySelector('.own')), text(who.querySelector('.age')), ...said].map(field).join('\t');
}

function head(table) {
  const names = [...table.querySelectorAll('thead th.ci')].map(th => th.dataset.job ?? text(th.querySelector('.nm')));
  return ['Change', 'Patch set', 'Subject', 'Owner', 'Age', ...names].map(field).join('\t');
}

// A selection that ends at a row's very beginning has nothing of that row.
function touches(range, tr) {
  const part = document.createRange();
  part.selectNodeContents(tr);
  if (range.compareBoundaryPoints(Range.START_TO_START, part) > 0) part.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, part) < 0) part.setEnd(range.endContainer, range.endOffset);
  return part.toString().trim() !== '';
}

export function rows(root, signal) {
  document.addEventListener('copy', e => {
    const chosen = getSelection(), table = root.querySelector('table.grid');
    if (!table || chosen.isCollapsed || e.target.closest?.('input, textarea')) return;
    const lines = [...table.tBodies[0].rows].filter(tr => tr.querySelector('.who') && touches(chosen.getRangeAt(0), tr));
    if (lines.length < 2) return;
    e.clipboardData.setData('text/plain', [head(table), ...lines.map(line)].join('\n') + '\n');
    e.preventDefault();
  }, { signal });
}
