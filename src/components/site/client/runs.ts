import { OPEN_RUNS_EVENT } from '../../../lib/runs/open-runs-event.ts';
import { OPEN_RUNS_KEY } from '../../../lib/storage/names.ts';
import { onOtherTab, readText } from '../../../lib/storage/text.ts';

/** Shows the dock as soon as there are open runs: from an earlier page, from another tab, or begun on this one. */
export function careForRuns(): void {
  let asked = false;
  const show = (): void => {
    if (asked) return;
    asked = true;
    import('../run-dock/mount.tsx').then(({ mountRunDock }) => mountRunDock()).catch(() => (asked = false)); // without it a trainer still has all controls of its own
  };
  document.addEventListener(OPEN_RUNS_EVENT, show);
  onOtherTab(OPEN_RUNS_KEY, (text) => text && show());
  if (readText(OPEN_RUNS_KEY)) show();
}
