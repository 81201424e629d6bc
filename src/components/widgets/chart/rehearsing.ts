import { idle } from '../../islands/idle.ts';

/**
 * Fetches what draws, and draws a few things that nobody sees, one by one in idle moments: a first drawing takes several
 * times as long as the next, and so the page is spared one long task when training starts.
 */
export async function rehearse(gone: () => boolean): Promise<void> {
  const { rehearsals } = await import('./plot.ts');
  for (const once of rehearsals) {
    await idle(1000);
    if (gone()) return;
    once();
  }
}
