/** Calls back when the page has nothing else to do. */
const idle = (): Promise<void> =>
  new Promise((resolve) => {
    if ('requestIdleCallback' in window) requestIdleCallback(() => resolve(), { timeout: 1000 });
    else setTimeout(resolve, 50); // Safari
  });

/**
 * Fetches what draws, and draws a few things that nobody sees, one by one in idle moments: a first drawing takes several
 * times as long as the next, and so the page is spared one long task when training starts.
 */
export async function rehearse(gone: () => boolean): Promise<void> {
  const { rehearsals } = await import('./plot.ts');
  for (const once of rehearsals) {
    await idle();
    if (gone()) return;
    once();
  }
}
