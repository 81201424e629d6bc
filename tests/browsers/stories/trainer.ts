import type { Page, Place } from '../driver/page.ts';

/** The end of one pass over all images, by the book's code or a right one of the reader's. */
export const FINISHED = '60,000 images, 6,928 of 10,000 · 69.28 % of the test images right.';

/** A trainer by its id, once it is alive. */
export async function trainerOn(page: Page, id: string): Promise<Place> {
  const trainer = page.find(`#trainer-${id}`);
  await trainer.isThere();
  await trainer.all((all) => all[0]!.scrollIntoView({ block: 'center', behavior: 'instant' }));
  await page.find(`astro-island:not([ssr]) #trainer-${id}`).isThere();
  return trainer;
}
export const statusOf = (trainer: Place): Place => trainer.in('.trainer-status > .status');
export const dock = (page: Page): Place =>
  page.find('[role=region][aria-label=Training], section[aria-label=Training]');
