import { render } from 'preact';
import { addSheet } from '../../../islands/add-sheet.ts';
import styles from './class-bar.css?inline';
import { ClassPlace } from './ClassPlace.tsx';

let host: HTMLElement | null = null;

let projects = false;

/** Shows a step for the projector where the address asks for it, and follows the address from then on. */
function careForProjector(): void {
  if (projects || !location.hash.startsWith('#project=')) return;
  projects = true;
  void import('./project.tsx').then(({ project }) => {
    project();
    addEventListener('hashchange', project);
  });
}

/** Puts the class’s bar under the header; asked again, as when a link comes in, it looks again. */
export function mountClass(root: URL): void {
  careForProjector();
  if (!host) {
    host = document.createElement('aside');
    host.className = 'class-bar';
    host.setAttribute('aria-label', 'Your class');
    host.hidden = true;
    addSheet(styles);
    document.querySelector('.site-header')?.after(host);
  }
  const at = host;
  render(<ClassPlace root={root} hash={location.hash} onShown={(shown) => (at.hidden = !shown)} />, at);
}
