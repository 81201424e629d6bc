import { render } from 'preact';
import { getRunManager } from '../../../lib/runs/page-runs.ts';
import { siteRoot } from '../../islands/site-root.ts';
import './run-dock.css';
import { RunDock } from './RunDock.tsx';

/** Puts the dock at the end of the page. */
export function mountRunDock(): void {
  const host = document.createElement('div');
  host.className = 'run-dock-host';
  document.body.append(host);
  render(<RunDock manager={getRunManager()} root={siteRoot()} />, host);
}
