import { CARE_EVENT, CARE_KEY } from '../../../lib/runs/care.ts';

/** Shows the dock as soon as there are runs to care for: from an earlier page, from another tab, or begun on this one. */
export function careForRuns(): void {
  let asked = false;
  const show = (): void => {
    if (asked) return;
    asked = true;
    import('../run-dock/mount.tsx').then(({ mountRunDock }) => mountRunDock()).catch(() => (asked = false)); // without it a trainer still has all controls of its own
  };
  document.addEventListener(CARE_EVENT, show);
  window.addEventListener('storage', ({ key, newValue }) => {
    if (key === CARE_KEY && newValue) show();
  });
  try {
    if (localStorage.getItem(CARE_KEY)) show();
  } catch {
    // No storage: then nothing is left of earlier pages.
  }
}
