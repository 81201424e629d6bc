import type { NetworkTrainerWorld } from './controller.ts';

/** In `localStorage` while this browser keeps runs of a trainer: without it nothing of them is fetched before the reader acts. */
const runsKey = (scope: string): string => `delta-to-depth:runs-of:${scope}`;

/** Does it, or does without where the browser forbids storage. */
function quietly<Result>(work: () => Result, otherwise: Result): Result {
  try {
    return work();
  } catch {
    return otherwise;
  }
}

/** The page's runs and engines, fetched when first asked for. */
export const browserWorld = (scope: string, anchor: string): NetworkTrainerWorld => ({
  async manager() {
    const { getRunManager } = await import('../../../lib/runs/browser.ts');
    return getRunManager();
  },
  async available() {
    const { getEngineClient } = await import('../../../lib/engine/client.ts');
    return getEngineClient().available();
  },
  keepsRuns: () => quietly(() => localStorage.getItem(runsKey(scope)) !== null, false),
  noteRuns: (some) =>
    quietly(
      () => (some ? localStorage.setItem(runsKey(scope), '1') : localStorage.removeItem(runsKey(scope))),
      undefined,
    ),
  page() {
    const root = new URL(document.documentElement.dataset['root'] ?? './', document.baseURI);
    const here = new URL(document.baseURI);
    const title = document.querySelector('h1')?.textContent?.trim() ?? document.title;
    return { path: here.pathname.slice(root.pathname.length), title, anchor };
  },
});
