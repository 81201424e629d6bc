import { render } from 'preact';
import { addSheet } from '../../../islands/add-sheet.ts';
import styles from './class-bar.css?inline';
import { ClassPlace } from './ClassPlace.tsx';

let host: HTMLElement | null = null;

/** Puts the class’s bar under the header; asked again, as when a link comes in, it looks again. */
export function mountClass(root: URL): void {
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
