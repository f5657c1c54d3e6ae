// The reader's theme, set before anything is painted: hence a plain script in the head. Also the switch, for all pages.
(() => {
  const root = document.documentElement;
  const saved = () => { try { return localStorage.getItem('theme'); } catch { return null; } }; // none in some private windows
  const set = theme => { if (theme === 'light' || theme === 'dark') root.dataset.theme = theme; };
  set(saved());
  addEventListener('storage', e => { if (e.key === 'theme') set(e.newValue); });
  addEventListener('click', e => {
    if (!e.target.closest?.('.theme')) return;
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    set(dark ? 'light' : 'dark');
    try { localStorage.setItem('theme', root.dataset.theme); } catch { /* lasts as long as the page, then */ }
  });
})();
