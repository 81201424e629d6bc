import { THEME_KEY } from '../../lib/storage/names.ts';
import { OWN_SCRIPTS_ONLY } from './content-policy.ts';

/**
 * Runs before the first paint: lets workers be of this host only, says that scripts work, sets the theme so that nothing
 * flashes, and loads the page anew when a new version of the book takes over (client/offline.ts), so that no page is half
 * old and half new. A version that took over while this page was on its way shows by style sheets and scripts that are
 * gone, the book's own among them; not by links that load modules ahead, of which Firefox says so even when they have
 * loaded.
 * A page that somebody has used is left alone: what they typed or what they train is worth more.
 */
export const startScript = `(() => {
  const html = document.documentElement;
  ${OWN_SCRIPTS_ONLY}
  // Opened as a file, the page can load no scripts but this one, and folders show as lists of what is in them.
  const file = location.protocol === 'file:';
  html.dataset[file ? 'file' : 'js'] = '';
  if (file) addEventListener('DOMContentLoaded', () => {
    for (const link of document.querySelectorAll('a[href]')) {
      if (link.protocol === 'file:' && link.pathname.endsWith('/')) link.pathname += 'index.html';
    }
  });
  // Who comes back, or to a place within the page, is to find it where it was: the whole page is laid out at once; so it
  // is where the browser would not hold the text in its place while the rest follows.
  const way = performance.getEntriesByType('navigation')[0]?.type;
  if (location.hash || way !== 'navigate' || !CSS.supports('overflow-anchor', 'auto')) html.dataset.whole = '';
  let choice = null;
  try { choice = localStorage.getItem('${THEME_KEY}'); } catch {}
  const dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  html.dataset.theme = dark ? 'dark' : 'light';
  for (const sign of ['pointerdown', 'keydown', 'wheel', 'click', 'input']) addEventListener(sign, () => { html.dataset.used = ''; }, { capture: true, once: true, passive: true });
  const worker = navigator.serviceWorker;
  if (!worker) return;
  const renew = () => { if (!('used' in html.dataset)) location.reload(); };
  if (worker.controller) worker.addEventListener('controllerchange', renew);
  if (way !== 'reload') addEventListener('error', ({ target }) => {
    if (/^(?:SCRIPT|LINK)$/.test(target.tagName) && target.rel !== 'modulepreload') worker.getRegistration().then((book) => book?.active && renew());
  }, { capture: true });
})();`;
