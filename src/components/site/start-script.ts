/** Runs before the first paint: says that scripts work, and sets the theme so that nothing flashes. */
export const startScript = `(() => {
  const html = document.documentElement;
  html.dataset.js = '';
  // Who comes back, or to a place within the page, is to find it where it was: the whole page is laid out at once.
  if (location.hash || performance.getEntriesByType('navigation')[0]?.type !== 'navigate') html.dataset.whole = '';
  let choice = null;
  try { choice = localStorage.getItem('delta-to-depth:theme'); } catch {}
  const dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  html.dataset.theme = dark ? 'dark' : 'light';
})();`;
