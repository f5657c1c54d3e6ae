// A page that may not come alive (the service holds so many of one address, see Limits) says so. The framework asks for its connection by fetch
// and keeps the answer to itself, so this stands before it and looks on. What it saw is told to js/reconnect.js, which has the words.
(() => {
  const ask = window.fetch;
  window.fetch = async (...args) => {
    const answer = await ask(...args);
    const address = new URL(args[0]?.url ?? args[0], document.baseURI);
    if (address.origin === location.origin && /^\/_blazor(\/negotiate)?$/.test(address.pathname) && answer.status === 429) tell(answer.clone());
    return answer;
  };

  async function tell(answer) {
    let words = '';
    try { words = (await answer.json()).detail ?? ''; } catch { /* a proxy's own refusal */ }
    const wait = Number(answer.headers.get('Retry-After')) || 30;
    window.ciwatchRefused = { words, wait }; // for a script that comes later
    document.dispatchEvent(new Event('ciwatch-refused'));
  }
})();
