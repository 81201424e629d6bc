import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import type { Check, Sources, Trial } from '../../src/lib/hand-in/verify.ts';
import { bundlePage, openBundled } from '../lib/bundle-page.ts';
import { openSiteBrowser } from '../lib/site-browser.ts';
import type { TryTrial } from './page/main.ts';

/** The page itself is given up when it says nothing so long after an answer's time is over. */
const GRACE = 20; // seconds

/** Tries again in the built site, one after the other; `own` are the instructor’s exercises. `onCheck` hears of each. What breaks the page has a new one after it. */
export async function verifyAll<One extends { readonly trial: Trial }>(
  dist: string,
  all: readonly One[],
  own: Sources,
  seconds: number,
  onCheck: (one: One, check: Check) => void,
): Promise<void> {
  const book = JSON.parse(readFileSync(path.join(dist, 'class/exercises.json'), 'utf8')) as Sources;
  const sources: Sources = { ...own, ...book };
  const [files, site] = await Promise.all([
    bundlePage(fileURLToPath(new URL('./page/', import.meta.url))),
    openSiteBrowser(dist),
  ]);
  let page: Page | null = null;
  try {
    for (const one of all) {
      if (!page) {
        page = await site.context.newPage();
        await openBundled(page, files, 'class-verify');
      }
      const { check, isSound } = await tryIn(page, one.trial, sources, seconds);
      onCheck(one, check);
      if (isSound) continue;
      await page.close();
      page = null;
    }
  } finally {
    await site.close();
  }
}

interface Tried {
  readonly check: Check;
  /** False where the page is of no more use. */
  readonly isSound: boolean;
}

async function tryIn(page: Page, trial: Trial, sources: Sources, seconds: number): Promise<Tried> {
  const own = Object.hasOwn(sources, trial.id) ? { [trial.id]: sources[trial.id]! } : {};
  let timer: NodeJS.Timeout | undefined;
  const failed = (words: string): Tried => ({ check: { outcome: 'failed', words }, isSound: false });
  const crashed = new Promise<Tried>((resolve) =>
    page.once('crash', () => resolve(failed('The browser ended the page. It may have used up the memory.'))),
  );
  const silent = new Promise<Tried>((resolve) => {
    if (trial.kind === 'exercise')
      timer = setTimeout(
        () => resolve(failed('The page did not answer any more, and was closed.')),
        1000 * (seconds + GRACE),
      );
  });
  const tried = page
    .evaluate(([what, files, time]) => (globalThis as unknown as { tryTrial: TryTrial }).tryTrial(what, files, time), [
      trial,
      own,
      seconds,
    ] as const)
    .then(
      (check): Tried => ({ check, isSound: true }),
      (error: unknown) => failed(error instanceof Error ? error.message : String(error)),
    );
  try {
    return await Promise.race([tried, crashed, silent]);
  } finally {
    clearTimeout(timer);
  }
}
