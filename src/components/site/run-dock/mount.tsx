import { render } from 'preact';
import { getRunManager } from '../../../lib/runs/page-runs.ts';
import { siteRoot } from '../../islands/site-root.ts';
import { addSheet } from '../../islands/add-sheet.ts';
import { RunDock } from './RunDock.tsx';
import styles from './run-dock.css?inline';

/** Puts the dock at the end of the page. */
export function mountRunDock(): void {
  addSheet(styles);
  const host = document.createElement('div');
  host.className = 'run-dock-host';
  document.body.append(host);
  render(<RunDock manager={getRunManager()} root={siteRoot()} />, host);
}
