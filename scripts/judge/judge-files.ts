import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { chromium, type BrowserContext } from '@playwright/test';
import type { ExecutionEnd } from '../../src/lib/sandbox/contract.ts';
import { findBrowser } from '../lib/browser.mjs';
import { bundlePage, openBundled, type Files } from '../lib/bundle-page.ts';
import { serve } from '../lib/static-server.mjs';
import type { JudgeAnswer } from './page/main.ts';

/** What became of one answer. `mistake` is the check's own name, or `error`, or `stopped`. */
export interface Judgement {
  readonly passed: boolean;
  readonly mistake?: string;
  readonly message: string;
}

/** The page itself is given up when it says nothing so long after the answer's time is over. */
const GRACE = 20; // seconds

function judgementOf(end: ExecutionEnd, seconds: number): Judgement {
  if (end.outcome === 'stopped')
    return {
      passed: false,
      mistake: 'stopped',
      message: `It had not ended after ${seconds} seconds, and was stopped. Is there a loop without an end? More time: --seconds.`,
    };
  if (end.outcome === 'error') {
    const { message, remedy, line } = end.error;
    const place = line === undefined ? '' : `Line ${line}: `;
    const sentence = /[.!?…]$/.test(message) ? message : `${message}.`;
    return {
      passed: false,
      mistake: 'error',
      message: `${place}${sentence}${remedy === undefined ? '' : ` ${remedy}`}`,
    };
  }
  if (!end.verdict) throw new Error(`judge: expected a verdict, got ${JSON.stringify(end)}`);
  const { verdict } = end;
  return verdict.passed
    ? { passed: true, message: verdict.message }
    : { passed: false, mistake: verdict.mistake, message: verdict.message };
}

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
  const [files, executablePath] = await Promise.all([
    bundlePage(fileURLToPath(new URL('./page/', import.meta.url))),
    findBrowser(),
  ]);
  const server = await serve({ folder: dist });
  // Under root, as in many containers, Chromium runs only so.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: ['--disable-gpu', '--disable-quic', ...args],
  });
  try {
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const context = await browser.newContext({ baseURL: `${origin}/`, serviceWorkers: 'block' });
    // Nothing but the site itself is there to be reached.
    await context.route(
      (url) => url.origin !== origin && !['data:', 'blob:'].includes(url.protocol),
      (route) => route.abort(),
    );
    const judgements: Judgement[] = [];
    for (const [index, answer] of answers.entries()) {
      const judgement = await judgeOne(context, files, answer, check, seconds);
      judgements.push(judgement);
      onJudged(judgement, index);
    }
    return judgements;
  } finally {
    await browser.close();
    server.close();
    server.closeAllConnections();
  }
}
