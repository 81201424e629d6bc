/**
 * Runs in a chapter before its steps are there. Its first frame shows the head and the first step, the next one what else
 * is near (`data-first` in layout.css). Then the steps with fields are laid out, each in a task of its own, and wait as they
 * did: when a page has been read, browsers that fill in forms ask where all its fields are, which would lay out those
 * steps at once. Whoever comes back, or to a place within the page, has the whole of it at once (start-script.ts).
 */
export const firstFrames = `(() => {
  const html = document.documentElement;
  if ('whole' in html.dataset) return;
  html.dataset.first = '';
  const steps = document.getElementsByClassName('step');
  let at = 0;
  const next = () => {
    const read = document.readyState !== 'loading';
    for (; steps[at] && (read || steps[at].nextElementSibling); at++) {
      const fields = steps[at].querySelectorAll('select, input:not([type=range])');
      if (fields.length === 0) continue;
      for (const field of fields) field.getBoundingClientRect();
      at++;
      return setTimeout(next);
    }
    if (!read) setTimeout(next);
  };
  requestAnimationFrame(() => requestAnimationFrame(() => {
    delete html.dataset.first;
    setTimeout(next);
  }));
})();`;
