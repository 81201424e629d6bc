import { fileURLToPath } from 'node:url';
import type { BrowserContext } from '@playwright/test';
import type { ExecutionEnd } from '../../src/lib/sandbox/contract.ts';
import { judgementOf, type Judgement } from '../../src/lib/sandbox/judgement.ts';
import { bundlePage, openBundled, type Files } from '../lib/bundle-page.ts';
import { openSiteBrowser } from '../lib/site-browser.ts';
import type { JudgeAnswer } from './page/main.ts';

/** The page itself is given up when it says nothing so long after the answer's time is over. */
const GRACE = 20; // seconds

async function judgeOne(
  context: BrowserContext,
  files: Files,
  code: string,
  check: string,
  seconds: number,
): Promise<Judgement> {
  const page = await context.newPage();
  let timer: NodeJS.Timeout | undefined;
  try {
    await openBundled(page, files, 'judge');
    const crashed = new Promise<ExecutionEnd>((resolve) =>
      page.on('crash', () =>
        resolve({
          outcome: 'error',
          error: { message: 'The browser ended the page. It may have used up the memory.' },
        }),
      ),
    );
    const silent = new Promise<ExecutionEnd>((resolve) => {
      timer = setTimeout(() => resolve({ outcome: 'stopped' }), 1000 * (seconds + GRACE));
    });
    const judged = page.evaluate(
      ([text, judging, time]) =>
        (globalThis as unknown as { judgeAnswer: JudgeAnswer }).judgeAnswer(text, judging, time),
      [code, check, seconds] as const,
    );
    return judgementOf(await Promise.race([judged, crashed, silent]), seconds);
  } finally {
    clearTimeout(timer);
    await page.close();
  }
}

/** Judges answers to one exercise, one after the other, each in a page of its own. `dist` is the built site. */
export async function judgeAnswers(
  dist: string,
  check: string,
  answers: readonly string[],
  seconds: number,
  onJudged: (judgement: Judgement, index: number) => void = () => undefined,
): Promise<Judgement[]> {
  const [files, site] = await Promise.all([
    bundlePage(fileURLToPath(new URL('./page/', import.meta.url))),
    openSiteBrowser(dist),
  ]);
  try {
    const judgements: Judgement[] = [];
    for (const [index, answer] of answers.entries()) {
      const judgement = await judgeOne(site.context, files, answer, check, seconds);
      judgements.push(judgement);
      onJudged(judgement, index);
    }
    return judgements;
  } finally {
    await site.close();
  }
}
