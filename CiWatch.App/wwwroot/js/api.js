// The page to try the API: a form for each address of the description. All text goes in as text, whatever is in an answer.
const DESCRIPTION = '/openapi/v1.json';
const MOST = 20000; // characters of an answer that are shown

const make = (tag, props = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), props);
  element.append(...children);
  return element;
};

export async function attach(root) {
  try {
    const answer = await fetch(DESCRIPTION);
    if (!answer.ok) throw new Error(await said(answer));
    const { paths } = await answer.json();
    root.replaceChildren(...Object.entries(paths).filter(([, o]) => o.get).map(([path, o], i) => operation(path, o.get, i)));
  } catch (error) {
    root.replaceChildren(make('p', { className: 'bad', role: 'alert', textContent: `The description could not be read: ${error.message} Load this page again.` }));
  }
}

function operation(path, get, number) {
  const parameters = get.parameters ?? [];
  const inputs = parameters.map((p, i) => field(p, `api-${number}-${i}`));
  const address = make('a', { className: 'mono', target: '_blank', rel: 'noopener' });
  const status = make('p', { className: 'small', role: 'status' });
  const body = make('pre', { className: 'msg', tabIndex: 0, hidden: true });
  body.setAttribute('aria-label', `Answer of ${path}`);
  const form = make('form', { className: 'api-try' }, ...inputs.map(i => i.row), make('button', { className: 'btn', type: 'submit', textContent: 'Get' }), address);
  const update = () => { address.href = address.textContent = addressOf(path, inputs); };
  form.addEventListener('input', update);
  form.addEventListener('submit', event => {
    event.preventDefault(); // the policy lets forms go nowhere else; this one goes nowhere at all
    show(addressOf(path, inputs), status, body);
  });
  update();
  return make('details', { className: 'api-op' },
    make('summary', {}, make('span', { className: 'mono', textContent: path }), ' ', make('span', { className: 'dim', textContent: get.summary ?? '' })),
    form, status, body);
}

function field(parameter, id) {
  const input = make('input', { id, type: 'text', required: parameter.in === 'path', spellcheck: false, autocomplete: 'off' });
  const note = make('span', { id: `${id}-note`, className: 'small dim', textContent: parameter.description ?? '' });
  input.setAttribute('aria-describedby', note.id);
  return { parameter, input, row: make('div', { className: 'api-field' }, make('label', { htmlFor: id, className: 'mono', textContent: parameter.name }), input, note) };
}

function addressOf(path, inputs) {
  const query = new URLSearchParams();
  for (const { parameter, input } of inputs) {
    if (parameter.in === 'path') path = path.replace(`{${parameter.name}}`, input.value ? encodeURIComponent(input.value) : `{${parameter.name}}`);
    else if (input.value) query.set(parameter.name, input.value);
  }
  return query.size ? `${path}?${query}` : path;
}

async function show(address, status, body) {
  status.textContent = 'Asking…';
  try {
    const answer = await fetch(address, { cache: 'no-store' });
    const text = pretty(await answer.text(), answer.headers.get('content-type') ?? '');
    status.textContent = `${answer.status} ${answer.statusText} · ${answer.headers.get('content-type') ?? 'no content'}` +
      (text.length > MOST ? ` · the first ${MOST.toLocaleString()} of ${text.length.toLocaleString()} characters; the address above shows all` : '');
    body.textContent = text.slice(0, MOST);
    body.hidden = false;
  } catch (error) {
    status.textContent = `No answer: ${error.message}`;
    body.hidden = true;
  }
}

function pretty(text, type) {
  try { return type.includes('json') ? JSON.stringify(JSON.parse(text), null, 2) : text; } catch { return text; }
}

async function said(answer) {
  try { return (await answer.json()).detail ?? `${answer.status}.`; } catch { return `${answer.status}.`; }
}
